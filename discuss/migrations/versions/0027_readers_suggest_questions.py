"""readers suggest questions

Revision: 0027, after 0026
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit.orm import Instant

revision = '0027'
down_revision = '0026'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('suggestion',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('prompt_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('created_at', Instant(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('n', sa.BigInteger(), nullable=False),
    sa.Column('question_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.CheckConstraint("state IN ('waiting', 'returned', 'accepted', 'merged')", name=op.f('ck_suggestion_state')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_suggestion_person_id')),
    sa.ForeignKeyConstraint(['prompt_id'], ['prompt.id'], name=op.f('fk_suggestion_prompt_id')),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_suggestion_question_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_suggestion'))
    )
    with op.batch_alter_table('suggestion', schema=None) as batch_op:
        batch_op.create_index('ix_suggestion_person_id', ['person_id', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_suggestion_question_id'), ['question_id'], unique=False)
        batch_op.create_index('ix_suggestion_waiting', ['state', 'id'], unique=False)

    op.create_table('suggestion_event',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('suggestion_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('n', sa.BigInteger(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('created_at', Instant(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('criteria', sa.String(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('due_at', Instant(), nullable=True),
    sa.Column('note', sa.String(), nullable=False),
    sa.CheckConstraint("kind IN ('sent', 'returned', 'accepted', 'merged')", name=op.f('ck_suggestion_event_kind')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_suggestion_event_person_id')),
    sa.ForeignKeyConstraint(['suggestion_id'], ['suggestion.id'], name=op.f('fk_suggestion_event_suggestion_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_suggestion_event')),
    sa.UniqueConstraint('suggestion_id', 'n', name=op.f('uq_suggestion_event_suggestion_id_n'))
    )


def downgrade() -> None:
    op.drop_table('suggestion_event')
    with op.batch_alter_table('suggestion', schema=None) as batch_op:
        batch_op.drop_index('ix_suggestion_waiting')
        batch_op.drop_index(batch_op.f('ix_suggestion_question_id'))
        batch_op.drop_index('ix_suggestion_person_id')

    op.drop_table('suggestion')
