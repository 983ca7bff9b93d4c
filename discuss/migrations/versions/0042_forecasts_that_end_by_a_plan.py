"""forecasts that end by a plan

Revision: 0042, after 0041
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit.orm import Instant


revision = '0042'
down_revision = '0041'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('forecast_event', schema=None) as batch_op:
        batch_op.add_column(sa.Column('expires_at', Instant(), nullable=True))
    with op.batch_alter_table('standing', schema=None) as batch_op:
        batch_op.add_column(sa.Column('expires_at', Instant(), nullable=True))
        batch_op.create_index('ix_standing_ends', ['question_id', 'expires_at'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('standing', schema=None) as batch_op:
        batch_op.drop_index('ix_standing_ends')
        batch_op.drop_column('expires_at')
    with op.batch_alter_table('forecast_event', schema=None) as batch_op:
        batch_op.drop_column('expires_at')
