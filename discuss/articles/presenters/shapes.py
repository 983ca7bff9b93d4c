"""Articles as the API shows them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from discuss.accounts.models import Person
from discuss.articles.models import ArticleRevision
from discuss.articles.presenters.addresses import changed_at, path
from discuss.articles.queries import ArticlePage
from discuss.articles.rules import reading


class PromptShape(BaseModel):
    """The closing question of an article."""

    id: int
    question: str
    invitation: str


class BlockShape(BaseModel):
    """One part of an article; its key stays the same while it is only lightly edited."""

    key: str
    kind: str
    html: str
    text: str
    label: str
    question: str


class ArticleSummary(BaseModel):
    """An article in a list; `published_at` is null for a draft."""

    id: int
    slug: str
    url: str
    headline: str
    standfirst: str
    section: str
    published_at: datetime | None
    changed_at: datetime
    prompt: PromptShape | None


class ArticleShape(ArticleSummary):
    """An article with its text."""

    byline: str
    language: str
    words: int
    reading_minutes: int
    revision: int
    blocks: list[BlockShape]


class ArticleList(BaseModel):
    """Some articles, newest first, and the marker that continues after them."""

    articles: list[ArticleSummary]
    after: str | None


class RevisionShape(BaseModel):
    """One public revision and why it was made."""

    n: int
    created_at: datetime
    headline: str
    change_note: str


class RevisionList(BaseModel):
    """The public revisions of an article, newest first."""

    revisions: list[RevisionShape]


class AuthorShape(BaseModel):
    """Somebody whose account is tied to an article."""

    handle: str
    name: str


class AuthorList(BaseModel):
    """Whose accounts are tied to an article, in the order in which they were."""

    authors: list[AuthorShape]


def as_summary(found: ArticlePage, site_url: str) -> ArticleSummary:
    """Return an article of a list as JSON."""
    return ArticleSummary(**_summary(found, site_url))


def as_json(found: ArticlePage, site_url: str) -> ArticleShape:
    """Return an article as JSON."""
    article, revision = found.article, found.revision
    names = BlockShape.model_fields
    return ArticleShape(
        **_summary(found, site_url),
        byline=article.byline,
        language=article.language,
        words=revision.words,
        reading_minutes=reading.minutes(revision.words),
        revision=revision.n,
        blocks=[BlockShape(**{name: b[name] for name in names}) for b in revision.blocks],
    )


def _summary(found: ArticlePage, site_url: str) -> dict[str, Any]:
    article, revision = found.article, found.revision
    prompt = found.prompt
    return {
        "id": article.id,
        "slug": article.slug,
        "url": f"{site_url}{path(article)}",
        "headline": revision.headline,
        "standfirst": revision.standfirst,
        "section": article.section,
        "published_at": article.published_at,
        "changed_at": changed_at(article, revision),
        "prompt": (
            PromptShape(id=prompt.id, question=prompt.question, invitation=prompt.invitation)
            if prompt
            else None
        ),
    }


def revisions_as_json(rows: Sequence[ArticleRevision]) -> RevisionList:
    """Return the public revisions as JSON."""
    names = RevisionShape.model_fields
    return RevisionList(
        revisions=[RevisionShape(**{name: getattr(row, name) for name in names}) for row in rows]
    )


def authors_as_json(people: Sequence[Person]) -> AuthorList:
    """Return whose accounts are tied to an article as JSON."""
    return AuthorList(authors=[AuthorShape(handle=p.handle, name=p.name) for p in people])
