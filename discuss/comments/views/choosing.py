"""Which order a discussion is read in, and why."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from discuss.articles.models import Article, Prompt
from discuss.comments import queries
from discuss.comments.forms import ThreadOf
from discuss.comments.presenters import HIDDEN, TOO_SMALL, leader, why_of
from discuss.comments.queries import Among, Guide
from discuss.comments.rules import Order
from discuss.comments.rules.defaults import (
    FEWEST_STAMPED,
    NEW,
    Situation,
    default_order,
    is_small,
    is_young,
)
from discuss.predictions.queries import Sight

NEED_A_QUESTION = frozenset({Order.FORECAST, Order.BRIDGING, Order.SAW})


@dataclass(frozen=True, slots=True)
class Chosen:
    """The order in force, the sentence that says why, and what it goes by."""

    order: Order
    why: str
    guide: Guide


def choose(
    session: Session, asked: ThreadOf, prompt: Prompt, sight: Sight, now: datetime
) -> Chosen:
    """Return the order in force: the one that was asked for, unless it would tell too much.

    Two statements at most.
    """
    place = _place(session, prompt, sight, now)
    usual = default_order(place)
    order = asked.order or usual
    lead = leader(order, sight)
    is_hidden = lead is not None and lead.question_id not in sight.revealed
    if is_hidden or (lead is None and order in NEED_A_QUESTION):
        order = Order.BEST if usual in NEED_A_QUESTION else usual
    why = (
        TOO_SMALL if order is Order.OLDEST and is_small(place) and asked.order is not order else ""
    )
    why = why or why_of(order, sight)
    if lead is not None and is_hidden:
        why = HIDDEN.format(title=lead.short_title, why=why)
    found = leader(order, sight)
    since = now - NEW if is_young(place.published_at, now) else None
    return Chosen(order, why, Guide(found.question_id if found else None, since, asked.about))


def _place(session: Session, prompt: Prompt, sight: Sight, now: datetime) -> Situation:
    """Return what the default order goes by; one statement more where forecasts could order it."""
    talk = queries.discussion(session, prompt.id)
    about = Situation(
        comments=talk.comment_count or 0,
        marks=talk.mark_count or 0,
        published_at=session.get_one(Article, prompt.article_id).published_at,
        now=now,
        is_answered=sight.lead is not None and sight.lead.question_id in sight.revealed,
        is_decided=sight.decided is not None,
    )
    lead = sight.decided or (sight.lead if about.is_answered else None)
    if is_small(about) or lead is None:
        return about
    stamped = queries.count_stamped(
        session, Among(lead.question_id, prompt.id, is_scored=about.is_decided), FEWEST_STAMPED
    )
    return replace(about, stamped=stamped)
