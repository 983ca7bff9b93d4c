"""answers in an order

Revision: 0036, after 0035
"""

import sqlalchemy as sa
from alembic import op


revision = '0036'
down_revision = '0035'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('question_revision', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('is_ordered', sa.Boolean(), nullable=False, server_default=sa.false())
        )

    with op.batch_alter_table('question_revision', schema=None) as batch_op:
        batch_op.alter_column('is_ordered', server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('question_revision', schema=None) as batch_op:
        batch_op.drop_column('is_ordered')

