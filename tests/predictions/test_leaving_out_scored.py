"""Scores of a decided question where some forecasts are left out of the crowd."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.predictions import queries
from discuss.predictions.models import Exclusion, Question, Recount, ResolutionEvent, Score
from tests.makers.predictions import START, a_ruling
from tests.predictions.test_leaving_out import a_brigade, left_out, let_back_in

DAY = timedelta(days=1)


def scores(session: Session, question: Question) -> dict[tuple[int, str], float]:
    rows = session.scalars(
        select(Score).where(Score.question_id == question.id, Score.superseded_in.is_(None))
    )
    return {(each.person_id, each.kind): each.value for each in rows}


def test_a_decided_question_is_scored_anew_and_everybody_keeps_their_own_score(
    session: Session,
) -> None:
    question, troop = a_brigade(session)
    ruling = a_ruling(session, question, "no", at=START + 11 * DAY)
    before, said = scores(session, question), dict(ruling.figures)
    rows = left_out(session, question, troop, at=START + 12 * DAY)
    after = scores(session, question)
    alone = {"brier", "log", "baseline"}
    assert {k: v for k, v in before.items() if k[1] in alone} == {
        k: v for k, v in after.items() if k[1] in alone
    }
    assert set(after) == set(before)
    assert ruling.figures["crowd"] < said["crowd"]
    others = [value for (who, kind), value in after.items() if kind == "peer" and who in _ids(rows)]
    assert max(others) < 0
    counted = [v for (who, kind), v in after.items() if kind == "peer" and who not in _ids(rows)]
    assert sum(counted) == pytest.approx(0, abs=1e-9)
    assert session.scalars(select(Recount.figures)).one() == said
    assert queries.replay(session, question.id) == []
    let_back_in(session, rows, START + 13 * DAY)
    assert scores(session, question) == before
    assert session.scalars(select(ResolutionEvent.figures)).one() == said
    assert queries.replay(session, question.id) == []


def _ids(rows: Sequence[Exclusion]) -> set[int]:
    return {each.person_id for each in rows}


def test_one_alone_is_compared_as_before_with_everybody_else(session: Session) -> None:
    question, troop = a_brigade(session)
    a_ruling(session, question, "no", at=START + 11 * DAY)
    before = scores(session, question)
    left_out(session, question, troop[:1], at=START + 12 * DAY)
    after = scores(session, question)
    kinds = {kind for _, kind in before if kind.startswith("peer")}
    assert len(kinds) == 5
    for kind in kinds:
        own = (troop[0].id, kind)
        assert after.get(own) == pytest.approx(before.get(own))
