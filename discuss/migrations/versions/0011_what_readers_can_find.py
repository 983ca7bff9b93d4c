"""what readers can find

Revision: 0011, after 0010
"""

import sqlalchemy as sa
from alembic import op
from discuss.kit import fulltext
from discuss.kit.folding import words
from discuss.kit.orm import Instant
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

BATCH = 200


def upgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == 'sqlite'
    key = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
    op.create_table('document',
    sa.Column('id', key, nullable=False),
    sa.Column('article_id', key, nullable=False),
    sa.Column('comment_id', key, nullable=True),
    sa.Column('author_id', key, nullable=True),
    sa.Column('is_staff', sa.Boolean(), nullable=False),
    sa.Column('has_forecast', sa.Boolean(), nullable=False),
    sa.Column('words', sa.Text() if on_sqlite else TSVECTOR(), nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['article.id'], name=op.f('fk_document_article_id')),
    sa.ForeignKeyConstraint(['author_id'], ['person.id'], name=op.f('fk_document_author_id')),
    sa.ForeignKeyConstraint(['comment_id'], ['comment.id'], name=op.f('fk_document_comment_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_document')),
    sa.UniqueConstraint('comment_id', name=op.f('uq_document_comment_id'))
    )
    with op.batch_alter_table('document', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_document_article_id'), ['article_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_document_author_id'), ['author_id'], unique=False)
        batch_op.create_index('uq_document_article', ['article_id'], unique=True, sqlite_where=sa.text('comment_id IS NULL'), postgresql_where=sa.text('comment_id IS NULL'))
    _fill(op.get_bind())
    if on_sqlite:
        op.execute(
            "CREATE VIRTUAL TABLE document_fts USING fts5("
            "words, content='document', content_rowid='id', tokenize='ascii', prefix='2 3')"
        )
        op.execute("INSERT INTO document_fts (document_fts) VALUES ('rebuild')")
    else:
        op.execute("CREATE INDEX ix_document_fts ON document USING gin (words)")


def _fill(connection: sa.Connection) -> None:
    """Write down what everybody can read now, in the order in which it was written."""
    articles, comments = _articles(connection), _comments(connection)
    rows = sorted([*articles, *comments], key=lambda each: each[0])
    document = sa.table(
        'document', sa.column('article_id'), sa.column('comment_id'), sa.column('author_id'),
        sa.column('is_staff', sa.Boolean()), sa.column('has_forecast', sa.Boolean()),
        sa.column('words', fulltext.Words()),
    )
    for start in range(0, len(rows), BATCH):
        values = [values | {'words': words(_text(connection, values))} for _, values in rows[start : start + BATCH]]
        connection.execute(sa.insert(document), values)


def _articles(connection: sa.Connection) -> list[tuple[object, dict[str, object]]]:
    found = connection.execute(
        sa.text('SELECT id, published_at FROM article WHERE published_at IS NOT NULL').columns(published_at=Instant())
    )
    return [
        (
            (each.published_at, each.id),
            {'article_id': each.id, 'comment_id': None, 'author_id': None, 'is_staff': False, 'has_forecast': False},
        )
        for each in found
    ]


def _comments(connection: sa.Connection) -> list[tuple[object, dict[str, object]]]:
    found = connection.execute(
        sa.text(
            "SELECT comment.id, prompt.article_id, author_id, neg_staff, comment.created_at,"
            " EXISTS (SELECT 1 FROM forecast_stamp WHERE comment_id = comment.id) AS stamped"
            " FROM comment JOIN prompt ON prompt.id = comment.prompt_id WHERE state = 'published'"
        ).columns(created_at=Instant())
    )
    return [
        (
            (each.created_at, each.id),
            {
                'article_id': each.article_id, 'comment_id': each.id, 'author_id': each.author_id,
                'is_staff': each.neg_staff < 0, 'has_forecast': bool(each.stamped),
            },
        )
        for each in found
    ]


def _text(connection: sa.Connection, values: dict[str, object]) -> str:
    if values['comment_id'] is not None:
        return connection.execute(
            sa.text(
                'SELECT text FROM comment_revision JOIN comment ON comment.id = comment_id AND n = revision_n'
                ' WHERE comment.id = :id'
            ),
            {'id': values['comment_id']},
        ).scalar_one()
    article = connection.execute(
        sa.text(
            'SELECT headline, standfirst, blocks, question, invitation'
            ' FROM article JOIN article_revision AS r ON r.article_id = article.id AND n = revision_n'
            ' LEFT JOIN prompt ON prompt.article_id = article.id WHERE article.id = :id'
        ).columns(blocks=sa.JSON()),
        {'id': values['article_id']},
    ).one()
    parts = [article.headline, article.standfirst]
    for block in article.blocks:
        parts += [block['label'], block['question'], block['text']]
    return '\n'.join(part for part in [*parts, article.question, article.invitation] if part)


def downgrade() -> None:
    if op.get_bind().dialect.name == 'sqlite':
        op.drop_table('document_fts')
    op.drop_table('document')
