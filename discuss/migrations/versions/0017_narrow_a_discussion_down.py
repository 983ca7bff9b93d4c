"""narrow a discussion down

Revision: 0017, after 0016
"""

import sqlalchemy as sa
from alembic import op


revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('has_forecast', sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table('forecast_stamp', schema=None) as batch_op:
        batch_op.add_column(sa.Column('stance', sa.String(), nullable=False, server_default=''))
    yes = 'true' if op.get_bind().dialect.name == 'postgresql' else '1'
    op.execute(
        f"UPDATE comment SET has_forecast = {yes}"
        " WHERE id IN (SELECT comment_id FROM forecast_stamp)"
    )
    op.execute(
        "UPDATE forecast_stamp SET stance = CASE WHEN probability < 0.35 THEN 'low'"
        " WHEN probability > 0.65 THEN 'high' ELSE 'middle' END WHERE probability IS NOT NULL"
    )
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.alter_column('has_forecast', server_default=None)
        batch_op.create_index(
            'ix_comment_forecast', ['prompt_id', 'has_forecast', 'id'], unique=False
        )
        batch_op.create_index(
            'ix_comment_of_staff',
            ['prompt_id', 'id'],
            unique=False,
            postgresql_where=sa.text('neg_staff < 0'),
            sqlite_where=sa.text('neg_staff < 0'),
        )
    with op.batch_alter_table('forecast_stamp', schema=None) as batch_op:
        batch_op.alter_column('stance', server_default=None)
        batch_op.create_check_constraint('stance', "stance IN ('', 'low', 'middle', 'high')")
        batch_op.create_index(
            'ix_forecast_stamp_stance', ['question_id', 'stance', 'comment_id'], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table('forecast_stamp', schema=None) as batch_op:
        batch_op.drop_index('ix_forecast_stamp_stance')
        batch_op.drop_constraint(op.f('ck_forecast_stamp_stance'), type_='check')
        batch_op.drop_column('stance')
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.drop_index('ix_comment_of_staff')
        batch_op.drop_index('ix_comment_forecast')
        batch_op.drop_column('has_forecast')
