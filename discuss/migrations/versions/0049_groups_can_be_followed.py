"""groups can be followed

Revision: 0049, after 0048
"""

import sqlalchemy as sa
from alembic import op


revision = '0049'
down_revision = '0048'
branch_labels = None
depends_on = None

NAME = 'ck_watch_kind'


def upgrade() -> None:
    _let("kind IN ('discussion', 'thread', 'question', 'group')")


def downgrade() -> None:
    watch = sa.table('watch', sa.column('kind', sa.String()))
    op.execute(watch.delete().where(watch.c.kind == 'group'))
    _let("kind IN ('discussion', 'thread', 'question')")


def _let(condition: str) -> None:
    with op.batch_alter_table('watch', schema=None) as batch_op:
        batch_op.drop_constraint(op.f(NAME), type_='check')
        batch_op.create_check_constraint(op.f(NAME), condition)
