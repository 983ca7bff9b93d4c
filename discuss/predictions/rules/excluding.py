"""Whose forecasts count in the crowd at an instant, where somebody's are left out of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from discuss.predictions.rules.lapsing import ENDS
from discuss.predictions.rules.standing import Stretch

MOST: Final = 50
"""People whose forecasts are left out by one decision."""
AGAIN: Final = frozenset({"affirm", "fold"})
"""Events after which the same forecast stands."""


@dataclass(frozen=True, slots=True)
class Span:
    """A time over which somebody's forecasts are left out: [start, end), or until it is lifted."""

    start: datetime
    end: datetime | None = None

    def holds(self, at: datetime) -> bool:
        """Say whether they are left out at an instant."""
        return self.start <= at and (self.end is None or at < self.end)

    def meets(self, other: "Span") -> bool:
        """Say whether two spans have an instant in common."""
        begins = self.end is None or other.start < self.end
        return begins and (other.end is None or self.start < other.end)


EVER: Final = Span(datetime.min.replace(tzinfo=UTC))

Apart = Mapping[int, Sequence[Span]]
"""By person, when their forecasts are left out."""


def is_apart(apart: Apart, person_id: int, at: datetime) -> bool:
    """Say whether somebody's forecasts are left out at an instant."""
    return any(span.holds(at) for span in apart.get(person_id, ()))


def apart_at(apart: Apart, at: datetime) -> set[int]:
    """Return everybody whose forecasts are left out at an instant."""
    return {person_id for person_id in apart if is_apart(apart, person_id, at)}


def until_over(apart: Apart, close_at: datetime, decided_at: datetime | None = None) -> Apart:
    """Return the same where nothing begins or ends once a question is over.

    Whoever is left out when it closes, or when the ruling in force is made, stays so.
    """
    found = {
        person_id: [
            Span(span.start, taken_end(span.end, close_at, decided_at))
            for span in spans
            if not _is_over(span.start, close_at, decided_at)
        ]
        for person_id, spans in apart.items()
    }
    return {person_id: spans for person_id, spans in found.items() if spans}


def taken_end(
    end: datetime | None, close_at: datetime, decided_at: datetime | None = None
) -> datetime | None:
    """Return the end of an exclusion, None where the question is over before it comes."""
    return None if end is None or _is_over(end, close_at, decided_at) else end


def _is_over(at: datetime, close_at: datetime, decided_at: datetime | None) -> bool:
    return at >= close_at or (decided_at is not None and at > decided_at)


def edges(apart: Apart, until: datetime) -> list[datetime]:
    """Return the instants up to `until` at which somebody's begin or cease to be left out."""
    spans = [span for each in apart.values() for span in each]
    found = {span.start for span in spans} | {span.end for span in spans if span.end is not None}
    return sorted(each for each in found if each <= until)


def counted(
    held: Mapping[int, Sequence[Stretch[Any]]], apart: Apart
) -> dict[int, list[Stretch[Any]]]:
    """Return what everybody held and when, without the time over which it is left out."""
    found = {}
    for person_id, parts in held.items():
        kept = list(parts)
        for span in apart.get(person_id, ()):
            kept = [piece for part in kept for piece in _around(part, span)]
        found[person_id] = kept
    return found


def uncounted(
    held: Mapping[int, Sequence[Stretch[Any]]], apart: Apart
) -> dict[int, list[Stretch[Any]]]:
    """Return what those who are left out held and when, over the time over which it is left out."""
    return {
        person_id: [
            piece
            for part in held.get(person_id, ())
            for span in spans
            for piece in _within(part, span)
        ]
        for person_id, spans in apart.items()
    }


def _within(part: Stretch[Any], span: Span) -> Iterable[Stretch[Any]]:
    """Yield what of a stretch lies within a span."""
    start = max(part.start, span.start)
    end = part.end if span.end is None else min(part.end, span.end)
    if start < end:
        yield Stretch(start, end, part.value)


def _around(part: Stretch[Any], span: Span) -> Iterable[Stretch[Any]]:
    """Yield what of a stretch lies before a span and what lies after it."""
    if part.start < span.start:
        yield Stretch(part.start, min(part.end, span.start), part.value)
    if span.end is not None and span.end < part.end:
        yield Stretch(max(part.start, span.end), part.end, part.value)


def how_many(log: Sequence[tuple[datetime, str]], span: Span) -> int:
    """Return how many forecasts of one person stood within a span, from their deeds in order.

    To say that the same still stands makes no other forecast.
    """
    ends = [at for at, _ in log[1:]]
    found, is_counted = 0, False
    for place, (at, kind) in enumerate(log):
        if kind in ENDS:
            is_counted = False
            continue
        is_counted = is_counted and kind in AGAIN
        until = ends[place] if place < len(ends) else None
        if not is_counted and span.meets(Span(at, until)):
            found, is_counted = found + 1, True
    return found
