"""A reader's own forecast and everything they did about a question before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from discuss.predictions.models import ForecastEvent
from discuss.predictions.presenters.spreads import said_words
from discuss.predictions.queries import Face, all_options
from discuss.predictions.rules.probability import odds, reading, to_percent
from discuss.predictions.rules.scale import typed
from discuss.predictions.rules.spread import FIELDS

DEEDS = {
    "set": "changed",
    "affirm": "still the same",
    "withdraw": "withdrawn",
    "expire": "expired, as you planned",
    "fold": "an answer was taken away; its share moved to the last one",
}
NOTHING = "–"


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
    """What stands now, or stood until its end, in short."""
    is_outworded: bool = False
    """Whether the question has asked something else since."""
    reason: str = ""
    """Why, in the reader's own line."""
    ends_at: datetime | None = None
    """When it stands no more, or stood no more, by the reader's plan."""
    is_expired: bool = False


def own_card(face: Face) -> Own | None:
    """Return what the reader said and did about a question, if anything."""
    if not face.own:
        return Own(None, "", "", (), has_looked=True, is_withdrawn=False) if _looked(face) else None
    standing, expired = face.standing, face.expired
    said = standing or expired
    probability = standing.probability if standing else None
    return Own(
        percent=None if probability is None else to_percent(probability),
        reading="" if probability is None else reading(probability),
        odds="" if probability is None else odds(probability),
        deeds=[
            OwnDeed(each.created_at, _all_said(each, face), _note(each, number, face), each.reason)
            for number, each in reversed(list(enumerate(face.own)))
        ],
        has_looked=_looked(face),
        is_withdrawn=standing is None,
        words=_said(said, face) if said else "",
        is_outworded=standing is not None and standing.revision_n < face.revision.material_n,
        reason=face.reason if standing else "",
        ends_at=face.end_of(said) if said else None,
        is_expired=expired is not None,
    )


def again(face: Face) -> dict[str, str]:
    """Return what somebody whose forecast has ended would type to make the same once more."""
    last = face.expired
    if last is None:
        return {}
    if last.probability is not None:
        return {"percent": f"{to_percent(last.probability)}"}
    if last.shares is not None:
        return {f"share-{key}": f"{to_percent(share)}" for key, share in last.shares.items()}
    kind, said = face.scale.kind, last.quantiles or {}
    return {name: typed(kind, said[name]) for name in FIELDS if name in said}


def plan_typed(face: Face) -> dict[str, str]:
    """Return the end that was chosen for the last forecast, to be chosen for the next one.

    A date that has passed is not.
    """
    chosen: dict[str, str] = {}
    for event in face.own:
        if event.kind == "set" or event.entered:
            chosen = {k: v for k, v in event.entered.items() if k.startswith("expires_")}
    return {} if face.expired is not None and chosen.get("expires_at") else chosen


def _looked(face: Face) -> bool:
    return face.has_passed


def _said(event: ForecastEvent, face: Face) -> str:
    """Return what one deed said: a percent, the likeliest answer with its share, or a range."""
    if face.is_numeric:
        return said_words(event, face.scale)
    if event.probability is not None:
        return f"{to_percent(event.probability)}%"
    if not event.shares:
        return NOTHING
    key, share = max(event.shares.items(), key=lambda item: float(item[1]))
    return f"{all_options(face.revision).get(key, key)} {to_percent(share)}%"


def _all_said(event: ForecastEvent, face: Face) -> str:
    """Return the same with every share, the largest first."""
    if not event.shares:
        return _said(event, face)
    names, order = all_options(face.revision), sorted(event.shares.items(), key=lambda i: -i[1])
    return ", ".join(f"{names.get(key, key)} {to_percent(share)}%" for key, share in order)


def _note(event: ForecastEvent, number: int, face: Face) -> str:
    """Return what a deed was, and whether it came too late to be scored."""
    note = "first answer" if number == 0 else DEEDS[event.kind]
    knowable = face.ruling.knowable_at if face.ruling else None
    late = knowable is not None and event.created_at >= knowable
    return f"{note}; not scored, the answer was knowable" if late else note
