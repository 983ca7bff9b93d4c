"""a link brings what a device forecast

Revision: 0057, after 0056
"""

import sqlalchemy as sa
from alembic import op

revision = '0057'
down_revision = '0056'
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    with op.batch_alter_table('one_time_link', schema=None) as batch_op:
        batch_op.add_column(sa.Column('guest_id', ID, nullable=True))
        batch_op.create_foreign_key(op.f('fk_one_time_link_guest_id'), 'person', ['guest_id'], ['id'])


def downgrade() -> None:
    with op.batch_alter_table('one_time_link', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('fk_one_time_link_guest_id'), type_='foreignkey')
        batch_op.drop_column('guest_id')
