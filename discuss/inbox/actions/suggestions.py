"""Readers are told what became of the questions they suggested."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.inbox.actions.telling import News, tell
from discuss.inbox.models import Watch
from discuss.inbox.rules import Attitude, Kind, Stream, extract
from discuss.kit.orm import add_missing
from discuss.predictions.actions.events import SuggestionAnswered
from discuss.predictions.models import Question, Suggestion, SuggestionEvent

TITLES = {
    "returned": "Your question was returned with a reason",
    "accepted": "Your question is asked",
    "merged": "Your question is asked already",
}
BODIES = {
    "returned": "You may mend it and send it again.",
    "accepted": "An editor took it up. Its page names you.",
    "merged": "It was merged into a question that asks the same, and you follow that one now.",
}


def on_suggestion_answered(session: Session, event: SuggestionAnswered) -> None:
    """Tell the reader, once a step; who suggested what is asked already follows that question."""
    suggestion = session.get_one(Suggestion, event.suggestion_id)
    step = session.scalars(
        select(SuggestionEvent).where(
            SuggestionEvent.suggestion_id == event.suggestion_id, SuggestionEvent.n == event.n
        )
    ).one()
    news = News(
        about=f"suggestion-{suggestion.id}-{event.n}",
        kind="question",
        title=TITLES[step.kind],
        body=" ".join(filter(None, (extract(step.note), BODIES[step.kind]))),
        path=f"/suggestions/{suggestion.id}",
        stream=Stream.QUESTIONS,
    )
    tell(session, news, [suggestion.person_id], event.now, event.now)
    if step.kind == "merged" and suggestion.question_id is not None:
        _follow(session, suggestion, session.get_one(Question, suggestion.question_id), event)


def _follow(
    session: Session, suggestion: Suggestion, question: Question, event: SuggestionAnswered
) -> None:
    """Let the reader follow the question, unless they follow or muted it already."""
    row = {
        "person_id": suggestion.person_id,
        "kind": Kind.QUESTION.value,
        "place_id": question.id,
        "attitude": Attitude.FOLLOW.value,
        "prompt_id": question.prompt_id,
        "changed_at": event.now,
    }
    add_missing(session, Watch, [row])
