"""A comment changed somebody's mind: the new forecast is stored with the comment that caused it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from discuss.accounts.actions.events import Erased
from discuss.accounts.rules import Actor
from discuss.comments import policy, queries
from discuss.comments.actions.events import MindChanged, MindsUnchanged
from discuss.comments.actions.states import touch
from discuss.comments.models import Comment, MindChange, Persuasion
from discuss.comments.rules.minds import GUESS, Movement, movement, summed
from discuss.kit.announce import announce
from discuss.kit.errors import Invalid, Missing
from discuss.kit.orm import LOCKED
from discuss.predictions import actions as predictions
from discuss.predictions.actions.commands import Answer
from discuss.predictions.actions.events import CountsAnew
from discuss.predictions.models import ForecastEvent, Question, Standing
from discuss.predictions.rules.lapsing import LEAST, has_ended
from discuss.predictions.rules.scale import NUMERIC

NOT_YET = "You have not answered this question yet. Forecast first; then say what moved you."
SAME = "This is the forecast that you had. Enter what you think now."
SAME_GUESS = "This is the best guess that you had. Enter the one that you have now."


def change_mind(
    session: Session, actor: Actor, comment_id: int, answer: Answer, now: datetime
) -> MindChange:
    """Save a reader's new forecast together with the comment that moved them to it.

    Sent twice, it is one change. Said again of the same comment it replaces what was said before,
    as one movement when nothing came between. Raises `Refused`, `Missing` for a question of
    another prompt, `Invalid` without an earlier forecast or when nothing moved, and whatever a
    forecast raises.
    """
    comment = _marked(session, actor, comment_id)
    question = session.get(Question, answer.question_id)
    if question is None or question.prompt_id != comment.prompt_id:
        raise Missing("This question does not belong to the discussion of that comment.")
    standing = _standing(session, answer.question_id, actor.id, now)
    before = None if standing is None else _shares(standing)
    came_from = None if standing is None else standing.event_id
    event = predictions.forecast(session, actor, _as_planned(answer, standing, now), now)
    known = session.get(MindChange, (comment_id, question.id, actor.id))
    if known is not None and known.event_id == event.id:
        return known
    if before is None:
        raise Invalid(NOT_YET)
    moved = movement(before, _shares(event))
    if moved is None:
        is_guess = question.kind in NUMERIC
        raise (
            Invalid(SAME_GUESS, {GUESS: SAME_GUESS})
            if is_guess
            else Invalid(SAME, {"percent": SAME})
        )
    if known is not None and known.event_id == came_from:
        moved = _onward(known, moved)
    change = _keep(session, known, moved, event, comment)
    _sum_up(session, comment_id, question.id)
    if known is None:
        announce(session, MindChanged(comment, question.id, now))
    return change


def take_back(
    session: Session, actor: Actor, comment_id: int, question_id: int, now: datetime
) -> None:
    """Say no more that a comment moved one's forecast; the forecast itself stays as it is."""
    comment = queries.by_id(session, comment_id)
    touch(session, comment.prompt_id)
    session.execute(
        delete(MindChange).where(
            MindChange.comment_id == comment_id,
            MindChange.question_id == question_id,
            MindChange.person_id == actor.id,
        )
    )
    _sum_up(session, comment_id, question_id)
    _tell_if_none(session, comment_id, now)


def on_erased(session: Session, event: Erased) -> None:
    """Let the changes of mind of a deleted account count no more; their discussions are touched."""
    mine = MindChange.person_id == event.person_id
    pairs = session.execute(select(MindChange.comment_id, MindChange.question_id).where(mine)).all()
    session.execute(delete(MindChange).where(mine))
    for comment_id, question_id in pairs:
        _sum_up(session, comment_id, question_id)
        _tell_if_none(session, comment_id, event.now)


def on_counts_anew(session: Session, event: CountsAnew) -> None:
    """Let whom comments moved be those whose forecasts count; two statements a comment, and one."""
    pairs = session.scalars(
        select(MindChange.comment_id)
        .where(MindChange.question_id == event.question_id)
        .where(MindChange.person_id.in_(event.person_ids))
        .distinct()
        .order_by(MindChange.comment_id)
    )
    for comment_id in pairs.all():
        _sum_up(session, comment_id, event.question_id)


def _standing(session: Session, question_id: int, person_id: int, now: datetime) -> Standing | None:
    """Return what somebody forecasts now, nothing where its time is over."""
    standing = session.get(Standing, (question_id, person_id))
    return None if standing is None or has_ended(standing.expires_at, now) else standing


def _as_planned(answer: Answer, standing: Standing | None, now: datetime) -> Answer:
    """Return a forecast that ends when the one before it was to end, unless it says otherwise.

    An end within the hour is too near for a forecast, and is dropped.
    """
    ends = None if standing is None else standing.expires_at
    says = answer.stands_for is not None or answer.expires_at is not None
    if says or ends is None or ends - now < LEAST:
        return answer
    return replace(answer, expires_at=ends)


def _same(kind: str) -> Invalid:
    """Return the refusal of a forecast that says what the last one said."""
    if kind in NUMERIC:
        return Invalid(SAME_GUESS, {GUESS: SAME_GUESS})
    return Invalid(SAME, {"percent": SAME})


def _marked(session: Session, actor: Actor, comment_id: int) -> Comment:
    """Return the locked comment if this reader may mark it."""
    comment = queries.by_id(session, comment_id)
    touch(session, comment.prompt_id)
    session.refresh(comment, with_for_update=LOCKED)
    policy.may_react(actor, comment, queries.discussion(session, comment.prompt_id)).enforce()
    return comment


def _shares(forecast: Standing | ForecastEvent) -> Mapping[str, float]:
    """Return a forecast as probabilities by answer; yes or no has the one answer `yes`.

    A number or a date has its best guess, as a value.
    """
    if forecast.quantiles is not None:
        return {GUESS: forecast.quantiles["guess"]}
    if forecast.shares is not None:
        return dict(forecast.shares)
    return {"yes": forecast.probability or 0.0}


def _onward(known: MindChange, moved: Movement) -> Movement:
    """Return two steps in a row as one, unless the second leads back or is about another answer."""
    if known.answer != moved.answer or known.before == moved.after:
        return moved
    return Movement(moved.answer, known.before, moved.after)


def _keep(
    session: Session,
    known: MindChange | None,
    moved: Movement,
    event: ForecastEvent,
    comment: Comment,
) -> MindChange:
    if known is not None:
        session.delete(known)
        session.flush()
    change = MindChange(
        comment_id=comment.id,
        question_id=event.question_id,
        person_id=event.person_id,
        event_id=event.id,
        answer=moved.answer,
        before=moved.before,
        after=moved.after,
        log_odds=moved.log_odds,
        created_at=event.created_at,
    )
    session.add(change)
    session.flush()
    return change


def _tell_if_none(session: Session, comment_id: int, now: datetime) -> None:
    left = select(MindChange.comment_id).where(MindChange.comment_id == comment_id).limit(1)
    if session.scalar(left) is None:
        announce(session, MindsUnchanged(comment_id, now))


def _sum_up(session: Session, comment_id: int, question_id: int) -> None:
    """Let the stored figures of a comment and a question say what the changes add up to."""
    session.execute(
        delete(Persuasion).where(
            Persuasion.comment_id == comment_id, Persuasion.question_id == question_id
        )
    )
    movements = queries.movements(session, comment_id, question_id)
    if movements:
        found = summed(movements)
        session.add(
            Persuasion(
                comment_id=comment_id,
                question_id=question_id,
                people=found.people,
                median_points=found.median_points,
                median_value=found.median_value,
            )
        )
        session.flush()
