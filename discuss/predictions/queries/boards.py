"""Who forecasts well beside the others; two statements, however many there are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.accounts.queries import is_named
from discuss.predictions.models import Question, ResolutionEvent, Score
from discuss.predictions.rules.board import SCORED, Board, Placed, Tally, ranked, shares
from discuss.predictions.rules.scoring import formula_of

PAGE = 50


@dataclass(frozen=True, slots=True)
class Named:
    """A place with the name of who holds it."""

    placed: Placed
    handle: str
    name: str
    share: float
    """Of what all who are listed took, in [0, 1]."""


@dataclass(frozen=True, slots=True)
class Standings:
    """A page of a board, how many are listed and how many are not yet, and the viewer's own."""

    board: Board
    year: int
    page: int
    rows: Sequence[Named]
    listed: int
    waiting: int
    """People with too few decided questions to be listed."""
    own: Named | None
    own_questions: int

    @property
    def first(self) -> int:
        """The number of the page's first row."""
        return PAGE * (self.page - 1) + 1

    @property
    def has_more(self) -> bool:
        """Whether another page follows."""
        return self.listed > PAGE * self.page


def standings(
    session: Session, board: Board, year: int, page: int, viewer_id: int | None
) -> Standings:
    """Return a page of a board; nobody erased or banned is on one. Two statements."""
    tallies = [Tally(*row) for row in session.execute(_tallies(board, year))]
    placed = ranked(tallies)
    shown = placed[PAGE * (page - 1) : PAGE * page]
    own = next((each for each in placed if each.tally.person_id == viewer_id), None)
    names = _names(session, [*shown, *([own] if own else [])])
    taken = shares([each.tally.total for each in placed])
    parts = {each.tally.person_id: part for each, part in zip(placed, taken, strict=True)}
    return Standings(
        board=board,
        year=year,
        page=page,
        rows=[_named(each, names, parts) for each in shown],
        listed=len(placed),
        waiting=len(tallies) - len(placed),
        own=_named(own, names, parts) if own else None,
        own_questions=sum(each.questions for each in tallies if each.person_id == viewer_id),
    )


def _tallies(board: Board, year: int) -> Select[int, float, float, int]:
    """Select what everybody's scores add up to, by the rulings in force."""
    kind = SCORED[board]
    added = (
        select(Score.person_id, func.sum(Score.value), func.sum(Score.coverage), func.count())
        .join(
            Question,
            and_(Question.id == Score.question_id, Question.resolution_seq == Score.resolution_seq),
        )
        .join(Person, Person.id == Score.person_id)
        .where(Score.kind == kind, Score.formula == formula_of(kind), is_named())
        .where(Score.superseded_in.is_(None))
        .group_by(Score.person_id)
    )
    if board is not Board.SEASON:
        return added
    return added.join(
        ResolutionEvent,
        and_(
            ResolutionEvent.question_id == Score.question_id,
            ResolutionEvent.seq == Score.resolution_seq,
        ),
    ).where(
        ResolutionEvent.created_at >= datetime(year, 1, 1, tzinfo=UTC),
        ResolutionEvent.created_at < datetime(year + 1, 1, 1, tzinfo=UTC),
    )


def _names(session: Session, placed: Iterable[Placed]) -> dict[int, tuple[str, str]]:
    ids = {each.tally.person_id for each in placed}
    rows = session.execute(select(Person.id, Person.handle, Person.name).where(Person.id.in_(ids)))
    return {person_id: (handle, name) for person_id, handle, name in rows}


def _named(placed: Placed, names: dict[int, tuple[str, str]], parts: dict[int, float]) -> Named:
    return Named(placed, *names[placed.tally.person_id], parts[placed.tally.person_id])
