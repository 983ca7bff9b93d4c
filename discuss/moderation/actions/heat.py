"""A branch that is being reported goes slower for everybody who answers in it."""

from sqlalchemy.orm import Session

from discuss.comments.actions.events import Answering
from discuss.comments.rules import in_words
from discuss.kit.errors import TooSoon
from discuss.moderation import queries
from discuss.moderation.actions.intake import is_exempt
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
    minutes = minutes_between(
        queries.reports_above(session, event.parent.id),
        queries.own_upheld(session, event.actor.id, event.now),
    )
    wait = seconds_left(last, minutes, event.now)
    if wait:
        raise TooSoon(HOT.format(minutes=minutes, wait=in_words(wait)), seconds=wait)
