"""more orders

Revision: 0005, after 0004
"""

import sqlalchemy as sa
from alembic import op


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('neg_controversy', sa.BigInteger(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('neg_replies', sa.BigInteger(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('neg_staff', sa.BigInteger(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('answered_in', sa.BigInteger(), nullable=False, server_default='0'))
    _fill()
    with op.batch_alter_table('comment', schema=None) as batch_op:
        for column in ('neg_controversy', 'neg_replies', 'neg_staff', 'answered_in'):
            batch_op.alter_column(column, server_default=None)
        batch_op.create_index('ix_comment_answered', ['prompt_id', 'parent_id', 'is_shown', 'answered_in'], unique=False)
        batch_op.create_index('ix_comment_answers', ['prompt_id', 'parent_id', 'is_shown', 'neg_replies', 'id'], unique=False)
        batch_op.create_index('ix_comment_disputed', ['prompt_id', 'parent_id', 'is_shown', 'neg_controversy', 'id'], unique=False)
        batch_op.create_index('ix_comment_staff', ['prompt_id', 'parent_id', 'is_shown', 'neg_staff', 'neg_best', 'id'], unique=False)


def _fill() -> None:
    """Give the comments that are there already their places in the new orders."""
    connection = op.get_bind()
    connection.execute(sa.text(
        "UPDATE comment SET neg_replies = -reply_count, answered_in = moved_in"
    ))
    connection.execute(sa.text(
        "UPDATE comment SET neg_staff = -1"
        " WHERE author_id IN (SELECT id FROM person WHERE role <> 'reader')"
    ))
    marks = connection.execute(sa.text(
        "SELECT DISTINCT up, down FROM comment WHERE up > 0 AND down > 0"
    )).all()
    for up, down in marks:
        dispute = (up + down) ** (min(up, down) / max(up, down))
        connection.execute(
            sa.text("UPDATE comment SET neg_controversy = :rank WHERE up = :up AND down = :down"),
            {'rank': -round(dispute * 1_000_000), 'up': up, 'down': down},
        )



def downgrade() -> None:
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.drop_index('ix_comment_staff')
        batch_op.drop_index('ix_comment_disputed')
        batch_op.drop_index('ix_comment_answers')
        batch_op.drop_index('ix_comment_answered')
        batch_op.drop_column('answered_in')
        batch_op.drop_column('neg_staff')
        batch_op.drop_column('neg_replies')
        batch_op.drop_column('neg_controversy')

