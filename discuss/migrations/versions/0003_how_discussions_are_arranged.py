"""how discussions are arranged

Revision: 0003, after 0002
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit.orm import Instant

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('arrangement',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('prompt_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('editor_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('is_open', sa.Boolean(), nullable=False),
    sa.Column('closes_at', Instant(), nullable=True),
    sa.Column('slow_minutes', sa.BigInteger(), nullable=False),
    sa.Column('created_at', Instant(), nullable=False),
    sa.ForeignKeyConstraint(['editor_id'], ['person.id'], name=op.f('fk_arrangement_editor_id')),
    sa.ForeignKeyConstraint(['prompt_id'], ['prompt.id'], name=op.f('fk_arrangement_prompt_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_arrangement'))
    )
    with op.batch_alter_table('arrangement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_arrangement_prompt_id'), ['prompt_id'], unique=False)

    with op.batch_alter_table('discussion', schema=None) as batch_op:
        batch_op.add_column(sa.Column('closes_at', Instant(), nullable=True))
        batch_op.add_column(
            sa.Column('slow_minutes', sa.BigInteger(), nullable=False, server_default='0')
        )
    with op.batch_alter_table('discussion', schema=None) as batch_op:
        batch_op.alter_column('slow_minutes', server_default=None)



def downgrade() -> None:
    with op.batch_alter_table('discussion', schema=None) as batch_op:
        batch_op.drop_column('slow_minutes')
        batch_op.drop_column('closes_at')

    with op.batch_alter_table('arrangement', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_arrangement_prompt_id'))

    op.drop_table('arrangement')
