"""objections shorten

Revision: 0065, after 0064
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit.orm import Instant

revision = '0065'
down_revision = '0064'
branch_labels = None
depends_on = None

NAME = 'ck_sanction_step_kind'
BEFORE = "'confirmed', 'acknowledged', 'lifted', 'objected', 'upheld', 'reversed'"


def upgrade() -> None:
    with op.batch_alter_table('sanction_step', schema=None) as batch_op:
        batch_op.add_column(sa.Column('ends_at', Instant(), nullable=True))
        batch_op.drop_constraint(op.f(NAME), type_='check')
        batch_op.create_check_constraint(op.f(NAME), f"kind IN ({BEFORE}, 'shortened')")


def downgrade() -> None:
    step = sa.table('sanction_step', sa.column('kind', sa.String()))
    op.execute(step.update().where(step.c.kind == 'shortened').values(kind='upheld'))
    with op.batch_alter_table('sanction_step', schema=None) as batch_op:
        batch_op.drop_constraint(op.f(NAME), type_='check')
        batch_op.create_check_constraint(op.f(NAME), f'kind IN ({BEFORE})')
        batch_op.drop_column('ends_at')
