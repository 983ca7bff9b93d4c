"""objections change the reason

Revision: 0064, after 0063
"""

import sqlalchemy as sa
from alembic import op

revision = '0064'
down_revision = '0063'
branch_labels = None
depends_on = None

NAME = 'ck_objection_answer_outcome'


def upgrade() -> None:
    _let("outcome IN ('upheld', 'reversed', 'changed')")


def downgrade() -> None:
    answer = sa.table('objection_answer', sa.column('outcome', sa.String()))
    op.execute(answer.update().where(answer.c.outcome == 'changed').values(outcome='upheld'))
    _let("outcome IN ('upheld', 'reversed')")


def _let(condition: str) -> None:
    with op.batch_alter_table('objection_answer', schema=None) as batch_op:
        batch_op.drop_constraint(op.f(NAME), type_='check')
        batch_op.create_check_constraint(op.f(NAME), condition)
