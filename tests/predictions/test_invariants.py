"""Whatever people and editors do to a few questions, what must always hold holds: I1 to I15.

Those that are about arithmetic alone have tests of their own; `test_promises` names them all.
"""

import random
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session, undefer

from discuss.comments.models import ForecastStamp
from discuss.predictions import actions, queries
from discuss.predictions.models import (
    CrowdPoint,
    ForecastEvent,
    Question,
    QuestionRevision,
    ResolutionEvent,
    Score,
    Standing,
)
from discuss.predictions.queries import Face
from discuss.predictions.queries.cases import case_of
from discuss.predictions.rules.choice import TOLERANCE
from tests.makers.villages import Village, a_village

DEEDS = st.lists(
    st.sampled_from(
        ["forecast"] * 6
        + ["withdraw", "withdraw", "affirm", "look", "comment", "comment", "reword", "decide"]
        + ["erase", "lapse", "lapse"]
    ),
    min_size=3,
    max_size=25,
)
WRITTEN_ONCE = (
    (ForecastEvent, ("id", "person_id", "kind", "probability", "shares", "cdf", "exposure")),
    (CrowdPoint, ("id", "event_id", "version", "n", "figures", "cdf")),
    (ResolutionEvent, ("question_id", "seq", "action", "outcome", "figures")),
    (Score, ("question_id", "resolution_seq", "person_id", "kind", "formula", "value", "coverage")),
    (ForecastStamp, ("comment_id", "question_id", "probability", "shares", "quantiles")),
)
Kept = set[str]


def kept(session: Session) -> Kept:
    """Return everything that is written once, row by row."""
    found: Kept = set()
    for model, names in WRITTEN_ONCE:
        columns = [getattr(model, name) for name in names]
        found |= {f"{model.__name__} {tuple(row)}" for row in session.execute(select(*columns))}
    return found


def cases(session: Session, questions: list[Question]) -> Iterator[tuple[Question, Any]]:
    """Yield each question that is decided, with what its ruling had to score."""
    for question in questions:
        session.refresh(question)
        ruling = session.scalar(
            select(ResolutionEvent).where(
                ResolutionEvent.question_id == question.id,
                ResolutionEvent.seq == question.resolution_seq,
            )
        )
        if ruling is not None and ruling.action == "resolve":
            wording = queries.revisions(session, question.id)[0]
            yield question, case_of(session, question, wording, ruling)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(deeds=DEEDS, seed=st.integers(0, 2**32))
def test_after_any_deeds_the_log_and_what_is_stored_agree(
    session: Session, deeds: list[str], seed: int
) -> None:
    chance = random.Random(seed)
    village = a_village(session)
    undo = session.begin_nested()
    try:
        before = kept(session)
        for deed in deeds:
            village.does(deed, chance)
            after = kept(session)
            nothing_written_changes(before, after)
            before = after
        session.expire_all()
        everything_holds(village)
    finally:
        undo.rollback()
        session.expire_all()


def everything_holds(village: Village) -> None:
    """Check all but what is arithmetic alone."""
    stored_is_what_the_log_says(village)
    one_forecast_stands_and_stretches_never_overlap(village)
    every_forecast_is_one(village)
    deeds_happen_while_a_question_is_open(village)
    taken_back_is_worth_nothing(village)
    blind_and_exposed_are_told_apart(village)
    what_has_ended_stands_nowhere(village)
    there_and_back_is_the_same(village)


def nothing_written_changes(before: Kept, after: Kept) -> None:
    """I10, I12, I13: what a comment carried, a crowd said or a ruling gave stays as it was.

    That holds for changes, withdrawals and deleted accounts alike.
    """
    assert before <= after


def stored_is_what_the_log_says(village: Village) -> None:
    """I1, I4, I7, I11: standings, published figures and scores are those of the log alone.

    Each figure is computed anew from the events up to its own, by the version that it names.
    """
    for question in village.questions:
        assert queries.replay(village.session, question.id) == []


def one_forecast_stands_and_stretches_never_overlap(village: Village) -> None:
    """I2: one standing forecast a person and question, over half-open stretches."""
    standing = select(func.count()).select_from(Standing)
    pairs = standing.group_by(Standing.person_id, Standing.question_id)
    assert set(village.session.scalars(pairs)) <= {1}
    for _, case in cases(village.session, village.questions):
        for parts in (*case.held.values(), *case.blind.values()):
            assert all(part.start < part.end <= case.window.closed for part in parts)
            assert all(one.end <= after.start for one, after in pairwise(parts))


def every_forecast_is_one(village: Village) -> None:
    """I3: probabilities within 1 and 99 percent, shares that sum to 1, rising distributions."""
    for event in village.session.scalars(select(ForecastEvent).options(undefer("*"))):
        if event.probability is not None:
            assert 0.01 <= event.probability <= 0.99
        if event.shares is not None:
            assert abs(sum(event.shares.values()) - 1) <= TOLERANCE
        if event.cdf is not None:
            assert len(event.cdf) == 201
            assert all(below < above for below, above in pairwise(event.cdf))
            assert event.cdf[0] == 0
            assert event.cdf[-1] < 1


def deeds_happen_while_a_question_is_open(village: Village) -> None:
    """I4: what counts was said from the opening to before the close."""
    rows = village.session.execute(
        select(ForecastEvent.created_at, QuestionRevision).join(
            QuestionRevision,
            (QuestionRevision.question_id == ForecastEvent.question_id)
            & (QuestionRevision.n == ForecastEvent.revision_n),
        )
    )
    for at, wording in rows:
        assert wording.open_at <= at < wording.close_at


def taken_back_is_worth_nothing(village: Village) -> None:
    """I8: of what is annulled, ambiguous or open again, nobody has a score in any total."""
    decided = {question.id for question, _ in cases(village.session, village.questions)}
    scored = village.session.scalars(
        select(Score.question_id).join(
            Question,
            (Question.id == Score.question_id) & (Question.resolution_seq == Score.resolution_seq),
        )
    )
    assert set(scored) <= decided
    for person in village.people:
        counted = {row.question_id for row in queries.record_of(village.session, person.id)}
        assert counted <= decided


def blind_and_exposed_are_told_apart(village: Village) -> None:
    """I15: the blind stretches are those of the blind events alone, and count within all."""
    session = village.session
    for question, case in cases(session, village.questions):
        swayed = set(
            session.scalars(
                select(ForecastEvent.created_at).where(
                    ForecastEvent.question_id == question.id, ForecastEvent.exposure == "exposed"
                )
            )
        )
        for person, parts in case.blind.items():
            assert all(part in case.held[person] for part in parts)
            assert all(part in parts or part.start in swayed for part in case.held[person])


def what_has_ended_stands_nowhere(village: Village) -> None:
    """I2, I13: past its planned end nothing stands for anybody, whether a worker came by or not.

    What is shown before anything is written down is what is shown, and stored, afterwards.
    """
    session, now = village.session, village.now
    for question in village.questions:
        faces = [queries.face(session, question.id, each.id, now) for each in village.people]
        shown = [_said(face) for face in faces]
        actions.lapse(session, question.id, now)
        session.expire_all()
        again = [queries.face(session, question.id, each.id, now) for each in village.people]
        assert [_said(face) for face in again] == shown
        assert queries.replay(session, question.id) == []
        assert queries.ended(session, question.id, now) == []


def _said(face: Face) -> tuple[Any, ...]:
    """Return what a reader is shown of the standing forecasts."""
    standing, adjusted = face.standing, face.told.adjusted
    return (
        standing.id if standing else None,
        [(each.kind, each.created_at) for each in face.own],
        face.told.crowd,
        face.told.others,
        (adjusted.n, adjusted.figures) if adjusted else None,
        face.told.points[-1].created_at if face.told.points else None,
    )


def there_and_back_is_the_same(village: Village) -> None:
    """I9: deciding otherwise and then as before gives the same scores to the last digit."""
    question = village.questions[0]
    found = []
    for outcome in ("yes", "no", "yes"):
        village.rule(question, outcome)
        columns = (Score.person_id, Score.kind, Score.value, Score.coverage)
        now = (Score.question_id == question.id, Score.resolution_seq == question.resolution_seq)
        rows = village.session.execute(select(*columns).where(*now))
        found.append({tuple(row) for row in rows})
    assert found[0] == found[2]
