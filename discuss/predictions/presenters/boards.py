"""Who sees it coming: a board as a page and as JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from pydantic import BaseModel

from discuss.predictions.queries.boards import Named, Standings
from discuss.predictions.rules.board import SHRINK, Board
from discuss.predictions.rules.calibration import FEWEST

TITLES: Final = {
    Board.ALL: "All time",
    Board.SEASON: "Season",
    Board.FIRST_DAY: "First 24 hours",
    Board.BLIND: "Before looking",
}
WORDS: Final = {
    Board.ALL: "Everything that was forecast on questions decided so far.",
    Board.SEASON: "Questions decided in {year}. A share of the season goes by the square of what "
    "somebody gained on the others, so that those far ahead have most of it.",
    Board.FIRST_DAY: "What stood when a question had been open for 24 hours; whoever comes later "
    "and copies gains nothing here.",
    Board.BLIND: "Only what was said before seeing what the others say.",
}


@dataclass(frozen=True, slots=True)
class Tab:
    """A board one may choose."""

    path: str
    title: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A reader's place: points as they are read, with a sign."""

    place: int
    path: str
    name: str
    points: str
    questions: int
    coverage: str
    is_own: bool
    share: str
    """Of the season, in percent; empty on other boards."""


@dataclass(frozen=True, slots=True)
class BoardCard:
    """A page of a board."""

    words: str
    tabs: Sequence[Tab]
    rows: Sequence[BoardRow]
    count_words: str
    own: BoardRow | None
    """The viewer's own row, where it stands on another page."""
    own_words: str
    before: str
    onward: str
    fewest: int
    shrink: int


def board_card(found: Standings, viewer_handle: str | None, this_year: int) -> BoardCard:
    """Return a page of a board."""
    rows = [_row(each, viewer_handle, found.board) for each in found.rows]
    own = _row(found.own, viewer_handle, found.board) if found.own else None
    return BoardCard(
        words=WORDS[found.board].format(year=found.year),
        tabs=_tabs(found, this_year),
        rows=rows,
        count_words=_count_words(found),
        own=own if own not in rows else None,
        own_words=_own_words(found) if viewer_handle and own is None else "",
        before=_path(found, found.page - 1) if found.page > 1 else "",
        onward=_path(found, found.page + 1) if found.has_more else "",
        fewest=FEWEST,
        shrink=SHRINK,
    )


def _row(named: Named, viewer_handle: str | None, board: Board) -> BoardRow:
    tally = named.placed.tally
    points = f"{tally.points:+.1f}".replace("-", "\N{MINUS SIGN}")
    return BoardRow(
        place=named.placed.place,
        path=f"/people/{named.handle}",
        name=named.name,
        points="0.0" if points[1:] == "0.0" else points,
        questions=tally.questions,
        coverage=f"{tally.coverage:.1f}",
        is_own=named.handle == viewer_handle,
        share=f"{100 * named.share:.1f}%" if board is Board.SEASON else "",
    )


def _tabs(found: Standings, this_year: int) -> list[Tab]:
    """Return the boards; a season of another year is one more."""
    years = sorted({found.year, this_year}) if found.board is Board.SEASON else [this_year]
    tabs = []
    for board, title in TITLES.items():
        for year in years if board is Board.SEASON else [0]:
            query = {"board": board.value} | ({"year": year} if year else {})
            is_current = board is found.board and year in {0, found.year}
            name = f"{title} {year}" if year else title
            tabs.append(Tab(f"/forecasters?{urlencode(query)}", name, is_current))
    return tabs


def _path(found: Standings, page: int) -> str:
    query: dict[str, str | int] = {"board": found.board.value}
    if found.board is Board.SEASON:
        query["year"] = found.year
    return f"/forecasters?{urlencode({**query, 'page': page})}"


def _count_words(found: Standings) -> str:
    if not found.listed:
        return _waiting_words(found.waiting)
    last = found.first + len(found.rows) - 1
    return f"{found.first} to {last} of {found.listed}. {_waiting_words(found.waiting)}".rstrip()


def _waiting_words(waiting: int) -> str:
    if not waiting:
        return ""
    who = "1 more reader has" if waiting == 1 else f"{waiting} more readers have"
    return f"{who} fewer than {FEWEST} decided questions here and will be listed with the fifth."


def _own_words(found: Standings) -> str:
    missing = FEWEST - found.own_questions
    noun = "question" if missing == 1 else "questions"
    return f"You will be listed here once {missing} more {noun} of yours have been decided."


class PlaceOut(BaseModel):
    """A reader's place: points are `total / (shrink + coverage)`.

    `average` divides the total by the coverage, or by `shrink` where that is more; `share`, in
    [0, 1], is that of the squares of all totals above 0.
    """

    place: int
    handle: str
    name: str
    points: float
    average: float
    total: float
    coverage: float
    questions: int
    share: float


class ForecastersOut(BaseModel):
    """A page of a board; those with fewer than `fewest` decided questions wait."""

    board: str
    year: int | None
    fewest: int
    shrink: int
    page: int
    has_more: bool
    listed: int
    waiting: int
    places: list[PlaceOut]
    own: PlaceOut | None


def forecasters_out(found: Standings) -> ForecastersOut:
    """Return a page of a board as JSON."""
    return ForecastersOut(
        board=found.board.value,
        year=found.year if found.board is Board.SEASON else None,
        fewest=FEWEST,
        shrink=SHRINK,
        page=found.page,
        has_more=found.has_more,
        listed=found.listed,
        waiting=found.waiting,
        places=[_place(each) for each in found.rows],
        own=_place(found.own) if found.own else None,
    )


def _place(named: Named) -> PlaceOut:
    tally = named.placed.tally
    return PlaceOut(
        place=named.placed.place,
        handle=named.handle,
        name=named.name,
        points=tally.points,
        average=tally.average,
        total=tally.total,
        coverage=tally.coverage,
        questions=tally.questions,
        share=named.share,
    )
