"""Editors look over each row of a group before it is asked."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from discuss.predictions import forms, queries
from discuss.predictions.forms.fields import moment_of
from discuss.predictions.rules.alike import alike
from discuss.predictions.rules.checklist import Check, Finding, Typed, checks
from discuss.predictions.rules.grouping import Row, worded
from discuss.web.transaction import reading


@dataclass(frozen=True, slots=True)
class Checked:
    """A row's list: what is there and what to mend, and which open questions ask the same."""

    label: str
    checks: Sequence[Check]
    near: Sequence[tuple[int, str]]

    @property
    def to_mend(self) -> int:
        """How many lines of the list are to be mended."""
        return sum(each.finding is Finding.MEND for each in self.checks)


def checked_rows(
    values: Mapping[str, Any], own_ids: Collection[int], now: datetime
) -> list[Checked]:
    """Return the list of each row; one statement, and nothing where no row is filled in yet."""
    rows = forms.typed_in_rows(values)
    if not rows or not str(values.get("title", "")).strip():
        return []
    open_now = [each for each in queries.open_titles(reading(), now) if each[0] not in own_ids]
    return [_checked(values, row, open_now, now) for row in rows]


def _checked(
    values: Mapping[str, Any],
    typed: Mapping[str, str],
    open_now: list[tuple[int, str]],
    now: datetime,
) -> Checked:
    row = Row(typed["label"], _moment(typed["due_at"]))
    title = worded(str(values["title"]), row)
    near = alike(title, open_now)
    said = Typed(
        title=title,
        criteria=worded(str(values.get("criteria", "")), row),
        source_name=str(values.get("source_name", "")),
        source_url=str(values.get("source_url", "")),
        close_at=row.due_at or _moment(values.get("close_at")),
    )
    return Checked(row.label or "Row without a label", checks(said, len(near), now), near[:3])


def _moment(typed: object) -> datetime | None:
    """Return the date that was typed; None where it cannot be read."""
    try:
        found = moment_of(typed)
    except ValueError:
        return None
    return found if isinstance(found, datetime) else None
