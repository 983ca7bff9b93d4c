"""The desk as somebody finds it who comes to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel

from discuss.kit.text import clip, counted
from discuss.moderation.queries import Hot, Shift


@dataclass(frozen=True, slots=True)
class ShiftCard:
    """Notes, who is on, hot articles, and what was overturned; each in a sentence."""

    notes: Sequence["LeftOut"]
    colleagues: Sequence[str]
    hot: Sequence[tuple[str, str, str]]
    """Where an article's cases are, its headline, and how hot it is."""
    overturned: Sequence["OverturnedOut"]


class LeftOut(BaseModel):
    """A note that nobody has taken over."""

    id: int
    words: str
    by: str
    at: datetime


class ColleagueOut(BaseModel):
    """Who works at the desk now."""

    name: str
    cases: int
    decided: int


class HotOut(BaseModel):
    """An article below which much happened within an hour."""

    slug: str
    headline: str
    comments: int
    held: int
    reports: int


class OverturnedOut(BaseModel):
    """A decision that somebody has put right since yesterday."""

    case_id: int
    author: str
    by: str
    words: str
    at: datetime


class ShiftOut(BaseModel):
    """What somebody finds who comes to the desk."""

    notes: list[LeftOut]
    colleagues: list[ColleagueOut]
    hot: list[HotOut]
    overturned: list[OverturnedOut]


def shift_out(found: Shift) -> ShiftOut:
    """Return what somebody finds, for programs."""
    return ShiftOut.model_validate(found, from_attributes=True)


def shift_card(found: Shift) -> ShiftCard:
    """Return what somebody finds, for the page."""
    out = shift_out(found)
    shortened = [
        each.model_copy(update={"words": clip(each.words, 160)}) for each in out.overturned
    ]
    return ShiftCard(
        notes=out.notes,
        colleagues=[_working(each) for each in out.colleagues],
        hot=[(f"/desk?article={each.slug}", each.headline, _heat(each)) for each in found.hot],
        overturned=shortened,
    )


def _working(each: ColleagueOut) -> str:
    said = [each.name]
    if each.cases:
        said.append(f"at work on {counted(each.cases, 'case', 'cases')}")
    if each.decided:
        said.append(f"{each.decided} decided in the last quarter of an hour")
    return ", ".join(said)


def _heat(each: Hot) -> str:
    """Return how hot an article is: comments within the hour, what was held, and reports."""
    said = []
    if each.comments:
        said.append(f"{counted(each.comments, 'comment', 'comments')} in an hour")
    if each.held:
        said.append(f"{each.held} held")
    if each.reports:
        said.append(counted(each.reports, "report", "reports"))
    return ", ".join(said)
