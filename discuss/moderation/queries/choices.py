"""Who set what, when and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.kit.chosen import Choice

MOST = 100
"""Changes of one setting that are shown, newest first."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A change with the name of whoever made it."""

    choice: Choice
    by: str


def changes_of(session: Session, name: str) -> Sequence[Changed]:
    """Return the changes of a setting, newest first, at most a hundred; one statement."""
    rows = session.execute(
        _named().where(Choice.name == name).order_by(Choice.n.desc()).limit(MOST)
    )
    return [Changed(*row) for row in rows]


def latest_changes(session: Session) -> Mapping[str, Changed]:
    """Return the latest change of each setting that was ever changed, by name; one statement."""
    newest = select(Choice.name, func.max(Choice.n)).group_by(Choice.name)
    rows = session.execute(_named().where(tuple_(Choice.name, Choice.n).in_(newest)))
    return {row[0].name: Changed(*row) for row in rows}


def _named() -> Select[*tuple[Any, ...]]:
    return select(Choice, Person.name).join(Person, Person.id == Choice.person_id)
