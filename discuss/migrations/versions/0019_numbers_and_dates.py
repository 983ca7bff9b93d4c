"""numbers and dates

Revision: 0019, after 0018
"""

import sqlalchemy as sa
from alembic import op


revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('crowd_point', schema=None) as batch_op:
        batch_op.add_column(sa.Column('cdf', sa.JSON(), nullable=True))

    with op.batch_alter_table('forecast_event', schema=None) as batch_op:
        batch_op.add_column(sa.Column('quantiles', sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column('cdf', sa.JSON(), nullable=True))

    with op.batch_alter_table('forecast_stamp', schema=None) as batch_op:
        batch_op.add_column(sa.Column('quantiles', sa.JSON(), nullable=True))

    with op.batch_alter_table('standing', schema=None) as batch_op:
        batch_op.add_column(sa.Column('quantiles', sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column('cdf', sa.JSON(), nullable=True))



def downgrade() -> None:
    with op.batch_alter_table('standing', schema=None) as batch_op:
        batch_op.drop_column('cdf')
        batch_op.drop_column('quantiles')

    with op.batch_alter_table('forecast_stamp', schema=None) as batch_op:
        batch_op.drop_column('quantiles')

    with op.batch_alter_table('forecast_event', schema=None) as batch_op:
        batch_op.drop_column('cdf')
        batch_op.drop_column('quantiles')

    with op.batch_alter_table('crowd_point', schema=None) as batch_op:
        batch_op.drop_column('cdf')

