"""What is read of articles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, select, tuple_
from sqlalchemy.orm import Session, defer, joinedload

from discuss.accounts.models import Person
from discuss.articles.models import Article, ArticleRevision, Authorship, Prompt, PromptRevision
from discuss.kit.errors import Invalid, Missing
from discuss.kit.paging import Cursor, Page

ORDER = "published"
PAGE = 20
EARLIER = 20
"""Revisions that a paragraph can come back from."""
NOT_OURS = "This page marker is not one of ours. Start from the first page."
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NOT_HERE = "There is no article at this address. The front page lists what there is."


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article with the revision that readers see; `article.prompt` is loaded."""

    article: Article
    revision: ArticleRevision

    @property
    def prompt(self) -> Prompt | None:
        """The closing prompt, if the article has one."""
        return self.article.prompt


def published(session: Session, slug: str) -> ArticlePage:
    """Return the public article at an address; raise `Missing`. One statement."""
    row = session.execute(_public(), {"slug": slug}).first()
    if row is None:
        raise Missing(NOT_HERE)
    return ArticlePage(row[0], row[1])


@cache
def _public() -> Select[Article, ArticleRevision]:
    """Return the select of the public article at an address, made once."""
    return _pages().where(Article.slug == bindparam("slug"), Article.published_at.is_not(None))


def by_id(session: Session, article_id: int) -> ArticlePage:
    """Return an article, published or not; raise `Missing`. One statement."""
    found = _page(session, Article.id == article_id)
    if found is None:
        raise Missing(NOT_HERE)
    return found


def by_slug(session: Session, slug: str) -> ArticlePage:
    """Return an article, published or not; raise `Missing`. One statement."""
    found = _page(session, Article.slug == slug)
    if found is None:
        raise Missing(NOT_HERE)
    return found


def of_prompt(session: Session, prompt_id: int) -> ArticlePage:
    """Return the article that ends with this prompt; raise `Missing`. One statement."""
    found = _page(session, Article.prompt.has(Prompt.id == prompt_id))
    if found is None:
        raise Missing(NOT_HERE)
    return found


def section_of(session: Session, prompt_id: int) -> str:
    """Return the section of the article that ends with this prompt. One statement."""
    found = select(Article.section).join(Prompt, Prompt.article_id == Article.id)
    return session.scalar(found.where(Prompt.id == prompt_id)) or ""


def at_address(session: Session, slug: str) -> Article | None:
    """Return the article at an address, published or not. One statement."""
    return session.scalar(select(Article).where(Article.slug == slug))


def locked(session: Session, article_id: int) -> Article:
    """Return an article for changing, its prompt loaded; others wait. Raise `Missing`. Two."""
    article = session.scalar(
        select(Article)
        .where(Article.id == article_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    if article is None:
        raise Missing(NOT_HERE)
    session.refresh(article, ["prompt"])
    return article


def index(session: Session, after: Cursor | None = None) -> Page[ArticlePage]:
    """Return up to 20 public articles, newest first, blocks and source left out. One statement."""
    query = (
        select(Article, ArticleRevision)
        .join(ArticleRevision, is_current())
        .where(Article.published_at.is_not(None))
        .options(
            joinedload(Article.prompt),
            defer(ArticleRevision.blocks, raiseload=True),
            defer(ArticleRevision.source, raiseload=True),
        )
        .order_by(Article.published_at.desc(), Article.id.desc())
        .limit(PAGE + 1)
    )
    if after is not None:
        try:
            moment = EPOCH + timedelta(microseconds=after.key[0])
        except OverflowError:
            raise Invalid(NOT_OURS) from None
        query = query.where(tuple_(Article.published_at, Article.id) < (moment, after.key[1]))
    rows = [ArticlePage(article, revision) for article, revision in session.execute(query)]
    return Page(rows[:PAGE], _after(rows[PAGE - 1]) if len(rows) > PAGE else None)


def count_published(session: Session) -> int:
    """Return the number of public articles. One statement."""
    query = select(func.count()).where(Article.published_at.is_not(None))
    return session.scalar(query) or 0


def has_any(session: Session) -> bool:
    """Tell whether the site holds any article, published or not. One statement."""
    return bool(session.scalar(select(exists(select(Article.id)))))


def desk(session: Session) -> list[ArticlePage]:
    """Return the 200 articles changed last, drafts first, for editors. One statement."""
    query = (
        select(Article, ArticleRevision)
        .join(ArticleRevision, is_current())
        .options(
            joinedload(Article.prompt),
            defer(ArticleRevision.blocks, raiseload=True),
            defer(ArticleRevision.source, raiseload=True),
        )
        .order_by(Article.published_at.is_not(None), ArticleRevision.created_at.desc())
        .limit(200)
    )
    return [ArticlePage(article, revision) for article, revision in session.execute(query)]


def current_revision(session: Session, article_id: int) -> ArticleRevision | None:
    """Return what an article says now. One statement."""
    return session.scalar(
        select(ArticleRevision)
        .where(ArticleRevision.article_id == article_id)
        .order_by(ArticleRevision.n.desc())
        .limit(1)
    )


def revisions(session: Session, article: Article) -> Sequence[ArticleRevision]:
    """Return the 200 latest revisions that readers saw, newest first, without text. One."""
    return session.scalars(
        select(ArticleRevision)
        .where(ArticleRevision.article_id == article.id)
        .where(ArticleRevision.n >= article.first_public_n)
        .options(
            defer(ArticleRevision.blocks, raiseload=True),
            defer(ArticleRevision.source, raiseload=True),
        )
        .order_by(ArticleRevision.n.desc())
        .limit(200)
    ).all()


def two_revisions(
    session: Session, article: Article, n: int
) -> tuple[ArticleRevision, ArticleRevision]:
    """Return revision `n` and the one before it, both public; raise `Missing`. One statement."""
    found = session.scalars(
        select(ArticleRevision)
        .where(ArticleRevision.article_id == article.id)
        .where(ArticleRevision.n.in_((n - 1, n)))
        .where(ArticleRevision.n >= article.first_public_n)
        .order_by(ArticleRevision.n)
    ).all()
    if len(found) != 2:  # noqa: PLR2004
        raise Missing("There is no such change. The list of changes shows what there is.")
    return found[1], found[0]


def prompt_revision_n(session: Session, prompt_id: int) -> int:
    """Return the number of the prompt's latest wording. One statement."""
    query = select(func.max(PromptRevision.n)).where(PromptRevision.prompt_id == prompt_id)
    return session.scalar(query) or 0


def _page(session: Session, *conditions: ColumnElement[bool]) -> ArticlePage | None:
    """Return the one article for which the conditions hold, with its current revision."""
    row = session.execute(_pages().where(*conditions)).first()
    return ArticlePage(row[0], row[1]) if row else None


def _pages() -> Select[Article, ArticleRevision]:
    pages = select(Article, ArticleRevision).join(ArticleRevision, is_current())
    return pages.options(joinedload(Article.prompt))


def is_current() -> ColumnElement[bool]:
    """Return the condition that joins an article to the revision that readers see."""
    return (ArticleRevision.article_id == Article.id) & (ArticleRevision.n == Article.revision_n)


def _after(last: ArticlePage) -> Cursor:
    """Return the cursor behind a row of the index."""
    moment = last.article.published_at or EPOCH
    return Cursor(ORDER, ((moment - EPOCH) // timedelta(microseconds=1), last.article.id))


def earlier_blocks(session: Session, article_id: int, before: int) -> list[tuple[str, str]]:
    """Return the key and source of each paragraph of up to 20 earlier revisions, newest first."""
    found = session.scalars(
        select(ArticleRevision.blocks)
        .where(ArticleRevision.article_id == article_id, ArticleRevision.n < before)
        .order_by(ArticleRevision.n.desc())
        .limit(EARLIER)
    )
    return [(block["key"], block["source"]) for blocks in found for block in blocks]


def authors_of(session: Session, article_id: int) -> Sequence[Person]:
    """Return whose accounts are tied to an article, in the order in which they were; one."""
    return session.scalars(
        select(Person)
        .join(Authorship, Authorship.person_id == Person.id)
        .where(Authorship.article_id == article_id)
        .order_by(Authorship.tied_at, Person.id)
    ).all()


def is_author(session: Session, prompt_id: int, person_id: int) -> bool:
    """Tell whether somebody wrote the article that ends with a prompt; one statement."""
    found = (
        select(Authorship.person_id)
        .join(Prompt, Prompt.article_id == Authorship.article_id)
        .where(Prompt.id == prompt_id, Authorship.person_id == person_id)
    )
    return session.scalar(found) is not None
