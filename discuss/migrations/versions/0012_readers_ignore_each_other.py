"""readers ignore each other

Revision: 0012, after 0011
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit.orm import Instant

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('ignoring',
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('ignored_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('created_at', Instant(), nullable=False),
    sa.CheckConstraint('person_id <> ignored_id', name=op.f('ck_ignoring_not_oneself')),
    sa.ForeignKeyConstraint(['ignored_id'], ['person.id'], name=op.f('fk_ignoring_ignored_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_ignoring_person_id')),
    sa.PrimaryKeyConstraint('person_id', 'ignored_id', name=op.f('pk_ignoring'))
    )
    with op.batch_alter_table('ignoring', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_ignoring_ignored_id'), ['ignored_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('ignoring', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_ignoring_ignored_id'))

    op.drop_table('ignoring')
