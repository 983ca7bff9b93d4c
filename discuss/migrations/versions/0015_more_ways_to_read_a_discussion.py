"""more ways to read a discussion

Revision: 0015, after 0014
"""

import sqlalchemy as sa
from alembic import op


revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


ADDED = {
    'comment': ('low_up', 'low_marks', 'high_up', 'high_marks', 'neg_bridging'),
    'discussion': ('mark_count',),
    'forecast_stamp': ('band', 'neg_best'),
}


def upgrade() -> None:
    for table, columns in ADDED.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            for column in columns:
                batch_op.add_column(
                    sa.Column(column, sa.BigInteger(), nullable=False, server_default='0')
                )
    with op.batch_alter_table('forecast_stamp', schema=None) as batch_op:
        batch_op.add_column(sa.Column('score', sa.BigInteger(), nullable=True))
    with op.batch_alter_table('reaction', schema=None) as batch_op:
        batch_op.add_column(sa.Column('side', sa.String(), nullable=False, server_default=''))
    _fill()
    for table, columns in ADDED.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            for column in columns:
                batch_op.alter_column(column, server_default=None)
    with op.batch_alter_table('reaction', schema=None) as batch_op:
        batch_op.alter_column('side', server_default=None)
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.create_index('ix_comment_bridging', ['prompt_id', 'parent_id', 'is_shown', 'neg_bridging', 'neg_best', 'id'], unique=False)
    with op.batch_alter_table('forecast_stamp', schema=None) as batch_op:
        batch_op.create_index('ix_forecast_stamp_band', ['question_id', 'band', 'neg_best', 'comment_id'], unique=False)
        batch_op.create_index('ix_forecast_stamp_score', ['question_id', 'score', 'comment_id'], unique=False)


def _fill() -> None:
    """Give what is there its places; marks made before have no side, since nobody noted it."""
    connection = op.get_bind()
    for statement in (
        "UPDATE discussion SET mark_count = (SELECT count(*) FROM reaction"
        " JOIN comment ON comment.id = reaction.comment_id"
        " WHERE comment.prompt_id = discussion.prompt_id)",
        "UPDATE forecast_stamp SET neg_best ="
        " (SELECT comment.neg_best FROM comment WHERE comment.id = forecast_stamp.comment_id)",
        "UPDATE forecast_stamp SET band = CASE WHEN probability IS NULL THEN -1"
        " WHEN probability >= 0.8 - 1e-9 THEN 4 WHEN probability >= 0.6 - 1e-9 THEN 3"
        " WHEN probability >= 0.4 - 1e-9 THEN 2 WHEN probability >= 0.2 - 1e-9 THEN 1 ELSE 0 END",
        "UPDATE forecast_stamp SET score = (SELECT CAST(round(CAST(1000000 *"
        " (forecast_stamp.probability - CASE e.outcome WHEN 'yes' THEN 1.0 ELSE 0.0 END) *"
        " (forecast_stamp.probability - CASE e.outcome WHEN 'yes' THEN 1.0 ELSE 0.0 END)"
        " AS NUMERIC)) AS INTEGER)"
        " FROM question JOIN resolution_event e ON e.question_id = question.id"
        " AND e.seq = question.resolution_seq AND e.action = 'resolve'"
        " WHERE question.id = forecast_stamp.question_id"
        " AND (e.knowable_at IS NULL OR forecast_stamp.created_at < e.knowable_at))"
        " WHERE probability IS NOT NULL",
    ):
        connection.execute(sa.text(statement))


def downgrade() -> None:
    with op.batch_alter_table('reaction', schema=None) as batch_op:
        batch_op.drop_column('side')

    with op.batch_alter_table('forecast_stamp', schema=None) as batch_op:
        batch_op.drop_index('ix_forecast_stamp_score')
        batch_op.drop_index('ix_forecast_stamp_band')
        batch_op.drop_column('score')
        batch_op.drop_column('neg_best')
        batch_op.drop_column('band')

    with op.batch_alter_table('discussion', schema=None) as batch_op:
        batch_op.drop_column('mark_count')

    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.drop_index('ix_comment_bridging')
        batch_op.drop_column('neg_bridging')
        batch_op.drop_column('high_marks')
        batch_op.drop_column('high_up')
        batch_op.drop_column('low_marks')
        batch_op.drop_column('low_up')

