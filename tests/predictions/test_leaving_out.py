"""Forecasts that are left out of the crowd: all figures without them, and back again."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.accounts.models import Person
from discuss.kit.errors import Invalid, Refused
from discuss.kit.outbox import Outgoing
from discuss.predictions import actions, presenters, queries
from discuss.predictions.actions.commands import LeaveOut, Withdraw
from discuss.predictions.actions.lapsing import LAPSE
from discuss.predictions.models import (
    CrowdPoint,
    Exclusion,
    Question,
    Standing,
)
from discuss.predictions.rules.excluding import Span
from tests.makers.accounts import a_person
from tests.makers.predictions import START, a_forecast, a_question

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOW = START + 2 * DAY
SAID: dict[str, Any] = {
    "binary": lambda n: {"percent": n},
    "choice": lambda n: {"shares": {"a": n, "b": 99 - n, "other": 1}},
    "number": lambda n: {"spread": [str(n - 1), str(n), str(n + 1)]},
    "date": lambda n: {"spread": [f"2026-03-{n // 10 + d:02}" for d in (3, 4, 5)]},
}


def left_out(
    session: Session,
    question: Question,
    people: Sequence[Person],
    since: datetime = START,
    until: datetime | None = None,
    at: datetime = NOW,
    by: Person | None = None,
) -> list[Exclusion]:
    """Return exclusions, committed."""
    by = by or a_person(session, role="moderator")
    ids = tuple(each.id for each in people)
    command = LeaveOut(question.id, ids, since, until, "Rule 6")
    rows = actions.leave_out(session, actor_of(by), command, at)
    session.commit()
    return rows


def let_back_in(session: Session, rows: Sequence[Exclusion], at: datetime = NOW) -> None:
    actor, ids = actor_of(a_person(session, role="moderator")), [each.id for each in rows]
    actions.let_back_in(session, actor, rows[0].question_id, ids, at)
    session.commit()
    session.expire_all()


def in_force(session: Session, question: Question) -> list[Any]:
    """Return everything that the crowd says and said, as its history stands."""
    rows = session.execute(
        select(
            CrowdPoint.event_id,
            CrowdPoint.version,
            CrowdPoint.created_at,
            CrowdPoint.n,
            CrowdPoint.figures,
            CrowdPoint.cdf,
        )
        .where(CrowdPoint.question_id == question.id, CrowdPoint.superseded_in.is_(None))
        .order_by(CrowdPoint.event_id, CrowdPoint.version, CrowdPoint.created_at)
    )
    return [tuple(row) for row in rows]


def somebody(session: Session) -> Person:
    """Return somebody whose account was confirmed long ago."""
    person = a_person(session)
    person.confirmed_at = START - 2 * DAY
    session.commit()
    return person


def a_brigade(session: Session, kind: str = "binary") -> tuple[Question, list[Person]]:
    """Return a question with five honest readers and three who came together on the second day."""
    question = a_question(session, kind=kind, min_show=1)
    for n, percent in enumerate((20, 30, 40, 50, 60)):
        a_forecast(session, question, somebody(session), **SAID[kind](percent), at=START + n * HOUR)
    troop = [somebody(session) for _ in range(3)]
    for n, person in enumerate(troop):
        a_forecast(session, question, person, **SAID[kind](95 + n), at=START + DAY + n * HOUR)
    return question, troop


@pytest.mark.parametrize("kind", ["binary", "choice", "number", "date"])
def test_the_crowd_is_what_it_were_without_them_and_lifting_restores_every_byte(
    session: Session, kind: str
) -> None:
    """I11: figures of every edition follow from the log."""
    question, troop = a_brigade(session, kind)
    honest = in_force(session, question)
    published = len(honest)
    without = [each for each in honest if each[2] < START + DAY]
    rows = left_out(session, question, troop, START + DAY)
    told = in_force(session, question)
    assert told[: len(without)] == without
    assert {each[3] for each in told if each[2] >= START + DAY} == {5}
    last = {each[1]: each[3:] for each in without}
    assert all(each[3:] == last[each[1]] for each in told if each[2] >= START + DAY)
    assert queries.replay(session, question.id) == []
    a_forecast(session, question, somebody(session), **SAID[kind](45), at=NOW + HOUR)
    a_forecast(session, question, troop[0], **SAID[kind](99), at=NOW + 2 * HOUR)
    assert queries.replay(session, question.id) == []
    assert {each[3] for each in in_force(session, question) if each[2] > NOW} == {6}
    let_back_in(session, rows, NOW + 3 * HOUR)
    assert in_force(session, question)[:published] == honest
    assert queries.replay(session, question.id) == []
    assert session.get_one(Question, question.id).edition == 2


def test_what_was_published_before_stays_on_record_and_can_be_made_again(session: Session) -> None:
    question, troop = a_brigade(session)
    left_out(session, question, troop, START + DAY)
    before = session.scalars(
        select(CrowdPoint.figures)
        .where(CrowdPoint.superseded_in == 1, CrowdPoint.version == "median-1")
        .order_by(CrowdPoint.id)
    ).all()
    assert [each["median"] for each in before] == [0.45, 0.5, 0.55]
    assert queries.apart_of(session, question.id, 0) == {}
    assert set(queries.apart_of(session, question.id, 1)) == {each.id for each in troop}
    point = session.scalars(select(CrowdPoint).where(CrowdPoint.superseded_in == 1)).first()
    assert point is not None
    point.n += 1
    session.commit()
    (drift,) = queries.replay(session, question.id)
    assert "after" in drift.what


def test_readers_and_the_person_see_a_crowd_without_them(session: Session) -> None:
    question, troop = a_brigade(session)
    ada = somebody(session)
    a_forecast(session, question, ada, 44, at=START + 30 * HOUR)
    left_out(session, question, troop)
    face = queries.face(session, question.id, ada.id, NOW)
    card = presenters.card(face, actor_of(ada)).crowd
    assert card is not None
    assert (card.n, card.median, card.counted) == (6, 42, 6)
    assert list(face.told.others) == [0.2, 0.3, 0.4, 0.5, 0.6]
    own = queries.face(session, question.id, troop[0].id, NOW)
    assert list(own.told.others) == [0.2, 0.3, 0.4, 0.44, 0.5, 0.6]
    assert own.standing is not None


def test_for_a_time_only_they_count_before_it_and_after_it(session: Session) -> None:
    question, ada, ben = a_question(session, min_show=1), a_person(session), a_person(session)
    a_forecast(session, question, ada, 90, at=START)
    a_forecast(session, question, ben, 30, at=START)
    left_out(session, question, [ada], START + DAY, START + 3 * DAY)
    assert [each[3] for each in in_force(session, question) if each[1] == "median-1"] == [1, 2, 1]
    row = session.scalars(select(Outgoing).where(Outgoing.kind == LAPSE)).one()
    assert row.due_at == START + 3 * DAY
    for _ in range(2):
        actions.lapse(session, question.id, START + 3 * DAY)
    session.commit()
    told = in_force(session, question)
    assert sorted((each[2], each[3]) for each in told if each[1] == "median-1") == [
        (START, 1),
        (START, 2),
        (START + DAY, 1),
        (START + 3 * DAY, 2),
    ]
    assert queries.replay(session, question.id) == []


def test_whoever_comes_first_after_the_end_counts_them_again(session: Session) -> None:
    question, ada, ben = a_question(session, min_show=1), a_person(session), a_person(session)
    a_forecast(session, question, ada, 90, at=START)
    left_out(session, question, [ada], START + DAY, START + 3 * DAY)
    a_forecast(session, question, ben, 30, at=START + 4 * DAY)
    assert [(each[2], each[3]) for each in in_force(session, question) if each[1] == "median-1"][
        -2:
    ] == [(START + 3 * DAY, 1), (START + 4 * DAY, 2)]
    assert queries.replay(session, question.id) == []


def test_what_they_say_or_withdraw_meanwhile_changes_nothing(session: Session) -> None:
    question, troop = a_brigade(session)
    left_out(session, question, troop)
    a_forecast(session, question, troop[0], 3, at=NOW + HOUR)
    withdrawal = Withdraw(question.id, None, "")
    actions.withdraw(session, actor_of(troop[1]), withdrawal, NOW + 2 * HOUR)
    actions.withdraw(session, actor_of(troop[0]), withdrawal, NOW + 3 * HOUR)
    session.commit()
    a_forecast(session, question, troop[0], 4, at=NOW + 4 * HOUR)
    flags = session.execute(select(Standing.person_id, Standing.is_left_out)).all()
    assert {who for who, is_out in flags if is_out} == {troop[0].id, troop[2].id}
    assert in_force(session, question)[-1][3] == 5
    assert queries.replay(session, question.id) == []


def test_the_bounds_of_a_decision_are_refused_with_a_sentence(session: Session) -> None:
    question, troop = a_brigade(session)
    stranger, editor = a_person(session), a_person(session, role="editor")
    with pytest.raises(Invalid, match="Nothing is left out yet") as refusal:
        left_out(session, question, [stranger], NOW + DAY, NOW)
    assert set(refusal.value.fields) == {"from_at", "to_at", "people"}
    with pytest.raises(Invalid) as refusal:
        left_out(session, question, troop, START, START + 10 * DAY)
    assert "closed by then" in refusal.value.fields["to_at"]
    with pytest.raises(Invalid, match="Choose whose"):
        left_out(session, question, [])
    with pytest.raises(Refused, match="at the desk"):
        left_out(session, question, troop, by=editor)
    left_out(session, question, troop[:1])
    with pytest.raises(Invalid, match="left out already"):
        left_out(session, question, troop)


def test_who_forecast_on_a_question_does_not_decide_whose_forecasts_count(
    session: Session,
) -> None:
    question, troop = a_brigade(session)
    moderator = a_person(session, role="moderator")
    event = a_forecast(session, question, moderator, 50, at=START)
    withdrawal = Withdraw(question.id, None, "")
    actions.withdraw(session, actor_of(moderator), withdrawal, event.created_at + HOUR)
    session.commit()
    with pytest.raises(Refused, match="Somebody else decides"):
        left_out(session, question, troop, by=moderator)
    rows = left_out(session, question, troop)
    with pytest.raises(Refused, match="Somebody else decides"):
        actions.let_back_in(session, actor_of(moderator), question.id, [rows[0].id], NOW)


DEEDS = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from([5, 20, 60, 90, None])), min_size=2, max_size=8
)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(DEEDS, st.integers(0, 8), st.none() | st.integers(1, 8), st.sets(st.integers(0, 3)))
def test_whatever_is_left_out_and_lifted_the_log_confirms_it(
    session: Session, deeds: list[Any], since: int, length: int | None, out: set[int]
) -> None:
    """I1: figures with some left out are those of the log, before and after it is lifted."""
    question = a_question(session, min_show=1)
    people = [a_person(session) for _ in range(4)]
    for n, (who, percent) in enumerate(deeds):
        at = START + n * HOUR
        if percent is not None:
            a_forecast(session, question, people[who], percent, at=at)
        elif session.get(Standing, (question.id, people[who].id)):
            withdrawal = Withdraw(question.id, None, "")
            actions.withdraw(session, actor_of(people[who]), withdrawal, at)
            session.commit()
    begin, until = START + since * HOUR, None
    if length is not None:
        until = begin + length * HOUR
    among, span = [people[n].id for n in out], Span(begin, until)
    spoke = queries.forecasts_within(session, question.id, among, span)
    if not spoke:
        return
    before = in_force(session, question)
    chosen = [each for each in people if each.id in spoke]
    rows = left_out(session, question, chosen, begin, until)
    assert queries.replay(session, question.id) == []
    let_back_in(session, rows)
    assert in_force(session, question) == before
    assert queries.replay(session, question.id) == []
