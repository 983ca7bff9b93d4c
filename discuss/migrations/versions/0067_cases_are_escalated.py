"""cases are escalated to somebody senior

Revision: 0067, after 0066
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit.orm import Instant

revision = '0067'
down_revision = '0066'
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
WAITS = sa.text('closed_at IS NULL')


def upgrade() -> None:
    op.create_table(
        'escalation',
        sa.Column('id', ID, nullable=False),
        sa.Column('case_id', ID, nullable=False),
        sa.Column('moderator_id', ID, nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('words', sa.String(), nullable=False),
        sa.Column('last_decision_id', sa.BigInteger(), nullable=False),
        sa.Column('created_at', Instant(), nullable=False),
        sa.CheckConstraint("kind IN ('law', 'senior', 'danger')", name=op.f('ck_escalation_kind')),
        sa.ForeignKeyConstraint(['case_id'], ['moderation_case.id'], name=op.f('fk_escalation_case_id')),
        sa.ForeignKeyConstraint(['moderator_id'], ['person.id'], name=op.f('fk_escalation_moderator_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_escalation')),
    )
    op.create_index(op.f('ix_escalation_case_id'), 'escalation', ['case_id'])
    op.create_table(
        'escalation_answer',
        sa.Column('escalation_id', ID, autoincrement=False, nullable=False),
        sa.Column('person_id', ID, nullable=False),
        sa.Column('words', sa.String(), nullable=False),
        sa.Column('created_at', Instant(), nullable=False),
        sa.ForeignKeyConstraint(['escalation_id'], ['escalation.id'], name=op.f('fk_escalation_answer_escalation_id')),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_escalation_answer_person_id')),
        sa.PrimaryKeyConstraint('escalation_id', name=op.f('pk_escalation_answer')),
    )
    with op.batch_alter_table('moderation_case', schema=None) as batch_op:
        batch_op.add_column(sa.Column('escalated', sa.String(), nullable=False, server_default=''))
    with op.batch_alter_table('moderation_case', schema=None) as batch_op:
        batch_op.alter_column('escalated', existing_type=sa.String(), server_default=None)
    op.create_index(
        'ix_moderation_case_escalated', 'moderation_case', ['escalated', 'neg_priority', 'id'],
        sqlite_where=WAITS, postgresql_where=WAITS,
    )


def downgrade() -> None:
    op.drop_index('ix_moderation_case_escalated', table_name='moderation_case')
    with op.batch_alter_table('moderation_case', schema=None) as batch_op:
        batch_op.drop_column('escalated')
    op.drop_table('escalation_answer')
    op.drop_index(op.f('ix_escalation_case_id'), table_name='escalation')
    op.drop_table('escalation')
