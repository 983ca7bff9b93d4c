"""What a ruling is worth to everybody who forecast, written in the ruling's own transaction."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy.orm import Session

from discuss.kit.orm import add_all
from discuss.predictions import queries
from discuss.predictions.models import ResolutionEvent, Score
from discuss.predictions.queries import Face
from discuss.predictions.rules.crowd_scores import figures
from discuss.predictions.rules.scoring import Case, ScoreKind, kinds_for, shown_kind


def score(session: Session, seen: Face, ruling: ResolutionEvent) -> dict[str, Any]:
    """Write everybody's scores by this ruling; return the figures for the ruling's own row.

    Three reads and one write, however many forecast.
    """
    case = queries.case_of(session, seen.question, seen.revision, ruling)
    kinds = kinds_for(case.kind)
    shown = shown_kind(case)
    rows = [
        {**row, "is_shown": kind is shown} for kind in kinds for row in _rows(kind, case, ruling)
    ]
    add_all(session, Score, rows)
    return figures(case, shown)


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
