"""the adjusted estimate

Revision: 0018, after 0017
"""

import sqlalchemy as sa
from alembic import op


revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('crowd_point', schema=None) as batch_op:
        batch_op.create_index(
            'ix_crowd_point_history', ['question_id', 'version', 'id'], unique=False
        )
    for table in ('forecast_event', 'standing'):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(
                sa.Column('is_seasoned', sa.Boolean(), nullable=False, server_default=sa.false())
            )
    _fill()
    for table in ('forecast_event', 'standing'):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column('is_seasoned', server_default=None)
    with op.batch_alter_table('standing', schema=None) as batch_op:
        batch_op.create_index(
            'ix_standing_seasoned', ['question_id', 'is_seasoned', 'event_id'], unique=False
        )


def _fill() -> None:
    """Say of each forecast whether its account had been confirmed for a day.

    The estimate itself begins with the next forecast: none was published before.
    """
    if op.get_bind().dialect.name == 'postgresql':
        yes, seasoned = 'true', "p.confirmed_at + interval '1 day' <= forecast_event.created_at"
    else:
        yes = '1'
        seasoned = 'julianday(forecast_event.created_at) - julianday(p.confirmed_at) >= 1'
    op.execute(
        f'UPDATE forecast_event SET is_seasoned = {yes} WHERE EXISTS (SELECT 1 FROM person p'
        f' WHERE p.id = forecast_event.person_id AND {seasoned})'
    )
    op.execute(
        'UPDATE standing SET is_seasoned = (SELECT e.is_seasoned FROM forecast_event e'
        ' WHERE e.id = standing.event_id)'
    )


def downgrade() -> None:
    with op.batch_alter_table('standing', schema=None) as batch_op:
        batch_op.drop_index('ix_standing_seasoned')
        batch_op.drop_column('is_seasoned')

    with op.batch_alter_table('forecast_event', schema=None) as batch_op:
        batch_op.drop_column('is_seasoned')

    with op.batch_alter_table('crowd_point', schema=None) as batch_op:
        batch_op.drop_index('ix_crowd_point_history')

