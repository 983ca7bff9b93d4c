"""readers follow and mute

Revision: 0014, after 0013
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit.orm import Instant

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('watch',
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('place_id', sa.BigInteger(), nullable=False),
    sa.Column('attitude', sa.String(), nullable=False),
    sa.Column('prompt_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('changed_at', Instant(), nullable=False),
    sa.CheckConstraint("attitude IN ('follow', 'mute')", name=op.f('ck_watch_attitude')),
    sa.CheckConstraint("kind IN ('discussion', 'thread', 'question')", name=op.f('ck_watch_kind')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_watch_person_id')),
    sa.ForeignKeyConstraint(['prompt_id'], ['prompt.id'], name=op.f('fk_watch_prompt_id')),
    sa.PrimaryKeyConstraint('person_id', 'kind', 'place_id', name=op.f('pk_watch'))
    )
    with op.batch_alter_table('watch', schema=None) as batch_op:
        batch_op.create_index('ix_watch_place', ['kind', 'place_id'], unique=False)

    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.add_column(sa.Column('number', sa.BigInteger(), nullable=False, server_default='1'))
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.alter_column('number', server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.drop_column('number')

    with op.batch_alter_table('watch', schema=None) as batch_op:
        batch_op.drop_index('ix_watch_place')

    op.drop_table('watch')
