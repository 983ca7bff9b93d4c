"""pinned and picked

Revision: 0004, after 0003
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit.orm import Instant

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('honour',
    sa.Column('comment_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('prompt_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('created_at', Instant(), nullable=False),
    sa.CheckConstraint("kind IN ('pin', 'pick')", name=op.f('ck_honour_kind')),
    sa.ForeignKeyConstraint(['comment_id'], ['comment.id'], name=op.f('fk_honour_comment_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_honour_person_id')),
    sa.ForeignKeyConstraint(['prompt_id'], ['prompt.id'], name=op.f('fk_honour_prompt_id')),
    sa.PrimaryKeyConstraint('comment_id', name=op.f('pk_honour'))
    )
    with op.batch_alter_table('honour', schema=None) as batch_op:
        batch_op.create_index('ix_honour_pins', ['prompt_id', 'kind'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('honour', schema=None) as batch_op:
        batch_op.drop_index('ix_honour_pins')

    op.drop_table('honour')
