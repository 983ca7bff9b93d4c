"""walk the newest documents of an article

Revision: 0032, after 0031
"""

import sqlalchemy as sa
from alembic import op


revision = '0032'
down_revision = '0031'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('document', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_document_article_id'))
        batch_op.drop_index(batch_op.f('ix_document_author_id'))
        batch_op.create_index('ix_document_article_id_id', ['article_id', 'id'], unique=False)
        batch_op.create_index('ix_document_author_id_id', ['author_id', 'id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('document', schema=None) as batch_op:
        batch_op.drop_index('ix_document_author_id_id')
        batch_op.drop_index('ix_document_article_id_id')
        batch_op.create_index(batch_op.f('ix_document_author_id'), ['author_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_document_article_id'), ['article_id'], unique=False)
