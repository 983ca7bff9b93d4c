"""Whose forecasts count: the latest on a question, what is left out, and what it changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel

from discuss.kit.text import counted
from discuss.moderation.presenters.sanctions import SanctionCard
from discuss.moderation.presenters.sanctions_out import SanctionOut, sanction_out
from discuss.moderation.queries import Spoken
from discuss.predictions.models import ForecastEvent
from discuss.predictions.presenters import Compared, compared
from discuss.predictions.queries import Counted, Face, all_options
from discuss.predictions.rules.burst import burst
from discuss.predictions.rules.crowd import bin_of
from discuss.predictions.rules.figures import with_unit
from discuss.predictions.rules.probability import to_percent

STANDING = ("All forecasts", "What counts")
PREVIEW = ("As it is now", "Without these")


@dataclass(frozen=True, slots=True)
class SpokenRow:
    """One of the latest forecasts, whose it is, and how old the account is."""

    handle: str
    name: str
    is_guest: bool
    since: datetime
    at: datetime
    said: str
    has_looked: bool
    is_left_out: bool
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class PreviewCard:
    """What leaving these forecasts out would change."""

    words: str
    compared: Compared


class ExclusionsOut(BaseModel):
    """The decisions that leave forecasts out of a crowd, newest first, those that ended too."""

    exclusions: list[SanctionOut]


def spoken_rows(found: Sequence[Spoken], face: Face, ticked: Sequence[str]) -> list[SpokenRow]:
    """Return the latest forecasts for the desk."""
    return [
        SpokenRow(
            handle=each.handle,
            name=each.name,
            is_guest=each.role == "guest",
            since=each.since,
            at=each.event.created_at,
            said=_said(each.event, face),
            has_looked=each.event.exposure == "exposed",
            is_left_out=each.is_left_out,
            is_ticked=each.handle in ticked,
        )
        for each in found
    ]


def burst_words(late: Sequence[ForecastEvent], early: Sequence[ForecastEvent], face: Face) -> str:
    """Return a sentence where what was said lately stands out, empty where it does not."""
    found = burst([_place(each, face) for each in late], [_place(each, face) for each in early])
    if found is None:
        return ""
    place = next(_said(each, face) for each in late if _place(each, face) == found.place)
    before = "Nobody had forecast before."
    if found.of_early:
        before = f"Of {found.of_early} before, {found.early} did."
    return (
        f"Within the hour up to the latest, {found.late} of {found.of_late} forecasts lie within "
        f"five points of the scale, such as {place}. {before}"
    )


def standing_chart(
    face: Face, everybody: Sequence[Counted], counting: Sequence[Counted]
) -> Compared:
    """Return how the crowd moved with everybody, and with those who count."""
    return compared(face, everybody, counting, STANDING)


def preview_card(
    face: Face, now: Sequence[Counted], then: Sequence[Counted], *, forecasts: int, people: int
) -> PreviewCard:
    """Return what would change: in a sentence, and as two lines."""
    lines = compared(face, now, then, PREVIEW)
    before, after = (each.now for each in lines.drawn)
    left = counted(forecasts, "forecast", "forecasts")
    who = counted(people, "person", "people")
    verb = "is" if forecasts == 1 else "are"
    return PreviewCard(f"Median {before} → {after}. {left} of {who} {verb} left out.", lines)


def exclusions_out(cards: Sequence[SanctionCard]) -> ExclusionsOut:
    """Return what is left out of a crowd, for programs."""
    return ExclusionsOut(exclusions=[sanction_out(each) for each in cards])


def _place(event: ForecastEvent, face: Face) -> tuple[str, int]:
    """Return in which five points of its scale a forecast lies; of a choice, of which answer."""
    if event.quantiles is not None:
        place = min(1.0, max(0.0, face.scale.place(event.quantiles["guess"])))
        return "", bin_of(place)
    if event.probability is not None:
        return "", bin_of(event.probability)
    key, share = max((event.shares or {"": 0.0}).items(), key=lambda pair: float(pair[1]))
    return key, bin_of(float(share))


def _said(event: ForecastEvent, face: Face) -> str:
    """Return what somebody forecast, in short."""
    if event.quantiles is not None:
        return with_unit(face.scale, event.quantiles["guess"])
    if event.probability is not None:
        return f"{to_percent(event.probability)}%"
    labels, shares = all_options(face.revision), event.shares or {}
    return ", ".join(f"{labels.get(key, key)} {to_percent(each)}%" for key, each in shares.items())
