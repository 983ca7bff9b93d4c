"""comments on one article are read before they appear

Revision: 0054, after 0053
"""

import sqlalchemy as sa
from alembic import op


revision = '0054'
down_revision = '0053'
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ('arrangement', 'discussion'):
        op.add_column(
            table,
            sa.Column('is_read_first', sa.Boolean(), nullable=False, server_default=sa.false()),
        )


def downgrade() -> None:
    for table in ('discussion', 'arrangement'):
        op.drop_column(table, 'is_read_first')
