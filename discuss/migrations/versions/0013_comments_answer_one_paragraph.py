"""comments answer one paragraph

Revision: 0013, after 0012
"""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('anchor',
    sa.Column('comment_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('prompt_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('block', sa.String(), nullable=False),
    sa.Column('quote', sa.String(), nullable=False),
    sa.Column('is_gone', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['comment_id'], ['comment.id'], name=op.f('fk_anchor_comment_id')),
    sa.ForeignKeyConstraint(['prompt_id'], ['prompt.id'], name=op.f('fk_anchor_prompt_id')),
    sa.PrimaryKeyConstraint('comment_id', name=op.f('pk_anchor'))
    )
    with op.batch_alter_table('anchor', schema=None) as batch_op:
        batch_op.create_index('ix_anchor_block', ['prompt_id', 'block', 'comment_id'], unique=False)

    with op.batch_alter_table('guest_comment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('about', sa.String(), nullable=False, server_default=''))
    with op.batch_alter_table('guest_comment', schema=None) as batch_op:
        batch_op.alter_column('about', server_default=None)



def downgrade() -> None:
    with op.batch_alter_table('guest_comment', schema=None) as batch_op:
        batch_op.drop_column('about')

    with op.batch_alter_table('anchor', schema=None) as batch_op:
        batch_op.drop_index('ix_anchor_block')

    op.drop_table('anchor')
