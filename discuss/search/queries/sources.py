"""What there is to be found: public words, and the documents that hold them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Table, exists, select
from sqlalchemy.orm import Session

from discuss.articles import queries as articles
from discuss.articles.models import Article, ArticleRevision, Prompt
from discuss.comments.models import Comment, CommentRevision, ForecastStamp
from discuss.search.models import Document
from discuss.search.rules import body_of, whole

BATCH = 500


def is_wording() -> ColumnElement[bool]:
    """Return the condition that joins a comment to its present words."""
    return (CommentRevision.comment_id == Comment.id) & (CommentRevision.n == Comment.revision_n)


@dataclass(frozen=True, slots=True)
class Entry:
    """What one document holds."""

    at: datetime
    article_id: int
    comment_id: int | None
    author_id: int | None
    is_staff: bool
    has_forecast: bool
    text: str
    document_id: int | None
    """None while there is no document yet."""


def documents() -> Table:
    """Return the table that is searched."""
    table = Document.__table__
    assert isinstance(table, Table)
    return table


def body(revision: ArticleRevision, prompt: Prompt | None) -> str:
    """Return what an article says below its headline."""
    asked = (prompt.question, prompt.invitation) if prompt else ("", "")
    return body_of(revision.standfirst, revision.blocks, *asked)


def document_of_comment(session: Session, comment_id: int) -> int | None:
    """Return the number of a comment's document. One statement."""
    return session.scalar(select(Document.id).where(Document.comment_id == comment_id))


def comment_entry(session: Session, comment_id: int) -> Entry | None:
    """Return what there is to find of a comment, None unless everybody may read it. One."""
    row = session.execute(_public_comments().where(Comment.id == comment_id)).first()
    return Entry(*row) if row else None


def article_entry(session: Session, article_id: int) -> Entry | None:
    """Return what there is to find of an article, None unless it is public. One statement."""
    row = session.execute(_public_articles().where(Article.id == article_id)).first()
    return _article_entry(row) if row else None


def entries(session: Session) -> Iterator[Entry]:
    """Yield all that is to be found, in the order in which it was written. Two statements."""
    comments = session.execute(
        _public_comments().order_by(Comment.created_at, Comment.id),
        execution_options={"yield_per": BATCH},
    )
    articles = session.execute(
        _public_articles().order_by(Article.published_at, Article.id),
        execution_options={"yield_per": 1},
    )
    yield from merge(
        (Entry(*row) for row in comments),
        map(_article_entry, articles),
        key=lambda entry: entry.at,
    )


def _public_comments() -> Select[*tuple[Any, ...]]:
    stamped = exists().where(ForecastStamp.comment_id == Comment.id)
    return (
        select(
            Comment.created_at,
            Prompt.article_id,
            Comment.id,
            Comment.author_id,
            Comment.neg_staff < 0,
            stamped,
            CommentRevision.text,
            Document.id,
        )
        .join(CommentRevision, is_wording())
        .outerjoin(Document, Document.comment_id == Comment.id)
        .join(Prompt, Prompt.id == Comment.prompt_id)
        .where(Comment.state == "published")
    )


def _public_articles() -> Select[Article, ArticleRevision, Prompt, int]:
    its_own = (Document.article_id == Article.id) & Document.comment_id.is_(None)
    return (
        select(Article, ArticleRevision, Prompt, Document.id)
        .join(ArticleRevision, articles.is_current())
        .outerjoin(Prompt, Prompt.article_id == Article.id)
        .outerjoin(Document, its_own)
        .where(Article.published_at.is_not(None))
    )


def _article_entry(row: Row[Article, ArticleRevision, Prompt, int]) -> Entry:
    article, revision, prompt, document_id = row
    text = whole(revision.headline, body(revision, prompt))
    return Entry(
        at=article.published_at or revision.created_at,
        article_id=article.id,
        comment_id=None,
        author_id=None,
        is_staff=False,
        has_forecast=False,
        text=text,
        document_id=document_id,
    )
