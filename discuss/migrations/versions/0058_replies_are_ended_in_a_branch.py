"""replies are ended in a branch

Revision: 0058, after 0057
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit.orm import Instant

revision = '0058'
down_revision = '0057'
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table(
        'branch_lock',
        sa.Column('id', ID, nullable=False),
        sa.Column('comment_id', ID, nullable=False),
        sa.Column('moderator_id', ID, nullable=False),
        sa.Column('is_locked', sa.Boolean(), nullable=False),
        sa.Column('words', sa.String(), nullable=False),
        sa.Column('created_at', Instant(), nullable=False),
        sa.ForeignKeyConstraint(['comment_id'], ['comment.id'], name=op.f('fk_branch_lock_comment_id')),
        sa.ForeignKeyConstraint(['moderator_id'], ['person.id'], name=op.f('fk_branch_lock_moderator_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_branch_lock')),
    )
    with op.batch_alter_table('branch_lock', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_branch_lock_comment_id'), ['comment_id'], unique=False)
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('is_locked', sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.alter_column('is_locked', server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.drop_column('is_locked')
    with op.batch_alter_table('branch_lock', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_branch_lock_comment_id'))
    op.drop_table('branch_lock')
