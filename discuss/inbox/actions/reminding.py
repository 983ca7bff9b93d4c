"""Forecasters are reminded: a question closes, a forecast ends, or is old, the crowd has moved.

A question with forecasts is looked after once a day, by a row of the outbox which hands in the
next one, until it is over. Notices have keys, so a round that is tried again tells nothing twice.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from discuss.inbox import queries
from discuss.inbox.actions.telling import News, tell, withdraw
from discuss.inbox.models import Notice
from discuss.inbox.rules import Attitude, Stream
from discuss.kit import outbox
from discuss.kit.outbox import Parcel
from discuss.predictions import queries as predictions
from discuss.predictions.actions.events import Forecasted
from discuss.predictions.queries import Face
from discuss.predictions.rules.lifecycle import State, is_decided
from discuss.predictions.rules.reminding import FRESH, Why, before_its_end, next_round

ROUND = "round"
KIND = "reminder"
TITLES = {
    Why.CLOSES: "Closes {at.day} {at:%B %Y, %H:%M} UTC: {title}",
    Why.ENDS: "Your forecast ends soon: {title}",
    Why.MOVED: "Other readers have moved: {title}",
    Why.STALE: "Does it still stand? {title}",
}
BODIES = {
    Why.CLOSES: "You can change your forecast until then.",
    Why.ENDS: "Its time is nearly over, as you planned it. Say that it still stands, or change it.",
    Why.MOVED: "What they say has moved far since your forecast. Its page shows how.",
    Why.STALE: "Your forecast is more than 30 days old. Say that it stands, or change it.",
}


def on_forecasted(session: Session, event: Forecasted) -> None:
    """Let reminders of the question be read for who has just acted, and begin its rounds.

    Two statements, and one more where the forecast is to end by a plan of its own.
    """
    session.execute(
        update(Notice)
        .where(
            Notice.person_id == event.person_id,
            Notice.about == _about(event.question_id),
            Notice.read_at.is_(None),
        )
        .values(read_at=event.now)
        .execution_options(synchronize_session=False)
    )
    _go_on(session, event.question_id, next_round(event.now), event.now)
    if event.expires_at is not None and event.expires_at - event.now >= FRESH:
        _go_on(session, event.question_id, before_its_end(event.expires_at), event.now)


def remind(session: Session, question_id: int, now: datetime) -> None:
    """Tell forecasters of an open question what they should know; take it back once it is over.

    Seven statements, and four for each 500 people and reason.
    """
    face = predictions.locked(session, question_id, now)
    if not predictions.is_public(session, face.question) or is_decided(face.state):
        forget_reminders(session, question_id, now)
        return
    if face.state is State.OPEN:
        _tell(session, face)
    else:
        forget_reminders(session, question_id, now)
    if face.state is not State.CLOSED:
        _go_on(session, question_id, next_round(now, face.revision.close_at), now)


def forget_reminders(session: Session, question_id: int, now: datetime) -> None:
    """Take back every reminder of a question: it is over, or asks something else; one statement."""
    withdraw(session, _about(question_id), now)


def _go_on(session: Session, question_id: int, due_at: datetime, now: datetime) -> None:
    """Let the question be looked after at that moment; one statement."""
    key = f"{ROUND}-{question_id}-{due_at:%Y%m%d%H%M%S}"
    outbox.enqueue_all(session, [Parcel(key, ROUND, {"question_id": question_id}, due_at)], now)


def _tell(session: Session, face: Face) -> None:
    wanted = queries.of_question(session, face.question.id)
    for why, people in predictions.reminders(session, face).items():
        heard = {who: said for who, said in people if wanted.get(who) is not Attitude.MUTE}
        tell(session, _news(face, why, heard), list(heard), face.now, face.now)


def _news(face: Face, why: Why, heard: Mapping[int, int]) -> News:
    """Return what is told: of a close once, of the rest once for each forecast."""
    close_at = face.revision.close_at
    occasions = {
        who: f"{why}-{close_at:%Y%m%d%H%M}" if why is Why.CLOSES else f"{why}-{event_id}"
        for who, event_id in heard.items()
    }
    return News(
        about=_about(face.question.id),
        kind=KIND,
        title=TITLES[why].format(title=face.revision.short_title, at=close_at),
        body=BODIES[why],
        path=f"/questions/{face.question.id}",
        stream=Stream.QUESTIONS,
        occasions=occasions,
    )


def _about(question_id: int) -> str:
    return f"question-{question_id}-reminder"
