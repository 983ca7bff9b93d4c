"""which state strangers' pages show

Revision: 0046, after 0045
"""

import secrets

import sqlalchemy as sa
from alembic import op


revision = '0046'
down_revision = '0045'
branch_labels = None
depends_on = None


def upgrade() -> None:
    table = op.create_table(
        'page_version',
        sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
        sa.Column('token', sa.String(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_page_version')),
    )
    op.bulk_insert(table, [{'id': 1, 'token': secrets.token_hex(12)}])


def downgrade() -> None:
    op.drop_table('page_version')
