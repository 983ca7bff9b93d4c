"""What a ruling is worth to everybody who forecast, written in the ruling's own transaction."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from discuss.kit.orm import add_all
from discuss.predictions import queries
from discuss.predictions.models import Recount, ResolutionEvent, Score
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
        {**row, "edition": seen.question.edition, "is_shown": kind is shown}
        for kind in kinds
        for row in _rows(kind, case, ruling)
    ]
    add_all(session, Score, rows)
    return figures(case, shown)


def rescore(session: Session, seen: Face, ruling: ResolutionEvent, now: datetime) -> None:
    """Write everybody's scores by this ruling anew; what they were by earlier editions stays."""
    edition = seen.question.edition
    session.execute(
        update(Score)
        .where(
            Score.question_id == ruling.question_id,
            Score.resolution_seq == ruling.seq,
            Score.superseded_in.is_(None),
        )
        .values(superseded_in=edition)
    )
    before = Recount(
        ruling_id=ruling.id, superseded_in=edition, figures=ruling.figures, created_at=now
    )
    session.add(before)
    ruling.figures = score(session, seen, ruling)
    session.flush()


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
