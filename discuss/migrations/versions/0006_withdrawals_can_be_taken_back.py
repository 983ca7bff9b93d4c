"""withdrawals can be taken back

Revision: 0006, after 0005
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit.orm import Instant

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('withdrawal',
    sa.Column('comment_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('previous_state', sa.String(), nullable=False),
    sa.Column('state_version', sa.BigInteger(), nullable=False),
    sa.Column('created_at', Instant(), nullable=False),
    sa.ForeignKeyConstraint(['comment_id'], ['comment.id'], name=op.f('fk_withdrawal_comment_id')),
    sa.PrimaryKeyConstraint('comment_id', name=op.f('pk_withdrawal'))
    )


def downgrade() -> None:
    op.drop_table('withdrawal')
