"""Which decisions stand: those that nobody took back within their first seconds."""

from sqlalchemy import ColumnElement, exists
from sqlalchemy.orm import aliased
from sqlalchemy.orm.util import AliasedClass

from discuss.moderation.models import Decision, Reversal


def stands(decision: type[Decision] | AliasedClass[Decision] = Decision) -> ColumnElement[bool]:
    """Return whether a decision, or one under another name in a statement, was not taken back."""
    return ~exists(Reversal.decision_id).where(Reversal.decision_id == decision.id)


def is_overtaken() -> ColumnElement[bool]:
    """Return whether a later decision about the same comment stands."""
    later = aliased(Decision)
    return exists().where(later.case_id == Decision.case_id, later.id > Decision.id, stands(later))
