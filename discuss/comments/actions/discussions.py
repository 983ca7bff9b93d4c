"""Discussions are opened and closed; what accounts announce is heard here."""

import re
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from discuss.accounts.actions.events import Arrived, Erased
from discuss.accounts.rules import Actor
from discuss.articles import queries as articles
from discuss.articles.models import Prompt
from discuss.comments import policy, queries
from discuss.comments.actions import states
from discuss.comments.actions.commands import Arrange
from discuss.comments.actions.words import keep_draft, place_of
from discuss.comments.models import (
    Arrangement,
    Comment,
    CommentRevision,
    Discussion,
    Draft,
    Mention,
    Visit,
)
from discuss.comments.rules import BLOCK, LONGEST_DRAFT
from discuss.comments.rules.ranks import AUTHORS
from discuss.kit import audit
from discuss.kit.audit import Entry
from discuss.kit.errors import Invalid
from discuss.kit.orm import LOCKED
from discuss.kit.outbox import enqueue

OVER = "This day is over. Choose a later one, or close the discussion now."


def arrange(session: Session, actor: Actor, command: Arrange, now: datetime) -> Discussion:
    """Open or close a discussion, set the day on which it closes, and its pace.

    What is closed stays readable. The same wish again changes nothing. Raises `Invalid` for a day
    that is over.
    """
    policy.may_arrange(actor).enforce()
    if command.is_open and command.closes_at is not None and command.closes_at <= now:
        raise Invalid(OVER, {"closes_on": OVER})
    states.touch(session, command.prompt_id)
    discussion = queries.discussion(session, command.prompt_id)
    session.refresh(discussion, with_for_update=LOCKED)
    closes_at = command.closes_at if command.is_open else None
    wish = (command.is_open, closes_at, command.slow_minutes)
    if wish == (discussion.closed_at is None, discussion.closes_at, discussion.slow_minutes):
        return discussion
    discussion.closed_at = None if command.is_open else discussion.closed_at or now
    discussion.closes_at, discussion.slow_minutes = closes_at, command.slow_minutes
    if closes_at is not None:
        _close_later(session, command.prompt_id, closes_at, now)
    _keep(session, actor, discussion, now)
    return discussion


def choose_reading(
    session: Session, actor: Actor, prompt_id: int, now: datetime, *, is_read_first: bool
) -> Discussion:
    """Let new and changed comments of a discussion wait for a moderator, or follow the site again.

    What waits already goes on waiting. The same wish again changes nothing.
    """
    policy.may_choose_reading(actor, articles.section_of(session, prompt_id)).enforce()
    states.touch(session, prompt_id)
    discussion = queries.discussion(session, prompt_id)
    session.refresh(discussion, with_for_update=LOCKED)
    if discussion.is_read_first != is_read_first:
        discussion.is_read_first = is_read_first
        _keep(session, actor, discussion, now)
    return discussion


def _keep(session: Session, actor: Actor, discussion: Discussion, now: datetime) -> None:
    """Keep how a discussion is arranged from now on, and by whom, in its history and on record."""
    session.add(
        Arrangement(
            prompt_id=discussion.prompt_id,
            editor_id=actor.id,
            is_open=discussion.closed_at is None,
            closes_at=discussion.closes_at,
            slow_minutes=discussion.slow_minutes,
            is_read_first=discussion.is_read_first,
            created_at=now,
        )
    )
    session.flush()
    facts = {
        "is_open": discussion.closed_at is None,
        "closes_at": discussion.closes_at.isoformat() if discussion.closes_at else "",
        "slow_minutes": discussion.slow_minutes,
        "is_read_first": discussion.is_read_first,
    }
    about = f"discussion:{discussion.prompt_id}"
    audit.note(session, Entry("arrangement", about, now, actor.id, actor.role, facts))


def close_due(session: Session, prompt_id: int, now: datetime) -> None:
    """Close a discussion whose day has come; one that was arranged otherwise meanwhile stays."""
    states.touch(session, prompt_id)
    discussion = queries.discussion(session, prompt_id)
    session.refresh(discussion, with_for_update=LOCKED)
    if discussion.closed_at is None and discussion.closes_at and discussion.closes_at <= now:
        discussion.closed_at = discussion.closes_at
        session.flush()


def _close_later(session: Session, prompt_id: int, at: datetime, now: datetime) -> None:
    enqueue(
        session,
        key=f"closing-{prompt_id}-{int(at.timestamp())}-{int(now.timestamp())}",
        kind="closing",
        payload={"prompt_id": prompt_id},
        now=now,
        due_at=at,
    )


def on_arrival(session: Session, event: Arrived) -> None:
    """Keep what somebody had typed before they were asked to sign in, where they typed it."""
    found = re.fullmatch(r"/articles/(\d{1,9})/comments", event.kept.get("place", ""))
    body = event.kept.get("body", "")[:LONGEST_DRAFT]
    if not found or not body.strip():
        return
    prompt = session.scalar(select(Prompt).where(Prompt.article_id == int(found[1])))
    if prompt is None:
        return
    parent, about = event.kept.get("parent", ""), event.kept.get("about", "")
    parent_id = int(parent) if parent.isdecimal() else None
    place = place_of(prompt.id, parent_id, about if re.fullmatch(BLOCK, about) else "")
    keep_draft(session, event.person_id, place, body, event.now)


def _wear_nothing(session: Session, person_id: int) -> None:
    """Let a deleted account's comments count as no author's any more."""
    session.execute(
        update(Comment)
        .where(Comment.author_id == person_id, Comment.neg_staff <= AUTHORS)
        .values(neg_staff=Comment.neg_staff - AUTHORS)
        .execution_options(synchronize_session=False)
    )


def on_erasure(session: Session, event: Erased) -> None:
    """Turn somebody's comments into notes where they were answered, and forget their words.

    All discussions in which they took part are touched first, in one order for everybody, so that
    nobody else's deed crosses this one.
    """
    for prompt_id in queries.involved(session, event.person_id):
        states.touch(session, prompt_id)
    _wear_nothing(session, event.person_id)
    comments = session.scalars(
        select(Comment).where(Comment.author_id == event.person_id).order_by(Comment.id)
    ).all()
    for comment in comments:
        states.return_to(session, comment, "erased", "", event.now)
    mine = select(Comment.id).where(Comment.author_id == event.person_id)
    session.execute(
        update(CommentRevision)
        .where(CommentRevision.comment_id.in_(mine))
        .values(source="", html="", text="")
        .execution_options(synchronize_session=False)
    )
    session.execute(delete(Draft).where(Draft.person_id == event.person_id))
    session.execute(delete(Visit).where(Visit.person_id == event.person_id))
    session.execute(
        delete(Mention)
        .where((Mention.person_id == event.person_id) | Mention.comment_id.in_(mine))
        .execution_options(synchronize_session=False)
    )
