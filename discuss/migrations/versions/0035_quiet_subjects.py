"""quiet subjects

Revision: 0035, after 0034
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit.orm import Instant

revision = '0035'
down_revision = '0034'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('quiet',
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('subject', sa.String(), nullable=False),
    sa.Column('since', Instant(), nullable=False),
    sa.CheckConstraint("subject IN ('replies', 'mentions', 'minds', 'follows', 'questions')", name=op.f('ck_quiet_subject')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_quiet_person_id')),
    sa.PrimaryKeyConstraint('person_id', 'subject', name=op.f('pk_quiet'))
    )


def downgrade() -> None:
    op.drop_table('quiet')
