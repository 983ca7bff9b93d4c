"""moderators hide for the time being

Revision: 0063, after 0062
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit.orm import Instant

revision = '0063'
down_revision = '0062'
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table(
        'measure',
        sa.Column('id', ID, nullable=False),
        sa.Column('case_id', ID, nullable=False),
        sa.Column('revision_id', ID, nullable=False),
        sa.Column('moderator_id', ID, nullable=False),
        sa.Column('role', sa.String(), nullable=False),
        sa.Column('submission_key', sa.String(), nullable=False),
        sa.Column('is_hidden', sa.Boolean(), nullable=False),
        sa.Column('state_version', sa.BigInteger(), nullable=False),
        sa.Column('case_version', sa.BigInteger(), nullable=False),
        sa.Column('last_report_id', sa.BigInteger(), nullable=False),
        sa.Column('created_at', Instant(), nullable=False),
        sa.Column('effective_at', Instant(), nullable=False),
        sa.ForeignKeyConstraint(['case_id'], ['moderation_case.id'], name=op.f('fk_measure_case_id')),
        sa.ForeignKeyConstraint(['moderator_id'], ['person.id'], name=op.f('fk_measure_moderator_id')),
        sa.ForeignKeyConstraint(['revision_id'], ['comment_revision.id'], name=op.f('fk_measure_revision_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_measure')),
        sa.UniqueConstraint('case_id', 'case_version', name=op.f('uq_measure_case_id_case_version')),
        sa.UniqueConstraint('moderator_id', 'submission_key', name=op.f('uq_measure_moderator_id_submission_key')),
    )
    op.create_table(
        'measure_reversal',
        sa.Column('measure_id', ID, nullable=False, autoincrement=False),
        sa.Column('moderator_id', ID, nullable=False),
        sa.Column('created_at', Instant(), nullable=False),
        sa.ForeignKeyConstraint(['measure_id'], ['measure.id'], name=op.f('fk_measure_reversal_measure_id')),
        sa.ForeignKeyConstraint(['moderator_id'], ['person.id'], name=op.f('fk_measure_reversal_moderator_id')),
        sa.PrimaryKeyConstraint('measure_id', name=op.f('pk_measure_reversal')),
    )


def downgrade() -> None:
    op.drop_table('measure_reversal')
    op.drop_table('measure')
