"""who is told reads it in their language

Revision: 0059, after 0058
"""

import sqlalchemy as sa
from alembic import op

revision = '0059'
down_revision = '0058'
branch_labels = None
depends_on = None

TABLES = ('person', 'statement', 'sanction')


def upgrade() -> None:
    for table in TABLES:
        column = sa.Column('language', sa.String(), nullable=False, server_default='en')
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(column)


def downgrade() -> None:
    for table in TABLES:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column('language')
