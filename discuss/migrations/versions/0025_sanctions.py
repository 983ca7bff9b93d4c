"""sanctions

Revision: 0025, after 0024
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit.orm import Instant

revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('sanction',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('moderator_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('clause', sa.String(), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('statement', sa.String(), nullable=False),
    sa.Column('ends_at', Instant(), nullable=True),
    sa.Column('created_at', Instant(), nullable=False),
    sa.CheckConstraint("kind IN ('note', 'advice', 'warning', 'premoderation', 'suspension', 'ban')", name=op.f('ck_sanction_kind')),
    sa.ForeignKeyConstraint(['moderator_id'], ['person.id'], name=op.f('fk_sanction_moderator_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_sanction_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sanction'))
    )
    with op.batch_alter_table('sanction', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sanction_person_id'), ['person_id'], unique=False)

    op.create_table('sanction_step',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('sanction_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('created_at', Instant(), nullable=False),
    sa.CheckConstraint("kind IN ('confirmed', 'acknowledged', 'lifted', 'objected', 'upheld', 'reversed')", name=op.f('ck_sanction_step_kind')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_sanction_step_person_id')),
    sa.ForeignKeyConstraint(['sanction_id'], ['sanction.id'], name=op.f('fk_sanction_step_sanction_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sanction_step')),
    sa.UniqueConstraint('sanction_id', 'kind', name=op.f('uq_sanction_step_sanction_id_kind'))
    )
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.add_column(sa.Column('suspended_until', Instant(), nullable=True))
        batch_op.add_column(sa.Column('warning_id', sa.BigInteger(), nullable=True))



def downgrade() -> None:
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.drop_column('warning_id')
        batch_op.drop_column('suspended_until')

    op.drop_table('sanction_step')
    with op.batch_alter_table('sanction', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sanction_person_id'))

    op.drop_table('sanction')
