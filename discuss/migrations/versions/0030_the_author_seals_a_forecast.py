"""the author seals a forecast

Revision: 0030, after 0029
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit.orm import Instant

revision = '0030'
down_revision = '0029'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('sealed_forecast',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('question_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('revision_n', sa.BigInteger(), nullable=False),
    sa.Column('author_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('sealed_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('probability', sa.Double(), nullable=True),
    sa.Column('shares', sa.JSON(), nullable=True),
    sa.Column('quantiles', sa.JSON(), nullable=True),
    sa.Column('cdf', sa.JSON(), nullable=True),
    sa.Column('salt', sa.String(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('created_at', Instant(), nullable=False),
    sa.CheckConstraint('probability IS NULL OR (probability > 0 AND probability < 1)', name=op.f('ck_sealed_forecast_probability')),
    sa.ForeignKeyConstraint(['author_id'], ['person.id'], name=op.f('fk_sealed_forecast_author_id')),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_sealed_forecast_question_id')),
    sa.ForeignKeyConstraint(['sealed_by_id'], ['person.id'], name=op.f('fk_sealed_forecast_sealed_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sealed_forecast')),
    sa.UniqueConstraint('digest', name=op.f('uq_sealed_forecast_digest')),
    sa.UniqueConstraint('question_id', name=op.f('uq_sealed_forecast_question_id'))
    )


def downgrade() -> None:
    op.drop_table('sealed_forecast')
