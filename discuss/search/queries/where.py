"""Where readers look: on the whole site, in an article, in somebody's words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from discuss.accounts import queries as people
from discuss.accounts.models import Person
from discuss.articles import queries as articles
from discuss.articles.models import Article, ArticleRevision
from discuss.kit.command import LONGEST_ID
from discuss.kit.errors import Missing
from discuss.search.queries.sources import documents
from discuss.search.rules import Narrowing

NO_ARTICLE = "There is no such article to search in. Search the whole site instead."


@dataclass(frozen=True, slots=True)
class Place:
    """An article to search in."""

    id: int
    slug: str
    headline: str


@dataclass(frozen=True, slots=True)
class Scope:
    """Where is looked: conditions on documents, and the article and the person they name."""

    conditions: Sequence[ColumnElement[bool]]
    anchors: Sequence[ColumnElement[bool]] = ()
    """Those of the conditions that lead to few documents by themselves."""
    article: Place | None = None
    author: Person | None = None


def scope(session: Session, narrowing: Narrowing) -> Scope:
    """Return where to look; raise `Missing` for an article or a person that is not there.

    One statement for an article, one for a person.
    """
    of = documents().c
    article = _place(session, narrowing.article) if narrowing.article else None
    author = people.named(session, narrowing.author) if narrowing.author else None
    anchors: list[ColumnElement[bool]] = []
    if article:
        anchors.append(of.article_id == article.id)
    if author:
        anchors.append(of.author_id == author.id)
    if narrowing.kind == "articles":
        anchors.append(of.comment_id.is_(None))
    return Scope([*anchors, *_others(narrowing)], anchors, article, author)


def _others(narrowing: Narrowing) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions that no index leads to."""
    of = documents().c
    if narrowing.kind == "comments" or narrowing.has_forecast is not None:
        yield of.comment_id.is_not(None)
    if narrowing.staff_only:
        yield of.is_staff.is_(True)
    if narrowing.has_forecast is not None:
        yield of.has_forecast.is_(narrowing.has_forecast)


def _place(session: Session, named: str) -> Place:
    """Return the public article with this number or address. One statement."""
    number = int(named) if named.isdecimal() and len(named) <= LONGEST_ID else 0
    found = session.execute(
        select(Article.id, Article.slug, ArticleRevision.headline)
        .join(ArticleRevision, articles.is_current())
        .where(or_(Article.id == number, Article.slug == named), Article.published_at.is_not(None))
        .order_by((Article.id == number).desc())
    ).first()
    if found is None:
        raise Missing(NO_ARTICLE)
    return Place(*found)
