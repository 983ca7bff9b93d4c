"""what is new since the last visit

Revision: 0007, after 0006
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit.orm import Instant

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('visit',
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('prompt_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('seen_version', sa.BigInteger(), nullable=False),
    sa.Column('at', Instant(), nullable=False),
    sa.Column('before_version', sa.BigInteger(), nullable=False),
    sa.Column('before_at', Instant(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_visit_person_id')),
    sa.ForeignKeyConstraint(['prompt_id'], ['prompt.id'], name=op.f('fk_visit_prompt_id')),
    sa.PrimaryKeyConstraint('person_id', 'prompt_id', name=op.f('pk_visit'))
    )
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('appeared_in', sa.BigInteger(), nullable=False, server_default='0')
        )
    # What readers saw before is new to nobody; what still waits will be.
    op.execute("UPDATE comment SET appeared_in = 1 WHERE state != 'held'")
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.alter_column('appeared_in', server_default=None)
        batch_op.create_index('ix_comment_appeared', ['prompt_id', 'appeared_in'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.drop_index('ix_comment_appeared')
        batch_op.drop_column('appeared_in')

    op.drop_table('visit')
