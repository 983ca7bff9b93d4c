"""readers object to proposed outcomes

Revision: 0020, after 0019
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit.orm import Instant

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('proposed_outcome',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('question_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('action', sa.String(), nullable=False),
    sa.Column('outcome', sa.String(), nullable=False),
    sa.Column('knowable_at', Instant(), nullable=True),
    sa.Column('source_url', sa.String(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('editor_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('has_stake', sa.Boolean(), nullable=False),
    sa.Column('created_at', Instant(), nullable=False),
    sa.Column('objections_until', Instant(), nullable=False),
    sa.Column('open_objections', sa.BigInteger(), nullable=False),
    sa.Column('ended_at', Instant(), nullable=True),
    sa.Column('ended_as', sa.String(), nullable=True),
    sa.Column('ended_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('words', sa.String(), nullable=False),
    sa.CheckConstraint("action IN ('resolve', 'annul', 'ambiguous')", name=op.f('ck_proposed_outcome_action')),
    sa.CheckConstraint("ended_as IN ('unopposed', 'upheld', 'changed')", name=op.f('ck_proposed_outcome_ended_as')),
    sa.ForeignKeyConstraint(['editor_id'], ['person.id'], name=op.f('fk_proposed_outcome_editor_id')),
    sa.ForeignKeyConstraint(['ended_by_id'], ['person.id'], name=op.f('fk_proposed_outcome_ended_by_id')),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_proposed_outcome_question_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposed_outcome'))
    )
    with op.batch_alter_table('proposed_outcome', schema=None) as batch_op:
        batch_op.create_index('ix_proposed_outcome_question_id', ['question_id', 'id'], unique=False)
        batch_op.create_index('ux_proposed_outcome_pending', ['question_id'], unique=True, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))

    op.create_table('outcome_objection',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('proposed_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('body', sa.String(), nullable=False),
    sa.Column('source_url', sa.String(), nullable=False),
    sa.Column('created_at', Instant(), nullable=False),
    sa.Column('verdict', sa.String(), nullable=True),
    sa.Column('answer', sa.String(), nullable=False),
    sa.Column('answered_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('answered_at', Instant(), nullable=True),
    sa.CheckConstraint("verdict IN ('upheld', 'changed')", name=op.f('ck_outcome_objection_verdict')),
    sa.ForeignKeyConstraint(['answered_by_id'], ['person.id'], name=op.f('fk_outcome_objection_answered_by_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_outcome_objection_person_id')),
    sa.ForeignKeyConstraint(['proposed_id'], ['proposed_outcome.id'], name=op.f('fk_outcome_objection_proposed_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outcome_objection')),
    sa.UniqueConstraint('proposed_id', 'person_id', name=op.f('uq_outcome_objection_proposed_id_person_id'))
    )
    with op.batch_alter_table('outcome_objection', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_outcome_objection_person_id'), ['person_id'], unique=False)

    with op.batch_alter_table('resolution_event', schema=None) as batch_op:
        batch_op.add_column(sa.Column('proposed_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True))
        batch_op.add_column(sa.Column('haste', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('has_stake', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.create_foreign_key(batch_op.f('fk_resolution_event_proposed_id'), 'proposed_outcome', ['proposed_id'], ['id'])
    with op.batch_alter_table('resolution_event', schema=None) as batch_op:
        batch_op.alter_column('haste', server_default=None)
        batch_op.alter_column('has_stake', server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('resolution_event', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_resolution_event_proposed_id'), type_='foreignkey')
        batch_op.drop_column('has_stake')
        batch_op.drop_column('haste')
        batch_op.drop_column('proposed_id')

    with op.batch_alter_table('outcome_objection', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_outcome_objection_person_id'))

    op.drop_table('outcome_objection')
    with op.batch_alter_table('proposed_outcome', schema=None) as batch_op:
        batch_op.drop_index('ux_proposed_outcome_pending', sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
        batch_op.drop_index('ix_proposed_outcome_question_id')

    op.drop_table('proposed_outcome')
