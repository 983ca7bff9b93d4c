"""why readers forecast what they do

Revision: 0028, after 0027
"""

import sqlalchemy as sa
from alembic import op


revision = '0028'
down_revision = '0027'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('forecast_event', schema=None) as batch_op:
        batch_op.add_column(sa.Column('reason', sa.String(), nullable=False, server_default=''))
    with op.batch_alter_table('forecast_event', schema=None) as batch_op:
        batch_op.alter_column('reason', server_default=None)



def downgrade() -> None:
    with op.batch_alter_table('forecast_event', schema=None) as batch_op:
        batch_op.drop_column('reason')

