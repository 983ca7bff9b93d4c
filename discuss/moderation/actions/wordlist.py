"""The list of suspect words is kept: rules are added and retired, never edited or deleted."""

from datetime import datetime

from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.kit.audit import digest
from discuss.kit.errors import Conflict, Invalid, Missing
from discuss.moderation import policy, queries
from discuss.moderation.actions.commands import AddWord
from discuss.moderation.actions.recording import record
from discuss.moderation.models import WordRetirement, WordRule
from discuss.moderation.rules.words import folded_phrase, phrase_fault


def add_word(session: Session, actor: Actor, command: AddWord, now: datetime) -> WordRule:
    """Put a word or phrase on the list, with what it would have held in the last 30 days.

    Raises `Invalid` for a phrase that cannot be matched or is on the list already.
    """
    policy.may_edit_words(actor).enforce()
    fault = phrase_fault(command.phrase)
    folded = folded_phrase(command.phrase)
    if fault is None and queries.is_listed(session, folded):
        fault = "This is on the list already, in this or another spelling."
    if fault is not None:
        raise Invalid(fault, {"phrase": fault})
    rule = WordRule(
        phrase=command.phrase,
        folded=folded,
        note=command.note,
        added_by_id=actor.id,
        added_at=now,
        would_have_held=queries.trial(session, command.phrase, now).held,
    )
    session.add(rule)
    session.flush()
    record(session, actor, "word", f"word:{rule.id}", now, words=digest(rule.folded))
    return rule


def retire_word(
    session: Session, actor: Actor, rule_id: int, note: str, now: datetime
) -> WordRetirement:
    """Take a rule off the list; it stays in the list's history."""
    policy.may_edit_words(actor).enforce()
    if session.get(WordRule, rule_id) is None:
        raise Missing("There is no such rule.")
    if session.get(WordRetirement, rule_id) is not None:
        raise Conflict("This rule is off the list already.")
    row = WordRetirement(rule_id=rule_id, person_id=actor.id, note=note, created_at=now)
    session.add(row)
    session.flush()
    record(session, actor, "word_retired", f"word:{rule_id}", now)
    return row
