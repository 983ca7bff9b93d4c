"""what changed readers minds

Revision: 0008, after 0007
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit.orm import Instant

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('persuasion',
    sa.Column('comment_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('question_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('people', sa.BigInteger(), nullable=False),
    sa.Column('median_points', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['comment_id'], ['comment.id'], name=op.f('fk_persuasion_comment_id')),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_persuasion_question_id')),
    sa.PrimaryKeyConstraint('comment_id', 'question_id', name=op.f('pk_persuasion'))
    )
    op.create_table('mind_change',
    sa.Column('comment_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('question_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('event_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('answer', sa.String(), nullable=False),
    sa.Column('before', sa.Double(), nullable=False),
    sa.Column('after', sa.Double(), nullable=False),
    sa.Column('log_odds', sa.Double(), nullable=False),
    sa.Column('created_at', Instant(), nullable=False),
    sa.ForeignKeyConstraint(['comment_id'], ['comment.id'], name=op.f('fk_mind_change_comment_id')),
    sa.ForeignKeyConstraint(['event_id'], ['forecast_event.id'], name=op.f('fk_mind_change_event_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_mind_change_person_id')),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_mind_change_question_id')),
    sa.PrimaryKeyConstraint('comment_id', 'question_id', 'person_id', name=op.f('pk_mind_change'))
    )
    with op.batch_alter_table('mind_change', schema=None) as batch_op:
        batch_op.create_index('ix_mind_change_person_id', ['person_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('mind_change', schema=None) as batch_op:
        batch_op.drop_index('ix_mind_change_person_id')

    op.drop_table('mind_change')
    op.drop_table('persuasion')
