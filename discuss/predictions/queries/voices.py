"""Who saw it coming early, and all that one reader earned on a question."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.accounts.queries import is_named
from discuss.predictions.models import Score
from discuss.predictions.rules.scoring import formula_of

EARLY = "peer_early"
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Early:
    """Somebody who was nearer than the others while most of the time was still ahead."""

    handle: str
    name: str
    points: float


@dataclass(frozen=True, slots=True)
class Earned:
    """One of a reader's scores on a question."""

    kind: str
    value: float
    coverage: float


def early_and_right(session: Session, question_id: int, seq: int) -> Sequence[Early]:
    """Return who gained most on the others in the first quarter, by a ruling; one statement."""
    return early_on(session, {question_id: seq}).get(question_id, [])


def early_on(session: Session, rulings: Mapping[int, int]) -> dict[int, list[Early]]:
    """Return the same for several questions, each by its ruling; one statement at any size."""
    place = func.row_number().over(
        partition_by=Score.question_id, order_by=(Score.value.desc(), Score.person_id)
    )
    named = (
        select(Score.question_id, Person.handle, Person.name, Score.value, place.label("place"))
        .join(Person, Person.id == Score.person_id)
        .where(
            tuple_(Score.question_id, Score.resolution_seq).in_(list(rulings.items())),
            Score.kind == EARLY,
            Score.formula == formula_of(EARLY),
            Score.value > 0,
            Score.superseded_in.is_(None),
            is_named(),
        )
        .subquery()
    )
    rows = session.execute(
        select(named.c.question_id, named.c.handle, named.c.name, named.c.value)
        .where(named.c.place <= MOST_NAMED)
        .order_by(named.c.question_id, named.c.place)
    )
    found: dict[int, list[Early]] = defaultdict(list)
    for question_id, *told in rows:
        found[question_id].append(Early(*told))
    return found


def earned(session: Session, question_id: int, seq: int, person_id: int) -> Sequence[Earned]:
    """Return all of one reader's scores by a ruling; one statement."""
    rows = session.execute(
        select(Score.kind, Score.value, Score.coverage).where(
            Score.question_id == question_id,
            Score.resolution_seq == seq,
            Score.person_id == person_id,
            Score.superseded_in.is_(None),
        )
    )
    return [Earned(*row) for row in rows]
