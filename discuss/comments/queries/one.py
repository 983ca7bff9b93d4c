"""Reads around one comment."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import literal, select
from sqlalchemy.orm import Session, aliased, joinedload

from discuss.accounts.rules import Actor
from discuss.articles import queries as articles
from discuss.articles.models import Article, ArticleRevision, Prompt
from discuss.comments.models import (
    Arrangement,
    Comment,
    CommentRevision,
    Discussion,
    Draft,
    Hold,
    Slowing,
    Withdrawal,
)
from discuss.kit.errors import Missing


def by_id(session: Session, comment_id: int) -> Comment:
    """Return a comment; raise `Missing` (404). One statement at most."""
    comment = session.get(Comment, comment_id)
    if comment is None:
        raise Missing("There is no such comment. It may have been deleted.")
    return comment


def by_submission(session: Session, author_id: int, key: str) -> Comment | None:
    """Return the comment that this submission made already; one statement."""
    return session.scalar(
        select(Comment).where(Comment.author_id == author_id, Comment.submission_key == key)
    )


def discussion(session: Session, prompt_id: int) -> Discussion:
    """Return a prompt's discussion, an empty one before the first word; one statement."""
    found = session.get(Discussion, prompt_id)
    return found or Discussion(prompt_id=prompt_id)


def withdrawal(session: Session, comment_id: int) -> Withdrawal | None:
    """Return how a comment was taken back by its author; one statement at most."""
    return session.get(Withdrawal, comment_id)


def last_post_at(session: Session, author_id: int, prompt_id: int) -> datetime | None:
    """Return when somebody last wrote in a discussion, whatever became of it; one statement."""
    return session.scalar(
        select(Comment.created_at)
        .where(Comment.author_id == author_id, Comment.prompt_id == prompt_id)
        .order_by(Comment.id.desc())
        .limit(1)
    )


def arrangements(session: Session, prompt_id: int) -> Sequence[Arrangement]:
    """Return how editors wanted a discussion, newest first, at most 50; one statement."""
    return session.scalars(
        select(Arrangement)
        .where(Arrangement.prompt_id == prompt_id)
        .options(joinedload(Arrangement.editor))
        .order_by(Arrangement.id.desc())
        .limit(50)
    ).all()


def slowings(session: Session, prompt_id: int) -> Sequence[Slowing]:
    """Return how slow mode was switched in a discussion, newest first; one statement."""
    return session.scalars(
        select(Slowing)
        .where(Slowing.prompt_id == prompt_id)
        .options(joinedload(Slowing.person))
        .order_by(Slowing.id.desc())
        .limit(20)
    ).all()


def revision(session: Session, comment_id: int, n: int) -> CommentRevision:
    """Return one wording; raise `Missing` (404). One statement."""
    found = session.scalar(
        select(CommentRevision).where(
            CommentRevision.comment_id == comment_id, CommentRevision.n == n
        )
    )
    if found is None:
        raise Missing("There is no such wording.")
    return found


def revisions(
    session: Session, comment_id: int, *, withheld: bool = False
) -> Sequence[CommentRevision]:
    """Return every wording of a comment, oldest first; one statement.

    Wordings that were held and that no moderator let through come only with `withheld`.
    """
    found = select(CommentRevision).where(CommentRevision.comment_id == comment_id)
    if not withheld:
        waits = select(Hold.id).where(
            Hold.revision_id == CommentRevision.id, Hold.released_at.is_(None)
        )
        found = found.where(~waits.exists())
    return session.scalars(found.order_by(CommentRevision.n)).all()


NEAREST = 20
"""How many of the comments above one are read with it; a branch may be thousands deep."""


def ancestors(session: Session, comment: Comment) -> Sequence[Comment]:
    """Return the nearest comments above, from the top down; one statement, at most 20 steps."""
    if comment.parent_id is None:
        return []
    climb = (
        select(Comment.id, Comment.parent_id, literal(1).label("step"))
        .where(Comment.id == comment.parent_id)
        .cte("climb", recursive=True)
    )
    above = aliased(Comment)
    climb = climb.union_all(
        select(above.id, above.parent_id, climb.c.step + 1)
        .join(climb, above.id == climb.c.parent_id)
        .where(climb.c.step < NEAREST)
    )
    return session.scalars(
        select(Comment).where(Comment.id.in_(select(climb.c.id))).order_by(Comment.depth)
    ).all()


def context(session: Session, comment: Comment) -> list[int]:
    """Return the ids of the nearest comments above and of this one; one statement."""
    return [*(above.id for above in ancestors(session, comment)), comment.id]


def draft(session: Session, person_id: int | None, place: str) -> str:
    """Return what somebody typed at a place and has not sent; one statement, none for strangers."""
    kept = kept_draft(session, person_id, place)
    return kept.body if kept else ""


def kept_draft(session: Session, person_id: int | None, place: str) -> Draft | None:
    """Return a draft with its instant, empty or not; one statement, none for strangers."""
    return session.get(Draft, (person_id, place)) if person_id is not None else None


def home_of(session: Session, prompt_id: int) -> tuple[int, str, str]:
    """Return id, slug and headline of the article that a prompt belongs to; one statement."""
    found = session.execute(
        select(Article.id, Article.slug, ArticleRevision.headline)
        .join(Prompt, Prompt.article_id == Article.id)
        .join(ArticleRevision, articles.is_current())
        .where(Prompt.id == prompt_id, Article.published_at.is_not(None))
    ).first()
    if found is None:
        raise Missing("The article of this discussion is not published.")
    return found.id, found.slug, found.headline


def standing(session: Session, actor: Actor, prompt_id: int) -> Actor:
    """Return who somebody is in a discussion: a moderator of other sections is a reader there.

    One statement for who is limited to sections, none for anybody else.
    """
    if not actor.sections:
        return actor
    return actor.within(articles.section_of(session, prompt_id))


def prompt_of(session: Session, article_id: int) -> Prompt:
    """Return the prompt of a published article; raise `Missing` (404). One statement."""
    prompt = session.scalar(
        select(Prompt)
        .join(Article, Article.id == Prompt.article_id)
        .where(Prompt.article_id == article_id, Article.published_at.is_not(None))
    )
    if prompt is None:
        raise Missing("This article has no discussion.")
    return prompt
