"""A branch that is being reported goes slower for everybody who answers in it."""

from datetime import timedelta

from sqlalchemy.orm import Session

from discuss.comments.actions.events import Answering
from discuss.comments.rules import in_words
from discuss.kit import chosen
from discuss.kit.errors import TooSoon
from discuss.moderation import queries
from discuss.moderation.actions.intake import is_exempt
from discuss.moderation.rules import knobs
from discuss.moderation.rules.heat import minutes_between, seconds_left

HOT = (
    "This branch goes slowly while moderators look at reports in it: "
    "one answer every {minutes} minutes. You can post again in {wait}. Your draft is kept."
)


def on_answering(session: Session, event: Answering) -> None:
    """Let somebody wait between two answers in a hot branch; the site's own people need not.

    One statement where the writer has not been in the branch, else three.
    """
    if is_exempt(event.actor):
        return
    root_id = event.parent.root_id or event.parent.id
    last = queries.last_answer_at(session, event.actor.id, root_id)
    if last is None:
        return
    minutes = _minutes(session, event)
    wait = seconds_left(last, minutes, event.now)
    if wait:
        raise TooSoon(HOT.format(minutes=minutes, wait=in_words(wait)), seconds=wait)


def _minutes(session: Session, event: Answering) -> int:
    """Return how long somebody waits between two answers in a branch, as the site has it set."""
    set_ = chosen.of(session)
    memory = timedelta(days=set_.number(knobs.HEAT_DAYS))
    return minutes_between(
        queries.reports_above(session, event.parent.id, set_.number(knobs.HEAT_ANCESTORS)),
        queries.own_upheld(session, event.actor.id, event.now, memory),
        set_.number(knobs.HEAT_MINUTES),
    )
