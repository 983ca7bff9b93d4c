"""The sealed forecast of an article's author, before and after it is opened."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel

from discuss.predictions.models import SealedForecast
from discuss.predictions.presenters.spreads import between
from discuss.predictions.queries import Face, Sealed, all_options, order_of, sealed_content
from discuss.predictions.rules import figures
from discuss.predictions.rules.lifecycle import State, is_over
from discuss.predictions.rules.probability import to_percent
from discuss.predictions.rules.receipts import canonical
from discuss.predictions.rules.ruled import place_of
from discuss.predictions.rules.scoring import Case, Parts, Value, shown_kind
from discuss.predictions.rules.standing import Event, Window, stretches


@dataclass(frozen=True, slots=True)
class Opened:
    """What was sealed, all that is needed to check the seal by hand, and what it earned."""

    said: str
    content: str
    salt: str
    score: str
    """Empty before the question is decided, and where the seal came too late to be scored."""


@dataclass(frozen=True, slots=True)
class SealedCard:
    """Whose forecast was sealed, by whom and when; what it says only once it is opened."""

    author: str
    sealed_by: str
    """The editor who sealed it for the author; empty where the author did."""
    at: datetime
    digest: str
    opened: Opened | None


class OpenedOut(BaseModel):
    """What was sealed, with all that is needed to check the digest, and what it earned.

    The digest is the SHA-256 of three lines: 64 zeros, `content` and `salt`.
    """

    said: str
    content: str
    salt: str
    score: float | None


class SealedOut(BaseModel):
    """An author's sealed forecast; `opened` is null until the question closes."""

    question_id: int
    author: str
    sealed_by: str
    sealed_at: datetime
    digest: str
    opened: OpenedOut | None


def sealed_out(face: Face, card: SealedCard) -> SealedOut:
    """Return an author's sealed forecast as JSON."""
    return SealedOut(
        question_id=face.question.id,
        author=card.author,
        sealed_by=card.sealed_by,
        sealed_at=card.at,
        digest=card.digest,
        opened=None
        if card.opened is None
        else OpenedOut(
            said=card.opened.said,
            content=card.opened.content,
            salt=card.opened.salt,
            score=float(card.opened.score) if card.opened.score else None,
        ),
    )


def sealed_card(face: Face, found: Sealed | None, byline: str) -> SealedCard | None:
    """Return the card of an author's sealed forecast, None where there is none."""
    if found is None:
        return None
    forecast = found.forecast
    is_own = forecast.author_id == forecast.sealed_by_id
    return SealedCard(
        author=found.author or byline or "The author of the article",
        sealed_by="" if is_own else found.sealed_by,
        at=forecast.created_at,
        digest=forecast.digest,
        opened=_opened(face, forecast) if is_over(face.state) or face.rulings else None,
    )


def _opened(face: Face, forecast: SealedForecast) -> Opened:
    earned = _earned(face, forecast)
    return Opened(
        said=_said(face, forecast),
        content=canonical(sealed_content(forecast)),
        salt=forecast.salt,
        score="" if earned is None else f"{earned:.{3 if face.is_numeric else 2}f}",
    )


def _said(face: Face, forecast: SealedForecast) -> str:
    if forecast.quantiles is not None:
        low, guess, high = (forecast.quantiles[name] for name in ("low", "guess", "high"))
        scale = face.scale
        return f"{figures.with_unit(scale, guess)} ({between(scale, low, high)})"
    if forecast.shares is None:
        return f"{to_percent(forecast.probability or 0.0)}%"
    labels = all_options(face.revision)
    return ", ".join(
        f"{labels.get(key, key)} {to_percent(share)}%" for key, share in forecast.shares.items()
    )


def _earned(face: Face, forecast: SealedForecast) -> float | None:
    """Return the score that readers are shown, over the time since it was sealed."""
    ruling = face.ruling
    if ruling is None or face.state is not State.RESOLVED:
        return None
    window = Window.of(face.revision.open_at, face.revision.close_at, ruling.knowable_at)
    value: Value = forecast.cdf or forecast.shares or forecast.probability or 0.0
    parts: Parts = stretches([Event(forecast.created_at, 0, value)], window)
    place = place_of(face.scale, ruling.outcome) if face.is_numeric else 0.0
    order = order_of(face.revision, ruling.outcome)
    told = (face.question.kind, ruling.outcome, window)
    case = Case(*told, {0: parts}, {}, place=place, order=order)
    earned = shown_kind(case).of_readers(case).get(0)
    return None if earned is None else earned.value
