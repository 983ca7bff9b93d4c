"""Slow mode: for a while everybody writes more slowly in one discussion; it ends by itself."""

from datetime import datetime

from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.articles import queries as articles
from discuss.comments import policy, queries
from discuss.comments.actions import states
from discuss.comments.actions.commands import Slow
from discuss.comments.models import Discussion, Slowing
from discuss.comments.rules.pace import LONGEST_SLOW
from discuss.kit import audit
from discuss.kit.audit import Entry, digest
from discuss.kit.errors import Invalid
from discuss.kit.orm import LOCKED

PAST = "This day is over. Choose a later one."
LONG = "Slow mode lasts 30 days at most. For longer, an editor sets the discussion’s own pace."
NO_END = "Say until when."
OWN = "This discussion goes as slowly already. Choose a longer wait."


def slow(session: Session, actor: Actor, command: Slow, now: datetime) -> Discussion:
    """Slow a discussion until a moment, or end that; the same again changes nothing.

    Nobody needs to end it: whoever asks how fast one may write compares with the clock. Raises
    `Refused` with the policy's sentence, and `Invalid` for an end that is none.
    """
    policy.may_slow(actor, articles.section_of(session, command.prompt_id)).enforce()
    states.touch(session, command.prompt_id)
    discussion = queries.discussion(session, command.prompt_id)
    session.refresh(discussion, with_for_update=LOCKED)
    if command.minutes:
        _check(command, discussion, now)
    wish = (command.minutes, command.until, command.words) if command.minutes else (0, None, "")
    before = (discussion.slowed_minutes, discussion.slowed_until, discussion.slowed_why)
    is_on = discussion.slowed_until is not None and now < discussion.slowed_until
    if wish == before or not (is_on or command.minutes):
        return discussion
    discussion.slowed_minutes, discussion.slowed_until, discussion.slowed_why = wish
    _keep(session, actor, command, now)
    return discussion


def _check(command: Slow, discussion: Discussion, now: datetime) -> None:
    """Raise `Invalid` for an end that is missing, over or far, and for what slows nobody."""
    if command.until is None:
        raise Invalid(NO_END, {"ends_on": NO_END})
    if command.until <= now:
        raise Invalid(PAST, {"ends_on": PAST})
    if command.until > now + LONGEST_SLOW:
        raise Invalid(LONG, {"ends_on": LONG})
    if command.minutes <= (discussion.slow_minutes or 0):
        raise Invalid(OWN, {"minutes": OWN})


def _keep(session: Session, actor: Actor, command: Slow, now: datetime) -> None:
    """Keep who switched it, for the history, the public log and the record."""
    session.add(
        Slowing(
            prompt_id=command.prompt_id,
            person_id=actor.id,
            role=actor.role,
            minutes=command.minutes,
            until=command.until if command.minutes else None,
            words=command.words,
            created_at=now,
        )
    )
    session.flush()
    facts = {
        "minutes": command.minutes,
        "until": command.until.isoformat() if command.minutes and command.until else "",
        "words": digest(command.words),
    }
    about = f"discussion:{command.prompt_id}"
    audit.note(session, Entry("slow_mode", about, now, actor.id, actor.role, facts))
