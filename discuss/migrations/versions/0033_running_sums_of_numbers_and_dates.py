"""running sums of numbers and dates

Revision: 0033, after 0032
"""

import sqlalchemy as sa
from alembic import op


revision = '0033'
down_revision = '0032'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('running_pool',
    sa.Column('question_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('n', sa.BigInteger(), nullable=False),
    sa.Column('sums', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_running_pool_question_id')),
    sa.PrimaryKeyConstraint('question_id', name=op.f('pk_running_pool'))
    )
    op.create_index('ix_score_board', 'score', ['kind', 'formula', 'person_id'])


def downgrade() -> None:
    op.drop_index('ix_score_board', table_name='score')
    op.drop_table('running_pool')
