"""running counts of answers

Revision: 0045, after 0044
"""

import sqlalchemy as sa
from alembic import op


revision = '0045'
down_revision = '0044'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('running_tally',
    sa.Column('question_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('n', sa.BigInteger(), nullable=False),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_running_tally_question_id')),
    sa.PrimaryKeyConstraint('question_id', name=op.f('pk_running_tally'))
    )


def downgrade() -> None:
    op.drop_table('running_tally')
