"""Discussions and comments, made as the site makes them."""

from datetime import UTC, datetime, timedelta
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.accounts.models import Person
from discuss.articles import actions as articles
from discuss.articles.models import Prompt
from discuss.comments import actions
from discuss.comments.actions.commands import Post
from discuss.comments.models import Comment
from discuss.kit.richtext import render
from tests.makers.accounts import a_person

__all__ = ["a_comment", "a_discussion"]

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PACE = timedelta(minutes=2)

_numbers = count(1)


def a_discussion(session: Session) -> Prompt:
    """Return the prompt under which people answer, committed: that of the bundled article."""
    article = articles.bundled(session, START)
    session.commit()
    if article is not None and article.prompt is not None:
        return article.prompt
    return session.scalars(select(Prompt).limit(1)).one()


def a_comment(
    session: Session,
    author: Person | None = None,
    prompt: Prompt | None = None,
    parent: Comment | None = None,
    body: str = "Relief is not pressure.",
    at: datetime | None = None,
    *,
    attach: bool = False,
) -> Comment:
    """Return a comment, committed; by default by somebody new, later than all made before."""
    n = next(_numbers)
    author = author or a_person(session)
    prompt_id = parent.prompt_id if parent else (prompt or a_discussion(session)).id
    command = Post(
        prompt_id=prompt_id,
        parent_id=parent.id if parent else None,
        source=body,
        rendered=render(body),
        submission_key=f"made-{n}",
        attach=attach,
    )
    comment = actions.post(session, actor_of(author), command, at or START + n * PACE)
    session.commit()
    return comment
