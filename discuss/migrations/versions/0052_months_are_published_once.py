"""months are published once

Revision: 0052, after 0051
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit.orm import Instant

revision = '0052'
down_revision = '0051'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'published_month',
        sa.Column('month', sa.String(), nullable=False),
        sa.Column('rows', sa.JSON(), nullable=False),
        sa.Column('counted_at', Instant(), nullable=False),
        sa.PrimaryKeyConstraint('month', name=op.f('pk_published_month')),
    )


def downgrade() -> None:
    op.drop_table('published_month')
