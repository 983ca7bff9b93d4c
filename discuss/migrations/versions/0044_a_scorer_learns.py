"""a scorer learns

Revision: 0044, after 0043
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit.orm import Instant

revision = '0044'
down_revision = '0043'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('scorer_model',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('version', sa.String(), nullable=False),
    sa.Column('decided', sa.BigInteger(), nullable=False),
    sa.Column('rejected', sa.BigInteger(), nullable=False),
    sa.Column('held_out', sa.BigInteger(), nullable=False),
    sa.Column('threshold', sa.Double(), nullable=False),
    sa.Column('measures', sa.JSON(), nullable=False),
    sa.Column('weights', sa.LargeBinary(), nullable=False),
    sa.Column('bias', sa.Double(), nullable=False),
    sa.Column('created_at', Instant(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_scorer_model'))
    )


def downgrade() -> None:
    op.drop_table('scorer_model')
