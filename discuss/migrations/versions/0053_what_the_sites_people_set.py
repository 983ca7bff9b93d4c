"""what the site's people set

Revision: 0053, after 0052
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit.orm import Instant

revision = '0053'
down_revision = '0052'
branch_labels = None
depends_on = None


def upgrade() -> None:
    table = op.create_table(
        'chosen',
        sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
        sa.Column('settings', sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_chosen')),
    )
    op.bulk_insert(table, [{'id': 1, 'settings': {}}])
    op.create_table(
        'choice',
        sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('n', sa.BigInteger(), nullable=False),
        sa.Column('value', sa.String(), nullable=False),
        sa.Column('before', sa.String(), nullable=False),
        sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
        sa.Column('reason', sa.String(), nullable=False),
        sa.Column('created_at', Instant(), nullable=False),
        sa.Column('undoes', sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_choice_person_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_choice')),
        sa.UniqueConstraint('name', 'n', name=op.f('uq_choice_name_n')),
    )


def downgrade() -> None:
    op.drop_table('choice')
    op.drop_table('chosen')
