"""A reader's own forecast and everything they did about a question before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from discuss.predictions.models import ForecastEvent
from discuss.predictions.presenters.spreads import said_words
from discuss.predictions.queries import Face, all_options
from discuss.predictions.rules.probability import odds, reading, to_percent

DEEDS = {
    "set": "changed",
    "affirm": "still the same",
    "withdraw": "withdrawn",
    "fold": "an answer was taken away; its share moved to the last one",
}


@dataclass(frozen=True, slots=True)
class OwnDeed:
    """One entry of the reader's own history."""

    at: datetime
    said: str
    note: str
    reason: str


@dataclass(frozen=True, slots=True)
class Own:
    """The reader's own forecast as it stands, and everything they said before."""

    percent: int | None
    reading: str
    odds: str
    deeds: Sequence[OwnDeed]
    has_looked: bool
    is_withdrawn: bool
    words: str = ""
    """What stands now, in short."""
    is_outworded: bool = False
    """Whether the question has asked something else since."""
    reason: str = ""
    """Why, in the reader's own line."""


def own_card(face: Face) -> Own | None:
    """Return what the reader said and did about a question, if anything."""
    if not face.own:
        return Own(None, "", "", (), has_looked=True, is_withdrawn=False) if _looked(face) else None
    standing = face.standing
    probability = standing.probability if standing else None
    return Own(
        percent=None if probability is None else to_percent(probability),
        reading="" if probability is None else reading(probability),
        odds="" if probability is None else odds(probability),
        deeds=[
            OwnDeed(each.created_at, _said(each, face), _note(each, number, face), each.reason)
            for number, each in reversed(list(enumerate(face.own)))
        ],
        has_looked=_looked(face),
        is_withdrawn=standing is None,
        words=_said(standing, face) if standing else "",
        is_outworded=standing is not None and standing.revision_n < face.revision.material_n,
        reason=face.reason if standing else "",
    )


def _looked(face: Face) -> bool:
    return face.has_passed


def _said(event: ForecastEvent, face: Face) -> str:
    """Return what one deed said: a percent, the likeliest answer with its share, or a range."""
    if face.is_numeric:
        return said_words(event, face.scale)
    if event.probability is not None:
        return f"{to_percent(event.probability)}%"
    if not event.shares:
        return "–"
    key, share = max(event.shares.items(), key=lambda item: float(item[1]))
    return f"{all_options(face.revision).get(key, key)} {to_percent(share)}%"


def _note(event: ForecastEvent, number: int, face: Face) -> str:
    """Return what a deed was, and whether it came too late to be scored."""
    note = "first answer" if number == 0 else DEEDS[event.kind]
    knowable = face.ruling.knowable_at if face.ruling else None
    late = knowable is not None and event.created_at >= knowable
    return f"{note}; not scored, the answer was knowable" if late else note
