"""Forecasters are told what became of their questions."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.inbox.actions.telling import News, tell
from discuss.inbox.rules import Stream
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


def on_resolved(session: Session, event: Resolved) -> None:
    """Tell everybody whose forecast stands; two statements, and two for each 500 people."""
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
    people = session.scalars(
        select(Standing.person_id).where(Standing.question_id == event.question_id)
    ).all()
    news = News(
        about=f"question-{event.question_id}-{event.seq}",
        kind="question",
        title=TITLES[step.action].format(title=step.short_title),
        body=BODIES[step.action],
        path=f"/questions/{event.question_id}",
        stream=Stream.QUESTIONS,
    )
    tell(session, news, people, event.now, event.now)
