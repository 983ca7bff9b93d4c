"""Readers suggest questions; editors ask them, return them with a reason, or merge them."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from discuss.accounts.actions.events import Erased
from discuss.accounts.rules import Actor
from discuss.articles.models import Article, Prompt
from discuss.kit.announce import announce
from discuss.kit.errors import Conflict, Invalid, Missing, Refused
from discuss.predictions import policy, queries
from discuss.predictions.actions.commands import Merge, Return, Suggest
from discuss.predictions.actions.events import SuggestionAnswered
from discuss.predictions.models import Question, Suggestion, SuggestionEvent
from discuss.predictions.queries import Suggested
from discuss.predictions.rules.wellformed import words_of

ANSWERED = (
    "This suggestion has been answered meanwhile. Your words are kept below; read the answer first."
)
ERASED = "These words went with the account that wrote them."


def suggest(session: Session, actor: Actor, command: Suggest, now: datetime) -> Suggestion:
    """Suggest a question under an article's prompt, or send a returned one again, mended.

    Sent twice in the same words it is one. Raises `Invalid` with a sentence a field.
    """
    policy.may_suggest(actor).enforce()
    _check(command, now)
    if command.suggestion_id is not None:
        return _again(session, actor, command, now)
    _refuse_hidden(session, command.prompt_id)
    before = queries.same_suggestion(session, command.prompt_id, actor.id, command.title)
    if before is not None:
        return before
    suggestion = Suggestion(prompt_id=command.prompt_id, person_id=actor.id, created_at=now)
    session.add(suggestion)
    session.flush()
    _send(session, suggestion, command, actor, now)
    return suggestion


def _again(session: Session, actor: Actor, command: Suggest, now: datetime) -> Suggestion:
    found = queries.suggested(session, command.suggestion_id or 0, lock=True)
    policy.may_see_suggestion(actor, found.suggestion.person_id).enforce()
    if found.suggestion.person_id != actor.id:
        raise Refused("Only the reader who suggested this sends it again.")
    if found.suggestion.state != "returned":
        raise Conflict(ANSWERED)
    _send(session, found.suggestion, command, actor, now)
    return found.suggestion


def _send(
    session: Session, suggestion: Suggestion, command: Suggest, actor: Actor, now: datetime
) -> None:
    event = _event(suggestion, "sent", actor, now)
    event.title, event.criteria = command.title, command.criteria
    event.source, event.due_at = command.source, command.due_at
    session.add(event)
    suggestion.state, suggestion.n = "waiting", event.n
    session.flush()


def send_back(session: Session, actor: Actor, command: Return, now: datetime) -> Suggestion:
    """Return a suggestion with a reason; the reader may mend it and send it again."""
    found = _waiting(session, actor, command.suggestion_id, command.seen_n)
    if not command.note.strip():
        sentence = "Say what the reader should mend, or why it is not asked."
        raise Invalid(sentence, {"note": sentence})
    return _answer(session, found, actor, now, "returned", command.note)


def merge(session: Session, actor: Actor, command: Merge, now: datetime) -> Suggestion:
    """Merge a suggestion into a question that asks the same; the reader follows that one."""
    found = _waiting(session, actor, command.suggestion_id, command.seen_n)
    question = session.get(Question, command.question_id or 0)
    if question is None or not queries.is_public(session, question):
        sentence = "Give the number of a question that readers can see."
        raise Invalid(sentence, {"question_id": sentence})
    found.suggestion.question_id = question.id
    return _answer(session, found, actor, now, "merged", command.note)


def accept(
    session: Session, actor: Actor, suggestion_id: int, question: Question, now: datetime
) -> None:
    """Let a suggestion have become a question, which credits the reader."""
    found = queries.suggested(session, suggestion_id, lock=True)
    if found.suggestion.state == "accepted" and found.suggestion.question_id == question.id:
        return
    if found.suggestion.state != "waiting":
        raise Conflict(ANSWERED)
    found.suggestion.question_id = question.id
    _answer(session, found, actor, now, "accepted", "")


def _waiting(session: Session, actor: Actor, suggestion_id: int, seen_n: int) -> Suggested:
    policy.may_ask(actor).enforce()
    found = queries.suggested(session, suggestion_id, lock=True)
    if found.suggestion.state != "waiting" or found.suggestion.n != seen_n:
        raise Conflict(ANSWERED)
    return found


def _answer(  # noqa: PLR0913, PLR0917 - who answers what, how, when, and in which words
    session: Session, found: Suggested, actor: Actor, now: datetime, kind: str, note: str
) -> Suggestion:
    event = _event(found.suggestion, kind, actor, now)
    event.note = note.strip()
    session.add(event)
    found.suggestion.state, found.suggestion.n = kind, event.n
    session.flush()
    announce(session, SuggestionAnswered(found.suggestion.id, event.n, now))
    return found.suggestion


def _event(suggestion: Suggestion, kind: str, actor: Actor, now: datetime) -> SuggestionEvent:
    return SuggestionEvent(
        suggestion_id=suggestion.id,
        n=suggestion.n + 1,
        kind=kind,
        person_id=actor.id,
        created_at=now,
    )


def _check(command: Suggest, now: datetime) -> None:
    """Raise `Invalid` unless the reader named what a question needs."""
    found = words_of(command.title, command.criteria, command.source)
    if "source_name" in found:  # whether a name or an address, readers have one field for both
        found["source"] = found.pop("source_name")
    if command.due_at is None or command.due_at <= now:
        found["due_at"] = "Choose a date in the future by which it will be known."
    if found:
        raise Invalid("The suggestion is not complete yet.", found)


def _refuse_hidden(session: Session, prompt_id: int) -> None:
    """Raise `Missing` unless the prompt stands under a published article."""
    is_public = session.scalar(
        select(Prompt.id)
        .join(Article, Article.id == Prompt.article_id)
        .where(Prompt.id == prompt_id, Article.published_at.is_not(None))
    )
    if is_public is None:
        raise Missing("There is no article at this address.")


def on_erased(session: Session, event: Erased) -> None:
    """Take the words of a deleted account out of its suggestions."""
    session.execute(
        update(SuggestionEvent)
        .where(SuggestionEvent.person_id == event.person_id, SuggestionEvent.kind == "sent")
        .values(title=ERASED, criteria=ERASED, source="")
    )
