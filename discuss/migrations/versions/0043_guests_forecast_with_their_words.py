"""guests forecast with their words

Revision: 0043, after 0042
"""

import sqlalchemy as sa
from alembic import op

revision = '0043'
down_revision = '0042'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('guest_comment', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('forecasts', sa.JSON(), nullable=False, server_default='{}')
        )

    with op.batch_alter_table('guest_comment', schema=None) as batch_op:
        batch_op.alter_column('forecasts', server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('guest_comment', schema=None) as batch_op:
        batch_op.drop_column('forecasts')
