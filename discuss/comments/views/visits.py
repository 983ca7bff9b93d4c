"""What the article's page shares with the discussion: what is new to the reader who comes."""

from contextlib import suppress
from datetime import datetime

from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.comments import actions, presenters, queries
from discuss.comments.presenters import Fresh, ThreadCard
from discuss.kit import clock
from discuss.kit.errors import Busy
from discuss.web.shown import is_read
from discuss.web.transaction import transaction


def news(
    session: Session, actor: Actor, thread: ThreadCard, now: datetime
) -> tuple[Fresh | None, bool]:
    """Return what is new to this reader, and whether a visit begins.

    Neither for strangers, nor where only what answers one paragraph is read.
    """
    if not actor.is_signed_in or thread.about is not None:
        return None, False
    since = queries.since(session, actor.id, thread.prompt_id, now)
    end = "#talk" if thread.closed else "#write"
    return presenters.fresh(thread, since, end), since.is_due


def arrive(actor: Actor, thread: ThreadCard) -> None:
    """Write a visit down when it begins; a site that cannot save is still read.

    A page that a browser fetches ahead is no visit.
    """
    if not is_read():
        return
    with suppress(Busy), transaction() as session:
        actions.arrive(session, actor.id, thread.prompt_id, thread.version, clock.now())
