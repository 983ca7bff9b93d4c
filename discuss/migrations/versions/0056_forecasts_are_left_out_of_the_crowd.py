"""forecasts are left out of the crowd

Revision: 0056, after 0055
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit.orm import Instant

revision = '0056'
down_revision = '0055'
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')

KINDS = "('note', 'advice', 'warning', 'premoderation', 'exclusion', 'suspension', 'ban')"
KINDS_BEFORE = "('note', 'advice', 'warning', 'premoderation', 'suspension', 'ban')"
PLACE = ['question_id', 'event_id', 'version', 'edition', 'created_at', 'is_edge']
KEY = ['question_id', 'resolution_seq', 'person_id', 'kind', 'formula']


def upgrade() -> None:
    op.create_table(
        'exclusion',
        sa.Column('id', ID, nullable=False),
        sa.Column('question_id', ID, nullable=False),
        sa.Column('person_id', ID, nullable=False),
        sa.Column('from_at', Instant(), nullable=False),
        sa.Column('to_at', Instant(), nullable=True),
        sa.Column('because', sa.String(), nullable=False),
        sa.Column('edition', sa.BigInteger(), nullable=False),
        sa.Column('decided_by_id', ID, nullable=False),
        sa.Column('decided_at', Instant(), nullable=False),
        sa.Column('lifted_edition', sa.BigInteger(), nullable=True),
        sa.Column('lifted_by_id', ID, nullable=True),
        sa.Column('lifted_at', Instant(), nullable=True),
        sa.CheckConstraint('to_at IS NULL OR from_at < to_at', name=op.f('ck_exclusion_span')),
        sa.ForeignKeyConstraint(['decided_by_id'], ['person.id'], name=op.f('fk_exclusion_decided_by_id')),
        sa.ForeignKeyConstraint(['lifted_by_id'], ['person.id'], name=op.f('fk_exclusion_lifted_by_id')),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_exclusion_person_id')),
        sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_exclusion_question_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_exclusion')),
    )
    op.create_index(op.f('ix_exclusion_person_id'), 'exclusion', ['person_id'])
    op.create_index(op.f('ix_exclusion_question_id'), 'exclusion', ['question_id'])
    op.create_table(
        'sanction_exclusion',
        sa.Column('exclusion_id', ID, autoincrement=False, nullable=False),
        sa.Column('sanction_id', ID, nullable=False),
        sa.ForeignKeyConstraint(['exclusion_id'], ['exclusion.id'], name=op.f('fk_sanction_exclusion_exclusion_id')),
        sa.ForeignKeyConstraint(['sanction_id'], ['sanction.id'], name=op.f('fk_sanction_exclusion_sanction_id')),
        sa.PrimaryKeyConstraint('exclusion_id', name=op.f('pk_sanction_exclusion')),
    )
    op.create_index(op.f('ix_sanction_exclusion_sanction_id'), 'sanction_exclusion', ['sanction_id'])
    op.create_table(
        'recount',
        sa.Column('ruling_id', ID, nullable=False),
        sa.Column('superseded_in', sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column('figures', sa.JSON(), nullable=False),
        sa.Column('created_at', Instant(), nullable=False),
        sa.ForeignKeyConstraint(['ruling_id'], ['resolution_event.id'], name=op.f('fk_recount_ruling_id')),
        sa.PrimaryKeyConstraint('ruling_id', 'superseded_in', name=op.f('pk_recount')),
    )
    with op.batch_alter_table('sanction', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_sanction_kind'), type_='check')
        batch_op.create_check_constraint('kind', f'kind IN {KINDS}')
    with op.batch_alter_table('crowd_point', schema=None) as batch_op:
        batch_op.add_column(sa.Column('edition', sa.BigInteger(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('superseded_in', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('is_edge', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.drop_constraint(op.f('uq_crowd_point_question_id_event_id_version'), type_='unique')
        batch_op.create_unique_constraint('uq_crowd_point_place', PLACE)
        batch_op.drop_index('ix_crowd_point_history')
        batch_op.create_index('ix_crowd_point_history', ['question_id', 'version', 'superseded_in', 'id'])
    with op.batch_alter_table('question', schema=None) as batch_op:
        batch_op.add_column(sa.Column('edition', sa.BigInteger(), nullable=False, server_default='0'))
    with op.batch_alter_table('score', schema=None) as batch_op:
        batch_op.add_column(sa.Column('edition', sa.BigInteger(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('superseded_in', sa.BigInteger(), nullable=True))
        batch_op.drop_constraint(op.f('pk_score'), type_='primary')
        batch_op.create_primary_key(op.f('pk_score'), [*KEY, 'edition'])
    with op.batch_alter_table('standing', schema=None) as batch_op:
        batch_op.add_column(sa.Column('is_left_out', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.drop_index('ix_standing_crowd')
        batch_op.create_index('ix_standing_crowd', ['question_id', 'is_left_out', 'probability'])


def downgrade() -> None:
    """Only the figures that count are kept; what was left out counts with the next forecast."""
    op.execute('DELETE FROM crowd_point WHERE superseded_in IS NOT NULL OR is_edge')
    for running in ('running_tally', 'running_pool'):  # where none is, it is counted anew
        op.execute(
            f'DELETE FROM {running} WHERE question_id IN (SELECT id FROM question WHERE edition > 0)'
        )
    op.execute('DELETE FROM score WHERE superseded_in IS NOT NULL')
    op.drop_table('sanction_exclusion')
    exclusions = "(SELECT id FROM sanction WHERE kind = 'exclusion')"
    op.execute(f'DELETE FROM sanction_step WHERE sanction_id IN {exclusions}')
    op.execute("DELETE FROM sanction WHERE kind = 'exclusion'")
    with op.batch_alter_table('standing', schema=None) as batch_op:
        batch_op.drop_index('ix_standing_crowd')
        batch_op.create_index('ix_standing_crowd', ['question_id', 'probability'])
        batch_op.drop_column('is_left_out')
    with op.batch_alter_table('score', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('pk_score'), type_='primary')
        batch_op.create_primary_key(op.f('pk_score'), KEY)
        batch_op.drop_column('superseded_in')
        batch_op.drop_column('edition')
    with op.batch_alter_table('question', schema=None) as batch_op:
        batch_op.drop_column('edition')
    with op.batch_alter_table('crowd_point', schema=None) as batch_op:
        batch_op.drop_index('ix_crowd_point_history')
        batch_op.create_index('ix_crowd_point_history', ['question_id', 'version', 'id'])
        batch_op.drop_constraint('uq_crowd_point_place', type_='unique')
        batch_op.create_unique_constraint(
            op.f('uq_crowd_point_question_id_event_id_version'), ['question_id', 'event_id', 'version']
        )
        batch_op.drop_column('is_edge')
        batch_op.drop_column('superseded_in')
        batch_op.drop_column('edition')
    with op.batch_alter_table('sanction', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_sanction_kind'), type_='check')
        batch_op.create_check_constraint('kind', f'kind IN {KINDS_BEFORE}')
    op.drop_table('recount')
    op.drop_table('exclusion')
