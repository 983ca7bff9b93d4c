"""Forecasters are told what becomes of their questions: what is proposed, and what is decided."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.inbox import queries
from discuss.inbox.actions.reminding import forget_reminders
from discuss.inbox.actions.telling import News, tell
from discuss.inbox.rules import Attitude, Stream
from discuss.predictions.actions.events import AskedAnew, Proposed, Replied, Resolved
from discuss.predictions.models import (
    OutcomeObjection,
    ProposedOutcome,
    Question,
    QuestionRevision,
    ResolutionEvent,
    Standing,
)
from discuss.predictions.queries import outcome_label, stands_at

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
CHANGED = "Was {before}, now {now}. {reason}"
PLAIN = {"annul": "annulled", "ambiguous": "without an answer"}


def on_resolved(session: Session, event: Resolved) -> None:
    """Tell everybody whose forecast stands, and who follows the question, unless they muted it.

    Five statements, and two for each 500 people.
    """
    forget_reminders(session, event.question_id, event.now)
    revision = _revision(session, event.question_id)
    steps = session.scalars(
        select(ResolutionEvent)
        .where(
            ResolutionEvent.question_id == event.question_id,
            ResolutionEvent.seq.in_([event.seq - 1, event.seq]),
        )
        .order_by(ResolutionEvent.seq)
    ).all()
    news = _news(event, steps[-1], revision)
    before = steps[0] if len(steps) > 1 else None
    if before is not None and "reopen" not in {before.action, steps[-1].action}:
        news = _changed(news, before, steps[-1], revision)
        _tell_all(session, news, news, event.question_id, event.now)
        return
    followers = FOLLOWERS if steps[-1].action == "resolve" else news.body
    _tell_all(session, news, replace(news, body=followers), event.question_id, event.now)


def on_asked_anew(session: Session, event: AskedAnew) -> None:
    """Tell the same people that the question asks something else, and why."""
    forget_reminders(session, event.question_id, event.now)
    revision = _revision(session, event.question_id)
    news = News(
        about=f"question-{event.question_id}-revision-{event.n}",
        kind="question",
        title=f"The wording changed: {revision.short_title}",
        body=f"{revision.reason} Look again, and say whether your forecast still stands.",
        path=f"/questions/{event.question_id}",
        stream=Stream.QUESTIONS,
    )
    followers = replace(news, body=revision.reason)
    _tell_all(session, news, followers, event.question_id, event.now)


def on_proposed(session: Session, event: Proposed) -> None:
    """Tell the same people which outcome is proposed, and until when they may object."""
    forget_reminders(session, event.question_id, event.now)
    proposed = session.get_one(ProposedOutcome, event.proposed_id)
    revision = _revision(session, event.question_id)
    until = proposed.objections_until
    news = News(
        about=f"question-{event.question_id}-proposed-{proposed.id}",
        kind="question",
        title=f"Proposed: {_words(proposed, revision)} – {revision.short_title}",
        body=f"You may object until {until.day} {until:%B %Y, %H:%M} UTC, with a source.",
        path=f"/questions/{event.question_id}",
        stream=Stream.QUESTIONS,
    )
    _tell_all(session, news, news, event.question_id, event.now)


def on_replied(session: Session, event: Replied) -> None:
    """Tell who objected what an editor answered."""
    objection = session.get_one(OutcomeObjection, event.objection_id)
    upheld = objection.verdict == "upheld"
    news = News(
        about=f"outcome-objection-{objection.id}",
        kind="question",
        title=f"Your objection was answered: {_revision(session, event.question_id).short_title}",
        body="The outcome stands as proposed. The answer says why."
        if upheld
        else "You were right: the proposed outcome is taken back.",
        path=f"/questions/{event.question_id}",
        stream=Stream.QUESTIONS,
    )
    tell(session, news, [objection.person_id], event.now, event.now)


def _tell_all(
    session: Session, news: News, for_followers: News, question_id: int, now: datetime
) -> None:
    """Tell everybody whose forecast stands, and who only follows, unless they muted it."""
    wanted = queries.of_question(session, question_id)
    forecasters = session.scalars(
        select(Standing.person_id)
        .join(Person, Person.id == Standing.person_id)
        .where(Standing.question_id == question_id, Person.role != "guest", stands_at(now))
    ).all()
    heard = [person for person in forecasters if wanted.get(person) is not Attitude.MUTE]
    tell(session, news, heard, now, now)
    others = {person for person, each in wanted.items() if each is Attitude.FOLLOW}
    tell(session, for_followers, sorted(others - set(forecasters)), now, now)


def _revision(session: Session, question_id: int) -> QuestionRevision:
    return session.scalars(
        select(QuestionRevision)
        .join(
            Question,
            (QuestionRevision.question_id == Question.id)
            & (QuestionRevision.n == Question.revision_n),
        )
        .where(Question.id == question_id)
    ).one()


def _news(event: Resolved, step: ResolutionEvent, revision: QuestionRevision) -> News:
    return News(
        about=f"question-{event.question_id}-{event.seq}",
        kind="question",
        title=TITLES[step.action].format(title=revision.short_title),
        body=BODIES[step.action],
        path=f"/questions/{event.question_id}",
        stream=Stream.QUESTIONS,
    )


def _changed(
    news: News, before: ResolutionEvent, step: ResolutionEvent, revision: QuestionRevision
) -> News:
    """Return the news of a ruling that replaces another one: what was, what is, and why."""
    said = CHANGED.format(
        before=_words(before, revision), now=_words(step, revision), reason=step.note
    )
    return replace(news, title=f"Decided anew: {revision.short_title}", body=said.strip())


def _words(step: ResolutionEvent | ProposedOutcome, revision: QuestionRevision) -> str:
    return PLAIN.get(step.action) or outcome_label(revision, step.outcome)
