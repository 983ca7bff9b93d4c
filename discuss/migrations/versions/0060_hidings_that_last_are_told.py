"""hidings that last are told

Revision: 0060, after 0059
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit.orm import Instant

revision = '0060'
down_revision = '0059'
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table(
        'hiding',
        sa.Column('id', ID, nullable=False),
        sa.Column('comment_id', ID, nullable=False),
        sa.Column('revision_id', ID, nullable=False),
        sa.Column('cause', sa.String(), nullable=False),
        sa.Column('created_at', Instant(), nullable=False),
        sa.CheckConstraint("cause IN ('reports', 'moderator')", name=op.f('ck_hiding_cause')),
        sa.ForeignKeyConstraint(['comment_id'], ['comment.id'], name=op.f('fk_hiding_comment_id')),
        sa.ForeignKeyConstraint(['revision_id'], ['comment_revision.id'], name=op.f('fk_hiding_revision_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_hiding')),
    )
    with op.batch_alter_table('hiding', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_hiding_comment_id'), ['comment_id'], unique=False)
    op.create_table(
        'hiding_statement',
        sa.Column('hiding_id', ID, autoincrement=False, nullable=False),
        sa.Column('person_id', ID, nullable=False),
        sa.Column('text', sa.String(), nullable=False),
        sa.Column('language', sa.String(), nullable=False),
        sa.Column('created_at', Instant(), nullable=False),
        sa.ForeignKeyConstraint(['hiding_id'], ['hiding.id'], name=op.f('fk_hiding_statement_hiding_id')),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_hiding_statement_person_id')),
        sa.PrimaryKeyConstraint('hiding_id', name=op.f('pk_hiding_statement')),
    )
    with op.batch_alter_table('hiding_statement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_hiding_statement_person_id'), ['person_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('hiding_statement', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_hiding_statement_person_id'))
    op.drop_table('hiding_statement')
    with op.batch_alter_table('hiding', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_hiding_comment_id'))
    op.drop_table('hiding')
