"""The lists of words and domains are kept: rules are added and retired, never edited or deleted."""

from datetime import datetime

from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.kit.audit import digest
from discuss.kit.errors import Conflict, Invalid, Missing
from discuss.moderation import policy, queries
from discuss.moderation.actions.commands import AddWord
from discuss.moderation.actions.recording import record
from discuss.moderation.models import WordRetirement, WordRule
from discuss.moderation.rules.lists import fault_of, folded_rule, kept


def add_word(session: Session, actor: Actor, command: AddWord, now: datetime) -> WordRule:
    """Put a rule on a list, with what it would have caught in the last 30 days.

    Raises `Invalid` for one that cannot be matched or is on that list already.
    """
    policy.may_edit_words(actor).enforce()
    kind, phrase = command.kind, kept(command.kind, command.phrase)
    fault = fault_of(kind, phrase)
    folded = folded_rule(kind, phrase)
    if fault is None and queries.is_listed(session, kind, folded):
        fault = "This is on the list already, in this or another spelling."
    if fault is not None:
        raise Invalid(fault, {"phrase": fault})
    rule = WordRule(
        phrase=phrase,
        kind=kind,
        folded=folded,
        note=command.note,
        added_by_id=actor.id,
        added_at=now,
        would_have_held=queries.trial(session, kind, phrase, now).held,
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
