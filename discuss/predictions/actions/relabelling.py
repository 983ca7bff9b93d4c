"""Which rows of a group get another label or date, and whether they still differ then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from discuss.predictions.models import GroupMember
from discuss.predictions.queries import Grouped
from discuss.predictions.rules.grouping import Row, row_faults


@dataclass(frozen=True, slots=True)
class Relabelling:
    """The rows that change, and a sentence for each that cannot be so, `row-7` for question 7."""

    changed: Sequence[tuple[GroupMember, Row]]
    faults: dict[str, str]


def relabelling(seen: Grouped, rows: Mapping[int, Row]) -> Relabelling:
    """Return what becomes of a group's rows; a date that stays the same day stays as it is."""
    wanted = [_wanted(member, rows.get(member.question_id)) for member in seen.members]
    found = row_faults(wanted, is_nested=seen.group.is_nested)
    return Relabelling(
        changed=[
            (member, row)
            for member, row in zip(seen.members, wanted, strict=True)
            if row != Row(member.label, member.due_at)
        ],
        faults={
            f"row-{member.question_id}": found[f"row-{n}"]
            for n, member in enumerate(seen.members, 1)
            if f"row-{n}" in found
        },
    )


def _wanted(member: GroupMember, row: Row | None) -> Row:
    if row is None:
        return Row(member.label, member.due_at)
    is_same_day = row.due_at and member.due_at and row.due_at.date() == member.due_at.date()
    return Row(row.label, member.due_at) if is_same_day else row
