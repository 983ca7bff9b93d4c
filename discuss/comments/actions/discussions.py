"""Discussions are opened and closed; what accounts announce is heard here."""

import re
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from discuss.accounts import policy as accounts
from discuss.accounts.actions.events import Arrived, Erased
from discuss.accounts.rules import Actor
from discuss.articles.models import Prompt
from discuss.comments import queries
from discuss.comments.actions import states
from discuss.comments.actions.words import keep_draft, place_of
from discuss.comments.models import Comment, CommentRevision, Discussion, Draft, Mention
from discuss.comments.rules import LONGEST_BODY


def close(session: Session, actor: Actor, prompt_id: int, now: datetime) -> Discussion:
    """Take no more comments and marks; everything stays readable."""
    accounts.may_edit(actor).enforce()
    states.touch(session, prompt_id)
    discussion = queries.discussion(session, prompt_id)
    discussion.closed_at = discussion.closed_at or now
    session.flush()
    return discussion


def reopen(session: Session, actor: Actor, prompt_id: int) -> Discussion:
    """Take comments and marks again."""
    accounts.may_edit(actor).enforce()
    states.touch(session, prompt_id)
    discussion = queries.discussion(session, prompt_id)
    discussion.closed_at = None
    session.flush()
    return discussion


def on_arrival(session: Session, event: Arrived) -> None:
    """Keep what somebody had typed before they were asked to sign in, where they typed it."""
    found = re.fullmatch(r"/articles/(\d{1,9})/comments", event.kept.get("place", ""))
    body = event.kept.get("body", "")[:LONGEST_BODY]
    if not found or not body.strip():
        return
    prompt = session.scalar(select(Prompt).where(Prompt.article_id == int(found[1])))
    if prompt is None:
        return
    parent = event.kept.get("parent", "")
    parent_id = int(parent) if parent.isdecimal() else None
    keep_draft(session, event.person_id, place_of(prompt.id, parent_id), body, event.now)


def on_erasure(session: Session, event: Erased) -> None:
    """Turn somebody's comments into notes where they were answered, and forget their words."""
    comments = session.scalars(
        select(Comment).where(Comment.author_id == event.person_id).order_by(Comment.id)
    ).all()
    for comment in comments:
        states.touch(session, comment.prompt_id)
        states.return_to(session, comment, "erased", "", event.now)
    mine = select(Comment.id).where(Comment.author_id == event.person_id)
    session.execute(
        update(CommentRevision)
        .where(CommentRevision.comment_id.in_(mine))
        .values(source="", html="", text="")
        .execution_options(synchronize_session=False)
    )
    session.execute(delete(Draft).where(Draft.person_id == event.person_id))
    session.execute(
        delete(Mention)
        .where((Mention.person_id == event.person_id) | Mention.comment_id.in_(mine))
        .execution_options(synchronize_session=False)
    )
