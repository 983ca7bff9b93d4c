"""marks that are told

Revision: 0034, after 0033
"""

import sqlalchemy as sa
from alembic import op

revision = '0034'
down_revision = '0033'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('marked_in', sa.BigInteger(), nullable=False, server_default='0'))

    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.alter_column('marked_in', server_default=None)
        batch_op.create_index('ix_comment_marked', ['prompt_id', 'marked_in'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.drop_index('ix_comment_marked')
        batch_op.drop_column('marked_in')
