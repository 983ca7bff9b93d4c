"""Receipts of forecasts and published heads as the API shows them."""

from typing import Any

from pydantic import BaseModel

from discuss.predictions.models import DailyHead
from discuss.predictions.queries import content_of
from discuss.predictions.queries.receipts import Proof
from discuss.predictions.rules.receipts import canonical


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
    """The published heads, newest first."""

    heads: list[HeadOut]


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


def head_out(day: DailyHead) -> HeadOut:
    """Return the head of one day."""
    return HeadOut(day=day.day, digest=day.digest, ends=[tuple(pair) for pair in day.ends])
