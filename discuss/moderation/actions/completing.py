"""A decision is completed with what follows from its reason, or refused for what it lacks."""

from dataclasses import replace

from discuss.accounts.rules import ENGLISH
from discuss.kit.errors import Invalid
from discuss.moderation.actions.commands import Answer, Decide
from discuss.moderation.models import Decision
from discuss.moderation.rules.clauses import CURRENT
from discuss.moderation.rules.outcomes import ILLEGAL
from discuss.moderation.rules.phrases import instead
from discuss.moderation.rules.reasons import BY_CODE

KEPT = "Say why it is kept: whoever sent the legal notice reads it."
BACK = "Say why the comment comes back: the author reads it."


def completed(command: Decide, source: str, language: str = ENGLISH) -> Decide:
    """Return a decision with its reason, rule and words; raise `Invalid` for what it lacks.

    Where a moderator adds no words, the reason's own stand for them, in the author's `language`.
    """
    if command.outcome == "approve":
        return _explained(command, KEPT if source == "notice" else "")
    if command.outcome == "restore":
        return _explained(command, BACK)
    return _illegal(command) if command.outcome == ILLEGAL else _rejected(command, language)


def _explained(command: Decide, needs_words: str) -> Decide:
    """Return a decision for a comment, with words only where they are needed."""
    if needs_words and not command.explanation:
        raise Invalid(needs_words, {"explanation": needs_words})
    return _with(command, "", "", command.explanation if needs_words else "")


def _illegal(command: Decide) -> Decide:
    lacks = {}
    if not command.law:
        lacks["law"] = "Name the law that it breaks: the author reads it."
    if not command.explanation:
        lacks["explanation"] = "Write why it breaks this law: the author reads it."
    if lacks:
        one = next(iter(lacks.values()))
        raise Invalid(one if len(lacks) == 1 else "Some fields need another look.", lacks)
    return replace(command, reason="ILLEGAL", clause="")


def _rejected(command: Decide, language: str) -> Decide:
    reason = BY_CODE.get(command.reason)
    if reason is None:
        raise Invalid("Choose a reason.", {"reason": "Choose a reason."})
    if reason.needs_words and not command.explanation:
        sentence = "Write to the author what this is about: the reason alone does not say it."
        raise Invalid(sentence, {"explanation": sentence})
    clause = CURRENT.get(command.clause or reason.clause)
    if clause is None:
        sentence = "Choose the house rule that this falls under."
        raise Invalid(sentence, {"clause": sentence})
    message = instead(language, f"reason.{reason.code}", reason.message)
    return _with(command, reason.code, clause.reference, command.explanation or message)


def _with(command: Decide, reason: str, clause: str, explanation: str) -> Decide:
    return replace(
        command, reason=reason, clause=clause, explanation=explanation, law="", territory=""
    )


def other_reason(command: Answer, decision: Decision) -> tuple[str, str]:
    """Return for which other reason and rule a decision stands; raise `Invalid` without one.

    What is against the law is removed as that by an admin or two people, never by an answer.
    """
    reason = BY_CODE.get(command.reason)
    if reason is None or reason.code == "ILLEGAL":
        sentence = "Choose the reason for which it stands."
        raise Invalid(sentence, {"reason": sentence})
    clause = CURRENT.get(command.clause or reason.clause)
    if clause is None:
        sentence = "Choose the house rule that this falls under."
        raise Invalid(sentence, {"clause": sentence})
    if (reason.code, clause.reference) == (decision.reason, decision.clause):
        sentence = "It was decided for this reason. Choose another one, or let the decision stand."
        raise Invalid(sentence, {"reason": sentence})
    return reason.code, clause.reference
