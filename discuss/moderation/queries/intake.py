"""What detectors have to know about an author, a branch and earlier words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    and_,
    bindparam,
    distinct,
    func,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.articles.models import Article, Prompt
from discuss.comments.models import Comment, CommentRevision, Discussion
from discuss.comments.rules.knobs import HOURLY
from discuss.kit.orm import Instant
from discuss.moderation.models import Case, Decision, WordPrint
from discuss.moderation.queries.heat import waiting_above
from discuss.moderation.queries.sanctions import premoderations
from discuss.moderation.queries.standing import stands
from discuss.moderation.rules.outcomes import REMOVED
from discuss.moderation.rules.prints import AGAIN, ELSEWHERE, KNOWN, NEAR, Print, distance

LATELY = timedelta(days=30)
MOST_NEAR = 500
"""Wordings that share a part of their SimHash with the new one and are compared with it."""
MOST_APPROVED = 50


@dataclass(frozen=True, slots=True)
class Facts:
    """What the site knows about an author at this moment."""

    approved: int
    """Comments that readers may read; counted up to fifty."""
    decided: int
    """Comments about which moderators decided in the last 30 days."""
    rejected: int
    """Of these, the ones that stay rejected."""
    last_hour: int
    reports_above: int
    is_premoderated: bool
    domain: str
    """Of the address of the account, after the @."""
    is_read_first: bool = False
    """Whether comments are read before they appear below this article."""
    section: str = ""
    """That of the article."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Words that were here before."""

    is_own: bool
    """From the same account, moments ago."""
    is_rejected: bool
    """They stood in a comment that a moderator rejected."""
    comment_id: int
    bits: int
    """In how many of 66 bits they differ; 0 for the same words."""


def facts_about(session: Session, comment: Comment, now: datetime, ancestors: int) -> Facts:
    """Return what the site knows about a comment's author; one statement.

    Reports count on so many comments above theirs as `ancestors` says.
    """
    given = {
        "author_id": comment.author_id,
        "comment_id": comment.id,
        "parent_id": comment.parent_id or 0,
        "prompt_id": comment.prompt_id,
        "ancestors": ancestors,
        "now": now,
        "lately": now - LATELY,
        "hour_ago": now - timedelta(hours=1),
    }
    row = session.execute(_facts(), given).one()
    return Facts(
        approved=row.approved,
        decided=row.decided,
        rejected=row.rejected,
        last_hour=row.last_hour,
        reports_above=int(row.above or 0),
        is_premoderated=bool(row.is_premoderated),
        is_read_first=bool(row.is_read_first),
        section=row.section or "",
        domain=(row.email or "").rpartition("@")[2].lower(),
    )


@cache
def _facts() -> Select[*tuple[Any, ...]]:
    """Return the select of all facts; made once, which takes longer than to run it."""
    author_id: ColumnElement[int] = bindparam("author_id", type_=Integer)
    now: ColumnElement[datetime] = bindparam("now", type_=Instant)
    above = waiting_above(
        bindparam("parent_id", type_=Integer), bindparam("ancestors", type_=Integer)
    )
    return select(
        _approved(author_id).label("approved"),
        _decided(author_id, Comment.state.is_not(None)).label("decided"),
        _decided(author_id, Comment.state.in_(REMOVED)).label("rejected"),
        _last_hour(author_id).label("last_hour"),
        above.scalar_subquery().label("above"),
        premoderations(author_id, now).exists().label("is_premoderated"),
        _read_first().label("is_read_first"),
        _section().label("section"),
        select(Person.email).where(Person.id == author_id).scalar_subquery().label("email"),
    )


def likenesses(session: Session, comment: Comment, print_: Print, now: datetime) -> list[Likeness]:
    """Return where these words were before, each by an index of its own; one statement.

    The same words of the same author within six minutes, of anybody within a day, or rejected
    within thirty days; nearly the same words of another account within a day.
    """
    parts = print_.parts or ()
    given = {
        "comment_id": comment.id,
        "author_id": comment.author_id,
        "digest": print_.digest,
        "again": now - AGAIN,
        "elsewhere": now - ELSEWHERE,
        "known": now - KNOWN,
        **{f"part_{n}": part for n, part in enumerate(parts)},
    }
    rows = session.execute(_alike(len(parts), is_telling=print_.is_telling), given).all()
    return [each for each in (_likeness(row, comment, print_) for row in rows) if each is not None]


@cache
def _alike(parts: int, *, is_telling: bool) -> CompoundSelect[*tuple[Any, ...]]:
    """Return the select of what may be alike, by so many parts of its print; made once."""
    own = WordPrint.author_id == bindparam("author_id")
    again = [and_(own, WordPrint.created_at > bindparam("again"), Comment.state != "withdrawn")]
    recent = WordPrint.created_at > bindparam("elsewhere")
    if is_telling:
        again.append(and_(~own, recent))
        again.append(Comment.state.in_(REMOVED))
    same = [WordPrint.digest == bindparam("digest"), WordPrint.created_at > bindparam("known")]
    found = [_earlier().where(*same, or_(*again)).limit(20)]
    for n in range(parts):
        shared = _part(n) == bindparam(f"part_{n}")
        found.append(_earlier().where(shared, recent, ~own).limit(MOST_NEAR))
    return union_all(*(select(each.subquery()) for each in found))


def _likeness(row: Sequence[object], comment: Comment, print_: Print) -> Likeness | None:
    comment_id, author_id, state, digest, *parts = row
    bits = 0
    if digest != print_.digest:
        bits = distance([int(str(part)) for part in parts], print_.parts or ())
        if bits > NEAR:
            return None
    return Likeness(author_id == comment.author_id, state in REMOVED, int(str(comment_id)), bits)


def _earlier() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Comment.id,
            Comment.author_id,
            Comment.state,
            WordPrint.digest,
            *(_part(n) for n in range(6)),
        )
        .select_from(WordPrint)
        .join(CommentRevision, CommentRevision.id == WordPrint.revision_id)
        .join(Comment, Comment.id == CommentRevision.comment_id)
        .where(Comment.id != bindparam("comment_id"))
    )


def _part(n: int) -> ColumnElement[int | None]:
    parts: Sequence[ColumnElement[int | None]] = (
        WordPrint.p0,  # type: ignore[assignment]
        WordPrint.p1,
        WordPrint.p2,
        WordPrint.p3,
        WordPrint.p4,
        WordPrint.p5,
    )
    return parts[n]


def _read_first() -> ColumnElement[bool]:
    here = Discussion.prompt_id == bindparam("prompt_id")
    found = select(Discussion.is_read_first).where(here)
    return found.scalar_subquery()


def _section() -> ColumnElement[str]:
    found = select(Article.section).join(Prompt, Prompt.article_id == Article.id)
    return found.where(Prompt.id == bindparam("prompt_id")).scalar_subquery()


def _approved(author_id: ColumnElement[int]) -> ColumnElement[int]:
    few = (
        select(Comment.id)
        .where(Comment.author_id == author_id, Comment.state == "published")
        .limit(MOST_APPROVED)
        .subquery()
    )
    return select(func.count()).select_from(few).scalar_subquery()


def _decided(author_id: ColumnElement[int], which: ColumnElement[bool]) -> ColumnElement[int]:
    return (
        select(func.count(distinct(Comment.id)))
        .join(Case, Case.comment_id == Comment.id)
        .join(Decision, Decision.case_id == Case.id)
        .where(
            Comment.author_id == author_id,
            Decision.created_at > bindparam("lately"),
            stands(),
            which,
        )
        .scalar_subquery()
    )


def _last_hour(author_id: ColumnElement[int]) -> ColumnElement[int]:
    """Return how many comments somebody wrote in the last hour, of the newest that may be."""
    newest = (
        select(Comment.created_at)
        .where(Comment.author_id == author_id, Comment.id != bindparam("comment_id"))
        .order_by(Comment.id.desc())
        .limit(HOURLY.most)
        .subquery()
    )
    return (
        select(func.count())
        .select_from(newest)
        .where(newest.c.created_at > bindparam("hour_ago"))
        .scalar_subquery()
    )
