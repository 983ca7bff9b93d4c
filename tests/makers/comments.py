"""Discussions and comments, made as the site makes them."""

from datetime import UTC, datetime, timedelta
from itertools import count

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.accounts.models import Person
from discuss.articles.models import Prompt
from discuss.comments import actions
from discuss.comments.actions.commands import Post
from discuss.comments.models import Comment
from discuss.comments.queries import people_called
from discuss.kit.richtext import render
from tests.makers.accounts import a_person
from tests.makers.articles import an_article

__all__ = ["a_comment", "a_discussion"]

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PACE = timedelta(minutes=2)

_numbers = count(1)


def a_discussion(session: Session) -> Prompt:
    """Return the prompt under which people answer: that of the first article, or of a new one."""
    there = session.scalars(select(Prompt).order_by(Prompt.id).limit(1)).first()
    if there is not None:
        return there
    prompt = an_article(session, now=START).prompt
    assert prompt is not None
    return prompt


def a_comment(
    session: Session,
    author: Person | None = None,
    prompt: Prompt | None = None,
    parent: Comment | None = None,
    *,
    body: str = "Relief is not pressure.",
    at: datetime | None = None,
    attach: bool = False,
    about: str = "",
) -> Comment:
    """Return a comment, committed; by default by somebody new, later than all made before."""
    author = author or a_person(session)
    prompt_id = parent.prompt_id if parent else (prompt or a_discussion(session)).id
    command = Post(
        prompt_id=prompt_id,
        parent_id=parent.id if parent else None,
        source=body,
        rendered=render(body, people=people_called(session, body)),
        submission_key=f"made-{next(_numbers)}",
        attach=attach,
        about=about,
    )
    comment = actions.post(session, actor_of(author), command, at or later(session))
    session.commit()
    return comment


def later(session: Session) -> datetime:
    """Return a moment after every comment there is, long enough for anybody to write again."""
    return (session.scalar(select(func.max(Comment.created_at))) or START) + PACE
