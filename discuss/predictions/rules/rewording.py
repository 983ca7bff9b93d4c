"""Whether a new wording asks something else, so that forecasters should look again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Asked:
    """What a revision asks: everything on which a forecast stands."""

    title: str
    criteria: str
    source_name: str
    options: Sequence[tuple[str, str]]
    """The answers that take shares: key and label, in order."""
    scale: Mapping[str, Any]
    """Of a number or a date: its bounds and unit."""
    open_at: datetime
    close_at: datetime
    resolve_by: datetime

    @classmethod
    def of(cls, revision: Any) -> "Asked":  # noqa: ANN401 - a stored revision
        """Return what a stored revision asks."""
        return cls(
            title=revision.title,
            criteria=revision.criteria,
            source_name=revision.source_name,
            options=[(each["key"], each["label"]) for each in revision.options if each["live"]],
            scale=revision.scale,
            open_at=revision.open_at,
            close_at=revision.close_at,
            resolve_by=revision.resolve_by,
        )


def is_material(before: Asked, after: Asked) -> bool:
    """Say whether the words, the answers, the bounds, the source or the dates differ.

    The short name, the address of the source, and when numbers are shown may change without anybody
    having to look again.
    """
    return before != after
