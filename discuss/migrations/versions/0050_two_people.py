"""two people

Revision: 0050, after 0049
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit.orm import Instant

revision = '0050'
down_revision = '0049'
branch_labels = None
depends_on = None


OUTCOMES = "('approve', 'reject', 'remove_illegal', 'restore')"
OUTCOMES_BEFORE = "('approve', 'reject', 'restore')"
STATES = "('held', 'published', 'hidden', 'rejected', 'removed_illegal', 'withdrawn', 'erased')"
STATES_BEFORE = "('held', 'published', 'hidden', 'rejected', 'withdrawn', 'erased')"


def upgrade() -> None:
    op.create_table('decision_batch',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('moderator_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('submission_key', sa.String(), nullable=False),
    sa.Column('outcome', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('clause', sa.String(), nullable=False),
    sa.Column('explanation', sa.String(), nullable=False),
    sa.Column('law', sa.String(), nullable=False),
    sa.Column('territory', sa.String(), nullable=False),
    sa.Column('needs_second', sa.Boolean(), nullable=False),
    sa.Column('created_at', Instant(), nullable=False),
    sa.CheckConstraint("outcome IN ('approve', 'reject', 'remove_illegal')", name=op.f('ck_decision_batch_outcome')),
    sa.ForeignKeyConstraint(['moderator_id'], ['person.id'], name=op.f('fk_decision_batch_moderator_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision_batch')),
    sa.UniqueConstraint('moderator_id', 'submission_key', name=op.f('uq_decision_batch_moderator_id_submission_key'))
    )
    op.create_table('batch_step',
    sa.Column('batch_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('created_at', Instant(), nullable=False),
    sa.CheckConstraint("kind IN ('confirmed', 'dropped')", name=op.f('ck_batch_step_kind')),
    sa.ForeignKeyConstraint(['batch_id'], ['decision_batch.id'], name=op.f('fk_batch_step_batch_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_batch_step_person_id')),
    sa.PrimaryKeyConstraint('batch_id', name=op.f('pk_batch_step'))
    )
    op.create_table('batched_case',
    sa.Column('batch_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('case_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('revision_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('state_version', sa.BigInteger(), nullable=False),
    sa.Column('case_version', sa.BigInteger(), nullable=False),
    sa.Column('last_report_id', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['batch_id'], ['decision_batch.id'], name=op.f('fk_batched_case_batch_id')),
    sa.ForeignKeyConstraint(['case_id'], ['moderation_case.id'], name=op.f('fk_batched_case_case_id')),
    sa.PrimaryKeyConstraint('batch_id', 'case_id', name=op.f('pk_batched_case'))
    )
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.add_column(sa.Column('law', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('territory', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('batch_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True))
        batch_op.add_column(sa.Column('second_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True))
        batch_op.create_index(batch_op.f('ix_decision_batch_id'), ['batch_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_decision_batch_id'), 'decision_batch', ['batch_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_decision_second_id'), 'person', ['second_id'], ['id'])
        batch_op.drop_constraint(op.f('ck_decision_outcome'), type_='check')
        batch_op.create_check_constraint('outcome', f"outcome IN {OUTCOMES}")

    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.alter_column('law', server_default=None)
        batch_op.alter_column('territory', server_default=None)

    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_comment_state'), type_='check')
        batch_op.create_check_constraint('state', f"state IN {STATES}")



def downgrade() -> None:
    """What was removed as illegal becomes rejected, with the reason for which it was then."""
    op.execute("UPDATE comment SET state = 'rejected' WHERE state = 'removed_illegal'")
    op.execute("UPDATE decision SET previous_state = 'rejected' WHERE previous_state = 'removed_illegal'")
    op.execute("UPDATE decision SET outcome = 'reject', clause = '5@1' WHERE outcome = 'remove_illegal'")
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_comment_state'), type_='check')
        batch_op.create_check_constraint('state', f"state IN {STATES_BEFORE}")

    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_decision_outcome'), type_='check')
        batch_op.create_check_constraint('outcome', f"outcome IN {OUTCOMES_BEFORE}")
        batch_op.drop_constraint(batch_op.f('fk_decision_second_id'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_decision_batch_id'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_decision_batch_id'))
        batch_op.drop_column('second_id')
        batch_op.drop_column('batch_id')
        batch_op.drop_column('territory')
        batch_op.drop_column('law')

    op.drop_table('batched_case')
    op.drop_table('batch_step')
    op.drop_table('decision_batch')
