"""receipts of forecasts

Revision: 0023, after 0022
"""

import sqlalchemy as sa
from alembic import op


revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('daily_head',
    sa.Column('day', sa.String(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('ends', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('day', name=op.f('pk_daily_head'))
    )
    op.create_table('receipt',
    sa.Column('event_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('question_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('salt', sa.String(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['forecast_event.id'], name=op.f('fk_receipt_event_id')),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_receipt_question_id')),
    sa.PrimaryKeyConstraint('event_id', name=op.f('pk_receipt')),
    sa.UniqueConstraint('digest', name=op.f('uq_receipt_digest'))
    )
    with op.batch_alter_table('receipt', schema=None) as batch_op:
        batch_op.create_index('ix_receipt_chain', ['question_id', 'event_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('receipt', schema=None) as batch_op:
        batch_op.drop_index('ix_receipt_chain')

    op.drop_table('receipt')
    op.drop_table('daily_head')
