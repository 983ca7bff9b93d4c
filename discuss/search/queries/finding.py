"""What is found, page by page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.articles import queries as articles
from discuss.articles.models import Article, ArticleRevision, Prompt
from discuss.comments.models import Comment, CommentRevision
from discuss.kit import fulltext
from discuss.kit.paging import Cursor, Page
from discuss.kit.search import Query
from discuss.search.models import Document
from discuss.search.queries import picking
from discuss.search.queries.sources import body, documents, is_wording
from discuss.search.queries.where import Scope


@dataclass(frozen=True, slots=True)
class Hit:
    """A comment or an article that says what was looked for; comments only have an author."""

    comment_id: int | None
    article_id: int
    slug: str
    headline: str
    body: str
    at: datetime
    byline: str = ""
    author_name: str = ""
    author_handle: str = ""
    author_role: str = ""
    has_forecast: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits."""

    page: Page[Hit]
    ranked_among: int | None
    """How many of the newest hits were compared, where there may be more; else None."""


def found(session: Session, query: Query, where: Scope, order: str, after: Cursor | None) -> Found:
    """Return up to 20 hits, by relevance or newest first. Five statements at most.

    What is public is asked once more when the hits are read, so that an index that is behind shows
    nothing that it should not.
    """
    match = fulltext.match(session, documents(), query)
    pick = picking.best if order == "relevance" else picking.newest
    picked = pick(session, match, where, after)
    hits = (
        {**_comments(session, picked.ids), **_articles(session, picked.ids)} if picked.ids else {}
    )
    rows = [hits[each] for each in picked.ids if each in hits]
    return Found(Page(rows, picked.after), picked.ranked_among)


def _comments(session: Session, ids: Sequence[int]) -> dict[int, Hit]:
    """Return the comments among documents that everybody may read. One statement."""
    rows = session.execute(
        select(
            Document.id.label("document_id"),
            Document.has_forecast,
            Comment.id.label("comment_id"),
            CommentRevision.text.label("body"),
            Comment.created_at.label("at"),
            Person.name.label("author_name"),
            Person.handle.label("author_handle"),
            Person.role.label("author_role"),
            Article.id.label("article_id"),
            Article.slug,
            ArticleRevision.headline,
        )
        .join(Comment, Comment.id == Document.comment_id)
        .join(CommentRevision, is_wording())
        .join(Person, Person.id == Comment.author_id)
        .join(Article, Article.id == Document.article_id)
        .join(ArticleRevision, articles.is_current())
        .where(
            Document.id.in_(ids),
            Comment.state == "published",
            Article.published_at.is_not(None),
        )
    ).mappings()
    return {row["document_id"]: Hit(**_without(row, "document_id")) for row in rows}


def _without(row: Mapping[Any, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != name}


def _articles(session: Session, ids: Sequence[int]) -> dict[int, Hit]:
    """Return the public articles among documents. One statement."""
    rows = session.execute(
        select(Document.id, Article, ArticleRevision, Prompt)
        .join(Article, Article.id == Document.article_id)
        .join(ArticleRevision, articles.is_current())
        .outerjoin(Prompt, Prompt.article_id == Article.id)
        .where(
            Document.id.in_(ids),
            Document.comment_id.is_(None),
            Article.published_at.is_not(None),
        )
    )
    return {
        document_id: Hit(
            comment_id=None,
            article_id=article.id,
            slug=article.slug,
            headline=revision.headline,
            body=body(revision, prompt),
            at=article.published_at or revision.created_at,
            byline=article.byline,
        )
        for document_id, article, revision, prompt in rows
    }
