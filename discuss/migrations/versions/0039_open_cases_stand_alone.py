"""open cases have indexes of their own, and know whose words they are about

Revision: 0039, after 0038
"""

import sqlalchemy as sa
from alembic import op


revision = '0039'
down_revision = '0038'
branch_labels = None
depends_on = None

COLUMNS = {
    'open': ['neg_priority', 'id'],
    'queue': ['queue', 'neg_priority', 'id'],
}


def upgrade() -> None:
    person_id = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
    waits = sa.text('closed_at IS NULL')
    with op.batch_alter_table('moderation_case', schema=None) as batch_op:
        batch_op.add_column(sa.Column('author_id', person_id, nullable=True))
        for name in COLUMNS:
            batch_op.drop_index(f'ix_moderation_case_{name}')
    op.execute(
        "UPDATE moderation_case SET author_id ="
        " (SELECT author_id FROM comment WHERE comment.id = moderation_case.comment_id)"
    )
    with op.batch_alter_table('moderation_case', schema=None) as batch_op:
        batch_op.alter_column('author_id', existing_type=person_id, nullable=False)
        batch_op.create_foreign_key(
            batch_op.f('fk_moderation_case_author_id'), 'person', ['author_id'], ['id']
        )
        for name, columns in {**COLUMNS, 'oldest': ['opened_at']}.items():
            batch_op.create_index(
                f'ix_moderation_case_{name}', columns, unique=False,
                sqlite_where=waits, postgresql_where=waits,
            )


def downgrade() -> None:
    with op.batch_alter_table('moderation_case', schema=None) as batch_op:
        for name in (*COLUMNS, 'oldest'):
            batch_op.drop_index(f'ix_moderation_case_{name}')
        batch_op.drop_constraint(batch_op.f('fk_moderation_case_author_id'), type_='foreignkey')
        batch_op.drop_column('author_id')
        for name, columns in COLUMNS.items():
            batch_op.create_index(f'ix_moderation_case_{name}', ['closed_at', *columns], unique=False)
