"""Conditions that many reads share: which decisions stand, and which cases are of a section."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, exists, func, select
from sqlalchemy.orm import aliased
from sqlalchemy.orm.util import AliasedClass

from discuss.moderation.models import Case, Decision, Reversal, Sanction, SanctionStep


def stands(decision: type[Decision] | AliasedClass[Decision] = Decision) -> ColumnElement[bool]:
    """Return whether a decision, or one under another name in a statement, was not taken back."""
    return ~exists(Reversal.decision_id).where(Reversal.decision_id == decision.id)


def is_overtaken() -> ColumnElement[bool]:
    """Return whether a later decision about the same comment stands."""
    later = aliased(Decision)
    return exists().where(later.case_id == Decision.case_id, later.id > Decision.id, stands(later))


def shortened_to() -> ScalarSelect[datetime | None]:
    """Return when a sanction ends since an objection to it was answered so."""
    return (
        select(func.min(SanctionStep.ends_at))
        .where(SanctionStep.sanction_id == Sanction.id, SanctionStep.kind == "shortened")
        .correlate(Sanction)
        .scalar_subquery()
    )


def in_sections(sections: Collection[str]) -> list[ColumnElement[bool]]:
    """Return what keeps cases to some sections; nothing where none is named: the whole site."""
    return [Case.section.in_(sorted(sections))] if sections else []
