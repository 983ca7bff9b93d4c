"""The desk's work in figures: how much, how fast, and how often it was overturned."""

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.comments.models import Comment
from discuss.kit import clock
from discuss.moderation import actions, queries
from discuss.moderation.actions.commands import Answer
from discuss.moderation.presenters import StatisticsOut, statistics_out
from discuss.moderation.rules import statistics as rules
from discuss.moderation.rules.statistics import NONE, Turns
from tests.fixtures.databases import Budget
from tests.makers.accounts import a_person, actor_of, sign_in
from tests.makers.comments import a_comment
from tests.makers.moderation import (
    DECIDED,
    a_decision,
    a_held_comment,
    a_moderator,
    a_notice,
    a_report,
    an_objection,
    case_of,
)

LATER = DECIDED + timedelta(hours=6)
COUNTS = st.integers(0, 200)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.tuples(*[COUNTS] * 6))))
def test_rows_are_summed_by_their_key(rows: list[tuple[str, tuple[int, ...]]]) -> None:
    turns = [(key, Turns(*counts)) for key, counts in rows]
    found = rules.folded(turns)
    assert sum(each.decided for each in found.values()) == sum(t.decided for _, t in turns)
    assert sum((t for t in found.values()), NONE) == sum((t for _, t in turns), NONE)


@given(st.lists(st.floats(0, 10_000), max_size=40), st.integers(1, 600))
def test_times_are_told_from_five_on_and_lie_among_the_waits(
    waits: list[float], target: int
) -> None:
    times = rules.times_of((each, float(target)) for each in waits)
    assert (times.median is None) is (len(waits) < 5)
    if times.median is not None and times.p90 is not None:
        assert min(waits) - 1 <= times.median <= times.p90 <= max(waits) + 1
        assert 0 <= (times.within_target_percent or 0) <= 100


@pytest.mark.parametrize(
    ("objected", "reversed_", "asks"), [(29, 29, False), (30, 6, False), (30, 7, True)]
)
def test_what_is_reversed_in_more_than_a_fifth_of_thirty_objections_asks_for_a_look(
    objected: int,
    reversed_: int,
    asks: bool,  # noqa: FBT001
) -> None:
    assert Turns(90, objected, 0, reversed_, 0, 0).is_for_review is asks


def test_weeks_begin_on_mondays_and_days_are_whole() -> None:
    assert rules.days_of("91") == 91
    assert [rules.days_of(text) for text in ("", "8", "x")] == [28, 28, 28]
    since, until = rules.span_of(91, DECIDED)
    assert (since.weekday(), since.hour) == (0, 0)
    found = rules.periods((since, until), "week")
    assert {day.weekday() for day in found} == {0}
    assert found[0] == date(2026, 3, 2)
    assert len(rules.periods(rules.span_of(7, DECIDED), "day")) == 7


def told(session: Session, person: Person, days: int = 7) -> StatisticsOut:
    actor = actor_of(person)
    return statistics_out(queries.figures(session, actor, days, LATER), actor)


def a_week(session: Session, first: Person, second: Person) -> list[Comment]:
    """Let two moderators reject seven and approve two held comments, and see what becomes of it."""
    authors = [a_person(session) for _ in range(9)]
    held = [a_held_comment(session, author) for author in authors]
    made = [
        a_decision(session, each, by=first if n < 5 else second, reason="SPAM")
        for n, each in enumerate(held[:7])
    ]
    for each in held[7:]:
        a_decision(session, each, "approve", by=second)
    soon = DECIDED + timedelta(hours=1)
    for n, outcome in ((0, "reversed"), (1, "upheld")):
        an_objection(session, made[n], authors[n], soon)
        answer = Answer(made[n].id, outcome, "We looked again.")
        actions.answer_objection(session, actor_of(second), answer, soon + timedelta(hours=1))
    a_decision(session, held[2], "restore", by=second, at=soon)
    undone = a_decision(session, a_held_comment(session), by=first, at=soon, reason="SPAM")
    actions.undo(session, actor_of(first), undone.id, soon + timedelta(seconds=3))
    session.commit()
    return held


def test_figures_are_those_that_a_hand_counts(session: Session, query_budget: Budget) -> None:
    first, second = a_moderator(session, "Ann Alder"), a_moderator(session, "Ben Birch")
    admin = a_person(session, role="admin")
    a_week(session, first, second)
    a_report(session, a_comment(session))
    a_notice(session, a_comment(session))
    actor = actor_of(admin)
    with query_budget(9):  # what is set, and eight for the figures
        figures = queries.figures(session, actor, 7, LATER)
    found = statistics_out(figures, actor)
    (spam,) = found.reasons
    counts = (spam.decided, spam.objected, spam.upheld, spam.reversed, spam.restored, spam.undone)
    assert counts == (7, 2, 1, 1, 1, 1)
    assert spam.overturned_percent == 29
    assert [(each.name, each.decided) for each in found.rules] == [("6@1", 7)]
    (link,) = found.checks
    assert (link.name, link.approved, link.decided, link.reversed) == ("link", 2, 7, 1)
    today = found.periods[0]
    assert (today.begins, today.decided) == (date(2026, 3, 3), 9 + 2 + 1)
    assert sum(each.came_in for each in found.periods) == 10 + 2 + 2
    assert {each.queue: each.waiting for each in found.queues} == {
        "notice": 1,
        "held": 1,
        "reported": 1,
        "objection": 0,
    }
    assert next(each for each in found.queues if each.queue == "held").late == 1
    check_moderators(found)


def test_who_only_answered_an_objection_has_a_row_too(session: Session) -> None:
    first, second = a_moderator(session, "Ann Alder"), a_moderator(session, "Ben Birch")
    author, admin = a_person(session), a_person(session, role="admin")
    decision = a_decision(session, a_held_comment(session, author), by=first, reason="SPAM")
    soon = DECIDED + timedelta(hours=1)
    an_objection(session, decision, author, soon)
    answer = Answer(decision.id, "upheld", "We looked again.")
    actions.answer_objection(session, actor_of(second), answer, soon)
    session.commit()
    rows = {each.name: each.decisions for each in told(session, admin).moderators}
    assert rows == {"Ann Alder": 1, "Ben Birch": 0, admin.name: 0}
    assert [each.name for each in told(session, first).moderators] == ["Ann Alder"]


def check_moderators(found: StatisticsOut) -> None:
    rows = {each.name: each for each in found.moderators}
    assert (rows["Ann Alder"].removed, rows["Ann Alder"].overturned_percent) == (5, 40)
    assert (rows["Ann Alder"].undone, rows["Ben Birch"].decisions) == (1, 5)
    assert rows["Ben Birch"].overturned_percent is None
    assert rows["Ann Alder"].median_minutes is not None


def test_moderators_read_their_own_figures_and_admins_everybodys(
    client: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = a_moderator(session, "Ann Alder"), a_moderator(session, "Ben Birch")
    a_week(session, first, second)
    assert [each.name for each in told(session, first).moderators] == ["Ann Alder"]
    monkeypatch.setattr(clock, "now", lambda: LATER)
    secret = sign_in(client, second, session)
    page = client.get("/desk/statistics?days=7").text
    assert "Your own work" in page
    assert "Ben Birch" in page
    assert "Ann Alder" not in page
    headers = {"Authorization": f"Bearer {secret}"}
    answer = client.get("/api/v1/statistics?days=7", headers=headers).json
    assert answer is not None
    assert [each["name"] for each in answer["moderators"]] == ["Ben Birch"]
    assert answer == told(session, second).model_dump(mode="json")
    sign_in(client, a_person(session, "Ada Ahorn", role="admin"), session)
    page = client.get("/desk/statistics?days=91").text
    assert "Ann Alder" in page
    assert "Week from" in page


def test_few_are_left_out_and_other_sections_are_as_if_they_were_not(session: Session) -> None:
    first, second = a_moderator(session), a_moderator(session)
    held = a_week(session, first, second)
    a_decision(session, a_held_comment(session), by=first, reason="OFF_TOPIC")
    found = told(session, first)
    assert [each.name for each in found.reasons] == ["SPAM"]
    assert found.left_out == {"rules": 1, "reasons": 1, "checks": 0}
    for each in held[:2]:
        case_of(session, each).section = "Sports"
        session.flush()
    first.sections = ["Sports"]
    session.commit()
    found = told(session, first)
    assert (found.rules, found.left_out["rules"]) == ([], 1)
    assert sum(each.decided for each in found.periods) == 4
    assert sum(each.waiting for each in found.queues) == 0
    assert found.moderators[0].removed == 2
