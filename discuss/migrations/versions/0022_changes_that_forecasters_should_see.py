"""changes that forecasters should see

Revision: 0022, after 0021
"""

import sqlalchemy as sa
from alembic import op


revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('question_revision', schema=None) as batch_op:
        batch_op.add_column(sa.Column('material_n', sa.BigInteger(), nullable=False, server_default='1'))
    with op.batch_alter_table('question_revision', schema=None) as batch_op:
        batch_op.alter_column('material_n', server_default=None)



def downgrade() -> None:
    with op.batch_alter_table('question_revision', schema=None) as batch_op:
        batch_op.drop_column('material_n')

