"""Whether somebody signed in has anything of their own on an article's page.

The selects are asked before Flask (`web.shared`), so they return numbers, texts and truths alone.
Whatever a page shows to one reader and not to the next is named here: a page may be shared only by
those for whom the first select returns a row.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Select,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute

from discuss.accounts.models import Ignoring, Person, SignIn
from discuss.articles.models import Authorship
from discuss.comments.models import Comment, Draft, Reaction, Visit
from discuss.comments.queries import appeared
from discuss.inbox.models import Watch
from discuss.inbox.queries import is_unread, is_wanted, newest_unread
from discuss.kit.orm import Instant
from discuss.kit.versions import FIRST, PageVersion
from discuss.predictions.models import ForecastEvent, Pass, Question

MOST_COMPARED = 500
"""So many of somebody's own words and marks under one article are compared with a page."""

Mapped = InstrumentedAttribute[int]
Who = Mapped | BindParameter[int]
PROMPT: BindParameter[int] = bindparam("prompt_id")
ARTICLE: BindParameter[int] = bindparam("article_id")
NOW: BindParameter[datetime] = bindparam("now", type_=Instant)
OVER: BindParameter[datetime] = bindparam("over", type_=Instant)


def who_reads() -> Select[*tuple[Any, ...]]:
    """Select a plain reader who may have nothing of their own on a page, by their secret.

    Its values are the secret's `digest`, `prompt_id`, `article_id`, `place` (that of the page's
    form), `now`, and `over`: a visit that began before it is over. Its columns: the site's version;
    the person's number, name and handle; whether they were never here, and whether their visit is
    over; whether words or marks of theirs are in the discussion, so that `here_by` has to tell
    whether they are on the page; and whether they have unread notices, which `told_to` compares
    with the page.
    """
    version = select(PageVersion.token).where(PageVersion.id == FIRST).scalar_subquery()
    has_here = or_(_written(Person.id).exists(), _marked(Person.id).exists())
    return (
        select(
            version,
            Person.id,
            Person.name,
            Person.handle,
            Visit.at.is_(None),
            func.coalesce(Visit.at < OVER, False),
            has_here,
            exists().where(*is_unread(Person.id, NOW)),
        )
        .select_from(SignIn)
        .join(Person, Person.id == SignIn.person_id)
        .outerjoin(Visit, (Visit.prompt_id == PROMPT) & (Visit.person_id == Person.id))
        .where(SignIn.secret_digest == bindparam("digest"), *_is_signed_in(), *_is_plain())
        .where(*(~each for each in _own_things()))
    )


def here_by() -> CompoundSelect[*tuple[Any, ...]]:
    """Select under a `prompt_id` the comments that somebody (`person_id`) wrote or marked."""
    who: BindParameter[int] = bindparam("person_id")
    return union_all(_written(who), _marked(who)).limit(MOST_COMPARED)


def told_to() -> Select[*tuple[Any, ...]]:
    """Select the newest unread notices of a `person_id` at `now`, as `is_seen` takes them.

    Its columns: number, kind, what it is about, where it leads, and whether the person counts it.
    """
    return newest_unread().add_columns(is_wanted())


def _is_signed_in() -> tuple[ColumnElement[bool], ...]:
    return SignIn.ended_at.is_(None), SignIn.expires_at > NOW


def _is_plain() -> tuple[ColumnElement[bool], ...]:
    """Return what makes somebody a reader like any other: nothing they wait for or are told."""
    return (
        Person.role == "reader",
        Person.confirmed_at.is_not(None),
        Person.erased_at.is_(None),
        Person.warning_id.is_(None),
        or_(Person.suspended_until.is_(None), Person.suspended_until <= NOW),
    )


def _own_things() -> tuple[ColumnElement[bool], ...]:
    """Return all for which a page is drawn for one reader alone, wherever on it that stands."""
    return (
        exists().where(Authorship.person_id == Person.id, Authorship.article_id == ARTICLE),
        exists().where(Ignoring.person_id == Person.id),
        exists().where(Draft.person_id == Person.id, Draft.place == bindparam("place")),
        exists().where(Watch.person_id == Person.id, Watch.prompt_id == PROMPT),
        exists().where(
            Comment.author_id == Person.id, Comment.prompt_id == PROMPT, Comment.state == "held"
        ),
        _has_news(),
        _on_questions(ForecastEvent.person_id, ForecastEvent.question_id),
        _on_questions(Pass.person_id, Pass.question_id),
    )


def _has_news() -> ColumnElement[bool]:
    """Return whether comments of others appeared since the visit before."""
    seen = case((Visit.at < OVER, Visit.seen_version), else_=Visit.before_version)
    return exists().where(*appeared(PROMPT, seen, Person.id))


def _on_questions(person_id: Mapped, question_id: Mapped) -> ColumnElement[bool]:
    return (
        select(question_id)
        .join(Question, Question.id == question_id)
        .where(person_id == Person.id, Question.prompt_id == PROMPT)
        .exists()
    )


def _written(person_id: Who) -> Select[int]:
    return select(Comment.id).where(Comment.author_id == person_id, Comment.prompt_id == PROMPT)


def _marked(person_id: Who) -> Select[int]:
    return (
        select(Reaction.comment_id)
        .join(Comment, Comment.id == Reaction.comment_id)
        .where(Reaction.person_id == person_id, Comment.prompt_id == PROMPT)
    )
