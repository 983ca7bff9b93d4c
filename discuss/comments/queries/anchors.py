"""Which comments answer one paragraph of the article, and how many there are."""

from functools import cache

from sqlalchemy import ColumnElement, Select, bindparam, func, select
from sqlalchemy.orm import Session

from discuss.articles.models import Article, ArticleRevision, Prompt
from discuss.articles.rules.passages import passages
from discuss.comments.models import Anchor, Comment


def is_about(prompt_id: int | ColumnElement[int], block: str) -> ColumnElement[bool]:
    """Return the condition that a comment answers this paragraph."""
    there = select(Anchor.comment_id).where(Anchor.prompt_id == prompt_id, Anchor.block == block)
    return Comment.id.in_(there)


def counts_by_paragraph(session: Session, prompt_id: int) -> dict[str, int]:
    """Return how many published comments answer each paragraph, by its key; one statement."""
    return dict(session.execute(_counted(), {"prompt_id": prompt_id}).all())


@cache
def _counted() -> Select[str, int]:
    here = Anchor.prompt_id == bindparam("prompt_id")
    return (
        select(Anchor.block, func.count())
        .join(Comment, Comment.id == Anchor.comment_id)
        .where(here, Comment.state == "published")
        .group_by(Anchor.block)
    )


def quote_once(session: Session, prompt_id: int, block: str) -> str:
    """Return how a paragraph began when it was last answered, '' if it never was; one statement."""
    found = session.scalar(
        select(Anchor.quote)
        .join(Comment, Comment.id == Anchor.comment_id)
        .where(Anchor.prompt_id == prompt_id, Anchor.block == block, Comment.state == "published")
        .order_by(Anchor.comment_id.desc())
        .limit(1)
    )
    return found or ""


def passages_of(session: Session, prompt_id: int) -> dict[str, str]:
    """Return the first words of what the article says now, by paragraph; one statement."""
    blocks = session.scalar(
        select(ArticleRevision.blocks)
        .join(
            Article,
            (Article.id == ArticleRevision.article_id) & (Article.revision_n == ArticleRevision.n),
        )
        .join(Prompt, Prompt.article_id == Article.id)
        .where(Prompt.id == prompt_id)
    )
    return passages(blocks or [])
