"""Which part of a discussion is read: by whom, with what forecast, or what is new to the reader."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from discuss.accounts import queries as people
from discuss.accounts.rules import Actor
from discuss.articles.models import Prompt
from discuss.comments import presenters, queries
from discuss.comments.forms import ThreadOf
from discuss.comments.presenters import Narrowed, Part, ThreadCard
from discuss.comments.queries import Narrowing
from discuss.comments.rules import Order
from discuss.comments.rules.ranks import Stance
from discuss.kit.errors import Missing
from discuss.predictions.queries import Lead, Sight

NO_QUESTION = "This question is not a yes-or-no question of this discussion."
UNREAD_FIRST = frozenset({"new", "moved"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is read, how it is told, and in which order."""

    narrowing: Narrowing
    narrowed: Narrowed
    order: Order


def narrow(  # noqa: PLR0913, PLR0917 - who asks for which part, of what, and what they may know
    session: Session, actor: Actor, asked: ThreadOf, prompt: Prompt, sight: Sight, now: datetime
) -> Wanted | None:
    """Return the part of a discussion that is asked for, None where that would tell too much.

    A statement for a person, and one or two for what is new. Raises `Missing` for a person or a
    question that is not there.
    """
    parts: list[Part] = []
    wanted = Narrowing(about=asked.about, moved_by=asked.order or Order.BEST)
    if asked.stance:
        lead = stance_of(asked, sight)
        if lead is None or lead.question_id not in sight.revealed:
            return None
        wanted = replace(wanted, question_id=lead.question_id, stance=asked.stance)
        parts.append(presenters.in_stance(lead.question_id, lead.short_title, asked.stance))
    if asked.by:
        author = people.named(session, asked.by)
        wanted = replace(wanted, author_id=author.id)
        parts.append(presenters.by_person(author.handle, author.name))
    if asked.show:
        wanted = _of_kind(session, actor, asked, prompt, wanted, now)
        parts.append(presenters.of_kind(asked.show, asked.since))
    return Wanted(wanted, _told(asked, wanted, parts), _order(asked))


def stance_of(asked: ThreadOf, sight: Sight) -> Lead | None:
    """Return the question whose forecasts are asked for; None where nothing is asked."""
    if not asked.question:
        return sight.lead
    for each in sight.binary:
        if each.question_id == asked.question:
            return each
    raise Missing(NO_QUESTION)


def _of_kind(  # noqa: PLR0913, PLR0917 - who asks for what kind, where, and what is wanted so far
    session: Session,
    actor: Actor,
    asked: ThreadOf,
    prompt: Prompt,
    wanted: Narrowing,
    now: datetime,
) -> Narrowing:
    if asked.show == "staff":
        return replace(wanted, is_staff=True)
    if asked.show == "moved":
        return replace(wanted, moved_since=asked.since)
    if asked.show != "new":
        return replace(wanted, has_forecast=asked.show == "forecast")
    seen = queries.discussion(session, prompt.id).version
    if actor.person_id is not None:
        since = queries.since(session, actor.person_id, prompt.id, now).version
        seen = seen if since is None else since
    return replace(wanted, new_since=seen or 0, reader_id=actor.person_id)


def _told(asked: ThreadOf, wanted: Narrowing, parts: list[Part]) -> Narrowed:
    return Narrowed(
        address="".join(part.address for part in parts),
        title=presenters.title_of(parts),
        empty=parts[0].empty if len(parts) == 1 else presenters.NOTHING,
        show=asked.show,
        stance=asked.stance,
        question_id=wanted.question_id,
        by=asked.by,
    )


def _order(asked: ThreadOf) -> Order:
    """Return the order of a part: by time alone, since what is ranked is the whole."""
    if asked.order in {Order.NEWEST, Order.OLDEST}:
        return asked.order
    return Order.OLDEST if asked.show in UNREAD_FIRST else Order.NEWEST


def with_what_is_answered(session: Session, card: ThreadCard, told: Narrowed) -> ThreadCard:
    """Return a page of a part, each comment with what it answers; one statement at most."""
    answered = [c.parent_id for c in card.comments if c.parent_id is not None]
    above = queries.above(session, answered)
    comments = [
        replace(each, answers=above.get(each.parent_id)) if each.parent_id else each
        for each in card.comments
    ]
    return replace(card, comments=comments, narrowed=told, orders=presenters.BY_TIME)


def with_stances(session: Session, card: ThreadCard, sight: Sight) -> ThreadCard:
    """Return a page with where its comments stand, for who may know; one statement at most."""
    if sight.lead is None or sight.lead.question_id not in sight.revealed:
        return card
    found = queries.stances(session, sight.lead.question_id)
    counted = {each.value: found.get(each, 0) for each in Stance}
    if not any(counted.values()):
        return card
    return replace(card, stances=counted, stances_on=sight.lead.short_title)
