"""Comments carry what their authors forecast: made in the same act, or attached; never changed."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.comments.actions.commands import Post
from discuss.comments.models import Comment, ForecastStamp
from discuss.comments.rules.forecasts import named
from discuss.comments.rules.ranks import band, stance
from discuss.kit.errors import Invalid, Missing
from discuss.kit.ids import digest
from discuss.predictions import queries as predictions
from discuss.predictions.actions import check, forecast
from discuss.predictions.actions.commands import Answer
from discuss.predictions.models import Question


def forecast_with(
    session: Session, actor: Actor, comment: Comment, command: Post, now: datetime
) -> None:
    """Put the forecasts that came with the words on record, and copy them onto the comment.

    Those sent again are the same ones. Raises `Missing` for a question of another discussion, and
    whatever a forecast raises.
    """
    for answer in command.forecasts:
        _check_place(session, command.prompt_id, answer)
        key = f"{comment.submission_key}:{answer.question_id}:{_said(answer)}"
        try:
            forecast(session, actor, replace(answer, submission_key=key), now)
        except Invalid as refusal:
            raise named(refusal, answer.question_id) from None
    if command.forecasts:
        _copy(session, comment, {answer.question_id for answer in command.forecasts}, now)


def check_with(session: Session, prompt_id: int, answer: Answer, now: datetime) -> datetime:
    """Raise what making this forecast would raise for anybody; nothing is saved.

    Returns since when the question is worded as it is.
    """
    _check_place(session, prompt_id, answer)
    try:
        return check(session, answer, now)
    except Invalid as refusal:
        raise named(refusal, answer.question_id) from None


def _check_place(session: Session, prompt_id: int, answer: Answer) -> None:
    question = session.get(Question, answer.question_id)
    if question is None or question.prompt_id != prompt_id:
        raise Missing("This question does not belong to this discussion.")


def _said(answer: Answer) -> str:
    """Return what tells one forecast from another: a percent, or what the shares or values make."""
    if answer.percent is not None:
        return str(answer.percent)
    return digest(repr((sorted((answer.shares or {}).items()), answer.spread)))[:24]


def carry(session: Session, comment: Comment, question_id: int, now: datetime) -> None:
    """Copy what the author forecasts now on one question onto the comment."""
    _copy(session, comment, {question_id}, now)


def attach(session: Session, comment: Comment, now: datetime) -> None:
    """Copy all that the author forecasts now onto the comment."""
    _copy(session, comment, None, now)


def _copy(
    session: Session, comment: Comment, wanted: Collection[int] | None, now: datetime
) -> None:
    """Copy the author's standing forecasts, where the comment carries none on their question."""
    carried = set(
        session.scalars(
            select(ForecastStamp.question_id).where(ForecastStamp.comment_id == comment.id)
        )
    )
    for standing in predictions.own_standings(session, comment.prompt_id, comment.author_id, now):
        if standing.question_id in carried:
            continue
        if wanted is not None and standing.question_id not in wanted:
            continue
        session.add(
            ForecastStamp(
                comment_id=comment.id,
                question_id=standing.question_id,
                event_id=standing.event_id,
                probability=standing.probability,
                shares=standing.shares,
                quantiles=standing.quantiles,
                created_at=now,
                band=-1 if standing.probability is None else band(standing.probability),
                stance=stance(standing.probability) or "",
            )
        )
        comment.has_forecast = True
    session.flush()
