"""shifts of the desk hand over to the next

Revision: 0066, after 0065
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit.orm import Instant

revision = '0066'
down_revision = '0065'
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table(
        'handover',
        sa.Column('id', ID, nullable=False),
        sa.Column('moderator_id', ID, nullable=False),
        sa.Column('sections', sa.JSON(), nullable=False),
        sa.Column('words', sa.String(), nullable=False),
        sa.Column('created_at', Instant(), nullable=False),
        sa.ForeignKeyConstraint(['moderator_id'], ['person.id'], name=op.f('fk_handover_moderator_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_handover')),
    )
    op.create_index(op.f('ix_handover_moderator_id'), 'handover', ['moderator_id'])
    op.create_table(
        'handover_taking',
        sa.Column('handover_id', ID, autoincrement=False, nullable=False),
        sa.Column('person_id', ID, nullable=False),
        sa.Column('created_at', Instant(), nullable=False),
        sa.ForeignKeyConstraint(['handover_id'], ['handover.id'], name=op.f('fk_handover_taking_handover_id')),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_handover_taking_person_id')),
        sa.PrimaryKeyConstraint('handover_id', name=op.f('pk_handover_taking')),
    )


def downgrade() -> None:
    op.drop_table('handover_taking')
    op.drop_index(op.f('ix_handover_moderator_id'), table_name='handover')
    op.drop_table('handover')
