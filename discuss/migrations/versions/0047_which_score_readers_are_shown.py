"""which score readers are shown

Revision: 0047, after 0046
"""

import sqlalchemy as sa
from alembic import op


revision = '0047'
down_revision = '0046'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('score', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('is_shown', sa.Boolean(), nullable=False, server_default=sa.false())
        )
    score = sa.table('score', sa.column('kind', sa.String()), sa.column('is_shown', sa.Boolean()))
    op.execute(score.update().where(score.c.kind.in_(['brier', 'crps'])).values(is_shown=True))
    with op.batch_alter_table('score', schema=None) as batch_op:
        batch_op.alter_column('is_shown', server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('score', schema=None) as batch_op:
        batch_op.drop_column('is_shown')
