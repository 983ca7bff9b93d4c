"""Readers forecast numbers and dates: three values, one distribution, one crowd."""

import random
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.kit.errors import Conflict, Invalid
from discuss.predictions import actions, queries
from discuss.predictions.actions.commands import Revise, Withdraw
from discuss.predictions.models import CrowdPoint, ForecastEvent, Standing
from discuss.predictions.rules.bounds import TypedScale
from discuss.predictions.rules.pool import Pool, pool_of
from discuss.predictions.rules.scale import Scale
from discuss.predictions.rules.spread import is_allowed
from tests.makers.accounts import a_person
from tests.makers.predictions import EDITOR, START, a_forecast, a_question, a_wording

HOUR = timedelta(hours=1)
SPREAD = ("20", "30", "45")


def test_what_was_typed_is_kept_beside_the_distribution_it_became(session: Session) -> None:
    question = a_question(session, kind="number")
    event = a_forecast(session, question, spread=(" 20", "30.0", "45"))
    session.expire_all()
    scale = Scale("number", 0, 100, is_open_upper=True, unit="points")
    assert event.entered == {"low": " 20", "guess": "30.0", "high": "45"}
    assert event.cdf is not None
    assert is_allowed(scale, event.cdf)
    assert event.quantiles is not None
    assert [event.quantiles[name] for name in ("low", "guess", "high")] == [20, 30, 45]
    assert 20 < event.quantiles["q1"] < 30 < event.quantiles["q3"] < 45
    standing = session.scalars(select(Standing)).one()
    assert (standing.cdf, standing.quantiles) == (event.cdf, event.quantiles)


@pytest.mark.parametrize(
    ("kind", "spread"),
    [
        ("number", ("20", "30.5", "45")),
        ("integer", ("2", "3", "9")),
        ("date", ("2026-04-01", "2026-05-01", "2026-12-24")),
    ],
)
def test_saying_the_same_again_affirms(
    session: Session, kind: str, spread: tuple[str, str, str]
) -> None:
    question, ada = a_question(session, kind=kind), a_person(session)
    a_forecast(session, question, ada, spread=spread)
    assert a_forecast(session, question, ada, spread=spread).kind == "affirm"
    points = select(CrowdPoint).where(CrowdPoint.version == "pool-1")
    assert len(session.scalars(points).all()) == 1


def test_a_double_submit_is_one_forecast_and_a_stale_window_is_told(session: Session) -> None:
    question, ada = a_question(session, kind="number"), a_person(session)
    first = a_forecast(session, question, ada, spread=SPREAD, follows=0)
    assert a_forecast(session, question, ada, spread=SPREAD, follows=0).id == first.id
    with pytest.raises(Conflict, match="another window"):
        a_forecast(session, question, ada, spread=("20", "30", "46"), follows=0)
    assert len(session.scalars(select(ForecastEvent)).all()) == 1


def test_the_crowd_is_the_mean_of_those_who_stand(session: Session) -> None:
    question = a_question(session, kind="number", min_show=1)
    ada = a_person(session)
    a_forecast(session, question, ada, spread=("10", "20", "30"))
    last = a_forecast(session, question, spread=("60", "70", "80"))
    session.expire_all()
    of_all = select(CrowdPoint).where(CrowdPoint.version == "pool-1")
    point = session.scalars(of_all.where(CrowdPoint.event_id == last.id)).one()
    assert point.n == 2
    assert point.figures["q1"] == pytest.approx(20, abs=1.5)
    assert point.figures["q3"] == pytest.approx(70, abs=1.5)
    seen = queries.face(session, question.id, ada.id, START + 2 * HOUR)
    assert isinstance(seen.told.crowd, Pool)
    assert list(seen.told.crowd.cdf) == point.cdf
    assert [each.id for each in seen.told.points][-1] == point.id


def test_who_withdraws_leaves_the_crowd(session: Session) -> None:
    question, ada = a_question(session, kind="number"), a_person(session)
    a_forecast(session, question, ada, spread=SPREAD)
    actions.withdraw(session, actor_of(ada), Withdraw(question.id, None, ""), START + 2 * HOUR)
    session.expire_all()
    assert session.scalars(select(Standing)).all() == []
    last = session.scalars(select(CrowdPoint).order_by(CrowdPoint.id.desc()).limit(1)).one()
    assert (last.n, last.figures, last.cdf) == (0, {}, None)
    assert queries.face(session, question.id, ada.id, START + 3 * HOUR).told.crowd is None


def test_the_stored_crowd_is_what_those_who_stand_say_whatever_came_before(
    session: Session,
) -> None:
    question, chance = a_question(session, kind="integer"), random.Random(7)
    people = [a_person(session) for _ in range(4)]
    for step in range(12):
        person, at = chance.choice(people), START + step * HOUR
        low, guess, high = sorted(chance.sample(range(21), 3))
        a_forecast(session, question, person, spread=(str(low), str(guess), str(high)), at=at)
    seen = queries.face(session, question.id, people[0].id, START + 20 * HOUR)
    now = pool_of(queries.standing_cdfs(session, question.id))
    assert now is not None
    assert seen.told.crowd == now
    assert queries.replay(session, question.id) == []


@pytest.mark.parametrize(
    ("kind", "spread", "fields"),
    [
        ("number", ("30", "30", "20"), {"low", "high"}),
        ("number", ("", "", ""), {"low", "guess", "high"}),
        ("number", ("-1", "20", "3"), {"low"}),
        ("integer", ("2.5", "3", "4"), {"low"}),
        ("integer", ("2", "3", "21"), {"high"}),
        ("date", ("2026-04-01", "soon", "2026-12-24"), {"guess"}),
        ("number", None, {"low"}),
        ("binary", SPREAD, {"percent"}),
    ],
)
def test_what_is_no_forecast_leaves_nothing_behind(
    session: Session, kind: str, spread: tuple[str, str, str] | None, fields: set[str]
) -> None:
    question = a_question(session, kind=kind)
    with pytest.raises(Invalid) as refusal:
        a_forecast(session, question, spread=spread)
    assert set(refusal.value.fields) == fields
    assert session.scalars(select(ForecastEvent)).all() == []


@pytest.mark.parametrize(
    ("kind", "typed", "fields"),
    [
        ("number", TypedScale("", "10"), {"lower"}),
        ("number", TypedScale("10", "10"), {"upper"}),
        ("number", TypedScale("0", "10", is_log=True), {"lower"}),
        ("number", TypedScale("0", "10", unit="x" * 31), {"unit"}),
        ("integer", TypedScale("0", "1"), {"upper"}),
        ("integer", TypedScale("0.5", "9"), {"lower"}),
        ("date", TypedScale("2027-01-01", "2026-01-01"), {"upper"}),
        ("date", TypedScale("2026-01-01", "2027-01-01", is_log=True), {"is_log"}),
        ("binary", TypedScale("0", "10"), {"lower"}),
    ],
)
def test_a_scale_that_is_none_gets_a_sentence_at_its_field(
    session: Session, kind: str, typed: TypedScale, fields: set[str]
) -> None:
    with pytest.raises(Invalid) as refusal:
        a_question(session, kind=kind, scale=typed)
    assert set(refusal.value.fields) == fields


def test_bounds_are_mended_until_somebody_has_forecast(session: Session) -> None:
    question = a_question(session, kind="number")

    def revised(scale: TypedScale) -> None:
        command = Revise(question.id, question.revision_n, a_wording(scale=scale), "A slip.")
        actions.revise(session, EDITOR, command, START + 2 * HOUR)

    revised(TypedScale("0", "200", unit="points"))
    a_forecast(session, question, spread=SPREAD)
    with pytest.raises(Invalid, match="so they stay"):
        revised(TypedScale("0", "300", unit="points"))
    revised(TypedScale("0", "200", unit="percentage points"))
    assert question.revision_n == 3


def test_a_question_opened_early_keeps_its_scale(session: Session) -> None:
    question = a_question(session, kind="date", open_at=START + 5 * HOUR)
    actions.open_now(session, EDITOR, question.id, START + HOUR)
    seen = queries.face(session, question.id, None, START + HOUR)
    assert seen.scale.kind == "date"
    assert seen.scale.is_open_upper
