"""legal notices

Revision: 0041, after 0040
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit.orm import Instant

revision = '0041'
down_revision = '0040'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('legal_notice',
    sa.Column('report_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('submission_key', sa.String(), nullable=False),
    sa.Column('address', sa.String(), nullable=False),
    sa.Column('law', sa.String(), nullable=False),
    sa.Column('territory', sa.String(), nullable=False),
    sa.Column('protects_children', sa.Boolean(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('email', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_legal_notice_person_id')),
    sa.ForeignKeyConstraint(['report_id'], ['report.id'], name=op.f('fk_legal_notice_report_id')),
    sa.PrimaryKeyConstraint('report_id', name=op.f('pk_legal_notice')),
    sa.UniqueConstraint('submission_key', name=op.f('uq_legal_notice_submission_key'))
    )
    with op.batch_alter_table('legal_notice', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_legal_notice_person_id'), ['person_id'], unique=False)

    op.create_table('legal_notice_objection',
    sa.Column('report_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('decision_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('created_at', Instant(), nullable=False),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_legal_notice_objection_decision_id')),
    sa.ForeignKeyConstraint(['report_id'], ['legal_notice.report_id'], name=op.f('fk_legal_notice_objection_report_id')),
    sa.PrimaryKeyConstraint('report_id', name=op.f('pk_legal_notice_objection'))
    )
    with op.batch_alter_table('legal_notice_objection', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_legal_notice_objection_decision_id'), ['decision_id'], unique=False)

    with op.batch_alter_table('report', schema=None) as batch_op:
        batch_op.alter_column('reporter_id',
               existing_type=sa.BigInteger().with_variant(sa.Integer(), 'sqlite'),
               nullable=True)

    with op.batch_alter_table('moderation_case', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_moderation_case_queue'), type_='check')
        batch_op.create_check_constraint('queue', "queue IN ('notice', 'held', 'reported', 'objection')")


def downgrade() -> None:
    op.execute("UPDATE moderation_case SET queue = 'reported' WHERE queue = 'notice'")
    with op.batch_alter_table('moderation_case', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_moderation_case_queue'), type_='check')
        batch_op.create_check_constraint('queue', "queue IN ('held', 'reported', 'objection')")

    with op.batch_alter_table('legal_notice_objection', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_legal_notice_objection_decision_id'))

    op.drop_table('legal_notice_objection')
    with op.batch_alter_table('legal_notice', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_legal_notice_person_id'))

    op.drop_table('legal_notice')
    # A report without an account cannot stand in the older table.
    op.execute("DELETE FROM report WHERE reporter_id IS NULL")
    with op.batch_alter_table('report', schema=None) as batch_op:
        batch_op.alter_column('reporter_id',
               existing_type=sa.BigInteger().with_variant(sa.Integer(), 'sqlite'),
               nullable=False)
