"""the latest word of a branch

Revision: 0048, after 0046
"""

import sqlalchemy as sa
from alembic import op


revision = '0048'
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('neg_fresh', sa.BigInteger(), nullable=False, server_default='0'))

    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.alter_column('neg_fresh', server_default=None)
        batch_op.create_index('ix_comment_fresh', ['prompt_id', 'parent_id', 'is_shown', 'neg_fresh', 'id'], unique=False)

    op.execute("UPDATE comment SET neg_fresh = -appeared_in WHERE parent_id IS NULL")
    op.execute(
        "UPDATE comment SET neg_fresh = -latest.word FROM"
        " (SELECT root_id, max(appeared_in) AS word FROM comment WHERE root_id IS NOT NULL GROUP BY root_id) AS latest"
        " WHERE latest.root_id = comment.id AND latest.word > comment.appeared_in"
    )


def downgrade() -> None:
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.drop_index('ix_comment_fresh')
        batch_op.drop_column('neg_fresh')
