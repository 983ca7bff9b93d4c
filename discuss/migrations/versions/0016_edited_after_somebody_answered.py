"""edited after somebody answered

Revision: 0016, after 0015
"""

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                'is_edited_answered', sa.Boolean(), nullable=False, server_default=sa.false()
            )
        )
    answered = (
        "UPDATE comment SET is_edited_answered = {yes} WHERE edited_at IS NOT NULL AND EXISTS"
        " (SELECT 1 FROM comment below WHERE below.parent_id = comment.id"
        " AND below.created_at < comment.edited_at)"
    )
    yes = 'true' if op.get_bind().dialect.name == 'postgresql' else '1'
    op.execute(answered.format(yes=yes))
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.alter_column('is_edited_answered', server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.drop_column('is_edited_answered')

