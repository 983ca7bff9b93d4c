"""discussions are slowed for a while

Revision: 0061, after 0060
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit.orm import Instant

revision = '0061'
down_revision = '0060'
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table(
        'slowing',
        sa.Column('id', ID, nullable=False),
        sa.Column('prompt_id', ID, nullable=False),
        sa.Column('person_id', ID, nullable=False),
        sa.Column('role', sa.String(), nullable=False),
        sa.Column('minutes', sa.BigInteger(), nullable=False),
        sa.Column('until', Instant(), nullable=True),
        sa.Column('words', sa.String(), nullable=False),
        sa.Column('created_at', Instant(), nullable=False),
        sa.ForeignKeyConstraint(['prompt_id'], ['prompt.id'], name=op.f('fk_slowing_prompt_id')),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_slowing_person_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_slowing')),
    )
    with op.batch_alter_table('slowing', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_slowing_prompt_id'), ['prompt_id'], unique=False)
    with op.batch_alter_table('discussion', schema=None) as batch_op:
        batch_op.add_column(sa.Column('slowed_minutes', sa.BigInteger(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('slowed_until', Instant(), nullable=True))
        batch_op.add_column(sa.Column('slowed_why', sa.String(), nullable=False, server_default=''))
    with op.batch_alter_table('discussion', schema=None) as batch_op:
        batch_op.alter_column('slowed_minutes', server_default=None)
        batch_op.alter_column('slowed_why', server_default=None)
    with op.batch_alter_table('branch_lock', schema=None) as batch_op:
        batch_op.add_column(sa.Column('role', sa.String(), nullable=False, server_default='moderator'))
    with op.batch_alter_table('branch_lock', schema=None) as batch_op:
        batch_op.alter_column('role', server_default=None)
    op.execute(
        "UPDATE branch_lock SET role = 'admin' WHERE moderator_id IN (SELECT id FROM person WHERE role = 'admin')"
    )


def downgrade() -> None:
    with op.batch_alter_table('branch_lock', schema=None) as batch_op:
        batch_op.drop_column('role')
    with op.batch_alter_table('discussion', schema=None) as batch_op:
        batch_op.drop_column('slowed_why')
        batch_op.drop_column('slowed_until')
        batch_op.drop_column('slowed_minutes')
    with op.batch_alter_table('slowing', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_slowing_prompt_id'))
    op.drop_table('slowing')
