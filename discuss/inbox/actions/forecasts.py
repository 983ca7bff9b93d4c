"""Forecasters are told what became of their questions."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.inbox import queries
from discuss.inbox.actions.telling import News, tell
from discuss.inbox.rules import Attitude, Stream
from discuss.predictions.actions.events import Resolved
from discuss.predictions.models import Question, QuestionRevision, ResolutionEvent, Standing

TITLES = {
    "resolve": "Decided: {title}",
    "annul": "Annulled: {title}",
    "ambiguous": "Without an answer: {title}",
    "reopen": "Open again: {title}",
}
BODIES = {
    "resolve": "The question shows how close your forecast was.",
    "annul": "The question counts for nobody. Its page says why.",
    "ambiguous": "The question could not be decided and counts for nobody. Its page says why.",
    "reopen": "The question waits for an answer again. Its page says why.",
}


FOLLOWERS = "You follow this question. Its page says how it was decided."


def on_resolved(session: Session, event: Resolved) -> None:
    """Tell everybody whose forecast stands, and who follows the question, unless they muted it.

    Three statements, and two for each 500 people.
    """
    step = session.execute(
        select(ResolutionEvent.action, QuestionRevision.short_title)
        .join(Question, Question.id == ResolutionEvent.question_id)
        .join(
            QuestionRevision,
            (QuestionRevision.question_id == Question.id)
            & (QuestionRevision.n == Question.revision_n),
        )
        .where(ResolutionEvent.question_id == event.question_id, ResolutionEvent.seq == event.seq)
    ).one()
    wanted = queries.of_question(session, event.question_id)
    forecasters = session.scalars(
        select(Standing.person_id).where(Standing.question_id == event.question_id)
    ).all()
    heard = [person for person in forecasters if wanted.get(person) is not Attitude.MUTE]
    tell(session, _news(event, step.action, step.short_title), heard, event.now, event.now)
    others = {person for person, each in wanted.items() if each is Attitude.FOLLOW}
    news = _news(event, step.action, step.short_title, for_followers=True)
    tell(session, news, sorted(others - set(forecasters)), event.now, event.now)


def _news(event: Resolved, action: str, short_title: str, *, for_followers: bool = False) -> News:
    own = action == "resolve" and for_followers
    return News(
        about=f"question-{event.question_id}-{event.seq}",
        kind="question",
        title=TITLES[action].format(title=short_title),
        body=FOLLOWERS if own else BODIES[action],
        path=f"/questions/{event.question_id}",
        stream=Stream.QUESTIONS,
    )
