"""guests write before they have an account

Revision: 0009, after 0008
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit.orm import Instant

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('guest_comment',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('secret_digest', sa.String(), nullable=False),
    sa.Column('prompt_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('parent_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('email', sa.String(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('created_at', Instant(), nullable=False),
    sa.Column('expires_at', Instant(), nullable=False),
    sa.Column('comment_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.ForeignKeyConstraint(['comment_id'], ['comment.id'], name=op.f('fk_guest_comment_comment_id')),
    sa.ForeignKeyConstraint(['parent_id'], ['comment.id'], name=op.f('fk_guest_comment_parent_id')),
    sa.ForeignKeyConstraint(['prompt_id'], ['prompt.id'], name=op.f('fk_guest_comment_prompt_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_guest_comment')),
    sa.UniqueConstraint('key', name=op.f('uq_guest_comment_key')),
    sa.UniqueConstraint('secret_digest', name=op.f('uq_guest_comment_secret_digest'))
    )
    with op.batch_alter_table('guest_comment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_guest_comment_expires_at'), ['expires_at'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('guest_comment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_guest_comment_expires_at'))

    op.drop_table('guest_comment')
