"""the queue is narrowed by article, by check and by who works on a case

Revision: 0062, after 0061
"""

import sqlalchemy as sa
from alembic import op

revision = '0062'
down_revision = '0061'
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
WAITS = sa.text('closed_at IS NULL')
OPEN = ['neg_priority', 'id', 'queue', 'prompt_id', 'opened_at', 'found']
JOINED = {'sqlite': 'group_concat', 'postgresql': 'string_agg'}


def upgrade() -> None:
    with op.batch_alter_table('moderation_case', schema=None) as batch_op:
        batch_op.add_column(sa.Column('prompt_id', ID, nullable=True))
        batch_op.add_column(sa.Column('found', sa.String(), nullable=False, server_default=''))
    op.execute(
        'UPDATE moderation_case SET prompt_id = '
        '(SELECT comment.prompt_id FROM comment WHERE comment.id = moderation_case.comment_id)'
    )
    joined = JOINED[op.get_bind().dialect.name]
    op.execute(
        f"UPDATE moderation_case SET found = coalesce((SELECT ',' || {joined}(detector, ',') || ',' "
        'FROM detector_result JOIN comment_revision ON comment_revision.id = detector_result.revision_id '
        'JOIN comment ON comment.id = comment_revision.comment_id AND comment.revision_n = comment_revision.n '
        "WHERE comment.id = moderation_case.comment_id AND detector_result.verdict <> 'allow'), '') "
        'WHERE closed_at IS NULL'
    )
    op.drop_index('ix_moderation_case_open', table_name='moderation_case')
    with op.batch_alter_table('moderation_case', schema=None) as batch_op:
        batch_op.alter_column('prompt_id', existing_type=ID, nullable=False)
        batch_op.alter_column('found', existing_type=sa.String(), server_default=None)
        batch_op.create_foreign_key(batch_op.f('fk_moderation_case_prompt_id'), 'prompt', ['prompt_id'], ['id'])
    _index('open', OPEN)
    _index('article', ['prompt_id', 'neg_priority', 'id'])
    op.create_index('ix_case_claim_until', 'case_claim', ['until'])


def downgrade() -> None:
    op.drop_index('ix_case_claim_until', table_name='case_claim')
    op.drop_index('ix_moderation_case_article', table_name='moderation_case')
    op.drop_index('ix_moderation_case_open', table_name='moderation_case')
    with op.batch_alter_table('moderation_case', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_moderation_case_prompt_id'), type_='foreignkey')
        batch_op.drop_column('found')
        batch_op.drop_column('prompt_id')
    _index('open', ['neg_priority', 'id'])


def _index(name: str, columns: list[str]) -> None:
    op.create_index(f'ix_moderation_case_{name}', 'moderation_case', columns, sqlite_where=WAITS, postgresql_where=WAITS)
