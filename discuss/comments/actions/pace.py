"""How fast somebody may write, as the site and the discussion's editors have it set."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.accounts.rules import Actor
from discuss.comments import policy, queries
from discuss.comments.models import Comment
from discuss.comments.rules import in_words, seconds_to_wait
from discuss.comments.rules.knobs import HOURLY, NEWCOMER_HOURLY, PAUSE_SECONDS
from discuss.comments.rules.pace import Pace
from discuss.comments.rules.times import is_newcomer
from discuss.kit import chosen
from discuss.kit.errors import TooSoon


def keep_pace(session: Session, actor: Actor, prompt_id: int, now: datetime) -> None:
    """Raise `TooSoon` (429), with how long to wait, for whoever writes faster than they may."""
    recent = session.scalars(
        select(Comment.created_at).where(
            Comment.author_id == actor.id, Comment.created_at > now - timedelta(hours=1)
        )
    ).all()
    exempt = policy.is_exempt_from_slow(actor)
    pace = Pace() if exempt else queries.discussion(session, prompt_id).pace(now)
    here = queries.last_post_at(session, actor.id, prompt_id) if pace.minutes else None
    most, is_new = _most_an_hour(session, actor, len(recent), now)
    pause = timedelta(seconds=chosen.of(session).number(PAUSE_SECONDS))
    wait = max(seconds_to_wait(recent, now, most, pause), pace.seconds_to_wait(here, now))
    if wait:
        why = f"{pace.sentence} " if pace.minutes else ""
        if is_new and len(recent) >= most:
            why += f"On its first day an account posts up to {most} comments an hour. "
        sentence = f"{why}You can post again in {in_words(wait)}. Your draft is kept."
        raise TooSoon(sentence, seconds=wait)


def _most_an_hour(session: Session, actor: Actor, recent: int, now: datetime) -> tuple[int, bool]:
    """Return how many comments an hour somebody may post, and whether because they are new.

    Asks only when it could matter.
    """
    set_ = chosen.of(session)
    most, newcomers = set_.number(HOURLY), set_.number(NEWCOMER_HOURLY)
    if recent < newcomers or policy.is_exempt_from_slow(actor):
        return most, False
    opened_at = session.get_one(Person, actor.id).created_at
    return (min(most, newcomers), True) if is_newcomer(opened_at, now) else (most, False)
