"""What a ruling is worth to everybody who forecast, written in the ruling's own transaction."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from discuss.predictions import queries
from discuss.predictions.models import ResolutionEvent, Score
from discuss.predictions.queries import Face
from discuss.predictions.rules.scoring import Case, ScoreKind, kinds_for


def score(session: Session, seen: Face, ruling: ResolutionEvent) -> dict[str, Any]:
    """Write everybody's scores by this ruling; return the figures for the ruling's own row.

    Two reads and one write, however many forecast.
    """
    case = queries.case_of(session, seen.question, seen.revision, ruling)
    kinds = kinds_for(case.kind)
    rows = [row for kind in kinds for row in _rows(kind, case, ruling)]
    if rows:
        session.execute(insert(Score), rows)
    return _figures(kinds, case)


def _rows(kind: ScoreKind, case: Case, ruling: ResolutionEvent) -> Iterator[dict[str, Any]]:
    for person_id, averaged in kind.of_readers(case).items():
        yield {
            "question_id": ruling.question_id,
            "resolution_seq": ruling.seq,
            "person_id": person_id,
            "kind": kind.name,
            "formula": kind.formula,
            "value": averaged.value,
            "coverage": averaged.coverage,
            "created_at": ruling.created_at,
        }


def _figures(kinds: list[ScoreKind], case: Case) -> dict[str, Any]:
    """Return how many were scored, and what the readers' median earned by each kind."""
    shown, *_ = kinds
    averaged = {each.name: each.of_crowd(case) for each in kinds if each.of_crowd}
    earned = {name: each.value if each.coverage else None for name, each in averaged.items()}
    return {
        "formula": shown.formula,
        "scored": sum(1 for parts in case.held.values() if parts),
        "crowd": earned[shown.name],
        "crowd_by_kind": earned,
    }
