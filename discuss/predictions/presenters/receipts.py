"""Receipts of forecasts and published heads as the API shows them."""

from collections.abc import Sequence
from typing import Any, Final

from pydantic import BaseModel

from discuss.predictions.models import DailyHead
from discuss.predictions.queries import content_of
from discuss.predictions.queries.receipts import Proof
from discuss.predictions.rules.receipts import canonical

MOST_HEADS: Final = 100
"""Days of a page of heads."""


class ReceiptOut(BaseModel):
    """The proof of one forecast.

    `digest` is the SHA-256 of three lines: `previous`, `content` as JSON with sorted keys and
    without spaces, and `salt`.
    """

    content: dict[str, Any]
    line: str
    """The content as the line of which the digest is made."""
    salt: str
    previous: str
    digest: str


class ReceiptsOut(BaseModel):
    """One's own receipts on a question, oldest first."""

    receipts: list[ReceiptOut]


class HeadOut(BaseModel):
    """The ends of all chains at the end of a day; `digest` is the SHA-256 of `ends` as JSON."""

    day: str
    digest: str
    ends: list[tuple[int, str]]
    """Question and digest, by question; sealed forecasts of authors stand under numbers below 0."""


class HeadsOut(BaseModel):
    """The published heads, newest first; where there are more, `before` continues with them."""

    heads: list[HeadOut]
    before: str | None


def receipt_out(proof: Proof) -> ReceiptOut:
    """Return one receipt."""
    content = content_of(proof.event)
    return ReceiptOut(
        content=content,
        line=canonical(content),
        salt=proof.salt,
        previous=proof.previous,
        digest=proof.digest,
    )


def heads_out(days: Sequence[DailyHead]) -> HeadsOut:
    """Return a page of heads; one day more than a page holds says that there are more."""
    page = days[:MOST_HEADS]
    return HeadsOut(
        heads=[head_out(each) for each in page],
        before=page[-1].day if len(days) > MOST_HEADS else None,
    )


def head_out(day: DailyHead) -> HeadOut:
    """Return the head of one day."""
    return HeadOut(day=day.day, digest=day.digest, ends=[tuple(pair) for pair in day.ends])
