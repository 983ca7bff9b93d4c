"""authors and experts

Revision: 0029, after 0028
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit.orm import Instant

revision = '0029'
down_revision = '0028'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('authorship',
    sa.Column('article_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('tied_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('tied_at', Instant(), nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['article.id'], name=op.f('fk_authorship_article_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_authorship_person_id')),
    sa.ForeignKeyConstraint(['tied_by_id'], ['person.id'], name=op.f('fk_authorship_tied_by_id')),
    sa.PrimaryKeyConstraint('article_id', 'person_id', name=op.f('pk_authorship'))
    )
    with op.batch_alter_table('authorship', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_authorship_person_id'), ['person_id'], unique=False)

    op.create_table('expertise_grant',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('expertise', sa.String(), nullable=False),
    sa.Column('granted_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('granted_at', Instant(), nullable=False),
    sa.ForeignKeyConstraint(['granted_by_id'], ['person.id'], name=op.f('fk_expertise_grant_granted_by_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_expertise_grant_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_expertise_grant'))
    )
    with op.batch_alter_table('expertise_grant', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_expertise_grant_person_id'), ['person_id'], unique=False)

    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.add_column(sa.Column('expertise', sa.String(), nullable=False, server_default=''))

    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.alter_column('expertise', server_default=None)


def downgrade() -> None:
    op.execute("UPDATE comment SET neg_staff = neg_staff + 2 WHERE neg_staff <= -2")
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.drop_column('expertise')

    with op.batch_alter_table('expertise_grant', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_expertise_grant_person_id'))

    op.drop_table('expertise_grant')
    with op.batch_alter_table('authorship', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_authorship_person_id'))

    op.drop_table('authorship')
