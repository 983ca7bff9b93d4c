"""Forecasts on comments: then and now, or a mask without any number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from discuss.comments.queries import Stamp
from discuss.predictions.presenters import QuantilesOut, quantiles_out
from discuss.predictions.queries import OwnStanding
from discuss.predictions.rules.figures import summary
from discuss.predictions.rules.scale import NUMERIC, Scale


@dataclass(frozen=True, slots=True)
class Chip:
    """A forecast on a comment; `then` and `now` are None while it is masked."""

    question_id: int
    name: str
    masked: bool
    then: int | None = None
    now: int | None = None
    answer: str = ""
    """Of a choice: the answer that the author holds most likely."""
    then_words: str = ""
    """Of a number or a date: median and middle half in a line; percents are None."""
    now_words: str = ""
    then_quantiles: QuantilesOut | None = field(default=None, hash=False)
    now_quantiles: QuantilesOut | None = field(default=None, hash=False)


def chips(stamps: Sequence[Stamp], revealed: frozenset[int], *, own: bool) -> tuple[Chip, ...]:
    """Return the stamps of one comment; a masked one carries no number at all."""
    if not stamps:
        return ()
    return tuple(_chip(stamp, shown=own or stamp.question_id in revealed) for stamp in stamps)


def _chip(stamp: Stamp, *, shown: bool) -> Chip:
    if not shown:
        return Chip(stamp.question_id, stamp.short_title, masked=True)
    if stamp.kind == "binary":
        return Chip(
            stamp.question_id,
            stamp.short_title,
            masked=False,
            then=_percent(stamp.then),
            now=_percent(stamp.now),
        )
    if stamp.kind in NUMERIC:
        return _spread_chip(stamp)
    key, share = _likeliest(stamp.then_shares or {})
    label = next((o["label"] for o in stamp.options if o["key"] == key), "")
    current = (stamp.now_shares or {}).get(key)
    return Chip(
        stamp.question_id,
        stamp.short_title,
        masked=False,
        then=_percent(share),
        now=_percent(current),
        answer=label,
    )


def _spread_chip(stamp: Stamp) -> Chip:
    scale = Scale.of(stamp.scale)
    then, now = stamp.then_quantiles, stamp.now_quantiles
    return Chip(
        stamp.question_id,
        stamp.short_title,
        masked=False,
        then_words=summary(scale, then) if then else "",
        now_words=summary(scale, now) if now else "",
        then_quantiles=quantiles_out(scale, then),
        now_quantiles=quantiles_out(scale, now),
    )


def own_chips(standings: Sequence[OwnStanding]) -> list[Chip]:
    """Return one's own standing forecasts for the composer."""
    return [_chip(_as_stamp(standing), shown=True) for standing in standings]


def _as_stamp(own: OwnStanding) -> Stamp:
    return Stamp(
        comment_id=0,
        question_id=own.question_id,
        kind=own.kind,
        short_title=own.short_title,
        options=own.options,
        then=own.probability,
        then_shares=own.shares,
        now=own.probability,
        now_shares=own.shares,
        scale=own.scale,
        then_quantiles=own.quantiles,
        now_quantiles=own.quantiles,
    )


def _likeliest(shares: Mapping[str, float]) -> tuple[str, float | None]:
    key = max(shares, key=lambda k: shares[k], default="")
    return key, shares.get(key)


def _percent(probability: float | None) -> int | None:
    return None if probability is None else round(probability * 100)
