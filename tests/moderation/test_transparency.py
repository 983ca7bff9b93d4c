"""Moderation in numbers: they agree with the tables, and no small one can be worked out."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from discuss.articles.models import Article
from discuss.comments.models import Comment
from discuss.moderation import actions, presenters, queries
from discuss.moderation.models import Decision, Report
from discuss.moderation.rules.transparency import (
    FEWEST,
    MEASURES,
    Row,
    complete_months,
    percentile,
    pooled,
    span,
)
from tests.fixtures.databases import Budget
from tests.makers.accounts import a_person, actor_of
from tests.makers.comments import a_comment
from tests.makers.moderation import (
    DECIDED,
    a_decision,
    a_held_comment,
    a_moderator,
    a_notice,
    a_report,
)

MARCH = "2026-03"
NOW = datetime(2026, 5, 17, 12, tzinfo=UTC)

cells = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 12))


@given(cells)
def test_the_published_cells_add_up_to_the_whole_or_are_all_withheld(
    counts: dict[str, int],
) -> None:
    shown = [n for _, n in pooled(counts)]
    assert shown == [None] or sum(n or 0 for n in shown) == sum(counts.values())
    assert all(n is None or n >= FEWEST for n in shown)


@given(cells)
def test_no_small_cell_follows_from_the_whole_and_the_others(counts: dict[str, int]) -> None:
    shown = dict(pooled(counts))
    hidden = [name for name, n in counts.items() if n and name not in shown]
    small = [name for name, n in counts.items() if 0 < n < FEWEST]
    assert set(small) <= set(hidden)
    known = sum(counts.values()) >= FEWEST
    assert not (known and len(hidden) == 1)


def test_months_are_published_when_they_are_over() -> None:
    begun = datetime(2026, 2, 27, tzinfo=UTC)
    assert complete_months(begun, NOW) == ["2026-04", "2026-03", "2026-02"]
    assert complete_months(NOW, NOW) == []
    assert complete_months(None, NOW) == []


@pytest.mark.parametrize("junk", ["", "2026-13", "26-03", "2026-3", "0000-01", "9999-12"])
def test_what_is_no_month_has_no_span(junk: str) -> None:
    assert span(junk) is None


def test_a_percentile_is_one_of_the_values() -> None:
    assert [percentile([1, 2, 3, 4, 50], p) for p in (50, 90)] == [3, 50]
    assert percentile([7], 90) == 7


def a_busy_month(session: Session) -> None:
    """Six comments rejected after a report each, seven held ones published, and a notice."""
    moderator, reporter = a_moderator(session), a_person(session)
    for _ in range(6):
        comment = a_comment(session)
        a_report(session, comment, reporter)
        a_decision(session, comment, by=moderator)
    for _ in range(7):
        a_decision(session, a_held_comment(session), "approve", by=moderator)
    a_notice(session, a_comment(session))
    for comment in session.scalars(select(Comment)):
        comment.created_at = DECIDED - timedelta(days=1)
    session.commit()


def rows_of(session: Session, month: str = MARCH) -> list[Row]:
    return presenters.counted_numbers(session, month, NOW)


def totals_of(session: Session) -> dict[str, int | None]:
    return {row.measure: row.count for row in rows_of(session) if row.name == "all"}


def test_the_totals_are_those_of_the_tables(session: Session) -> None:
    a_busy_month(session)
    whole = {
        row.measure: row.count for row in rows_of(session) if row.by == "all" and row.name == "all"
    }
    assert whole["comments"] == session.scalar(select(func.count()).select_from(Comment))
    by_readers = select(func.count()).where(Report.reporter_id.is_not(None))
    assert whole["reports"] == session.scalar(by_readers)
    outcomes = Counter(session.scalars(select(Decision.outcome)))
    assert whole["rejected"] == outcomes["reject"] == 6
    assert whole["published_after_hold"] == outcomes["approve"] == 7
    assert whole["notices"] is None
    assert whole["objections"] == 0


def test_every_breakdown_adds_up_to_its_total(session: Session) -> None:
    a_busy_month(session)
    rows = rows_of(session)
    for measure, by in ((name, by) for name, _, breakdowns in MEASURES for by in breakdowns):
        mine = [row for row in rows if row.measure == measure]
        total = next(row.count for row in mine if row.name == "all")
        parts = [row.count for row in mine if row.by == by]
        assert sum(part or 0 for part in parts) == (total or 0), (measure, by)


def test_a_decision_that_was_taken_back_is_not_counted(session: Session) -> None:
    a_busy_month(session)
    moderator = a_moderator(session)
    decision = a_decision(session, a_held_comment(session), "approve", by=moderator)
    actions.undo(session, actor_of(moderator), decision.id, DECIDED + timedelta(seconds=2))
    session.commit()
    assert totals_of(session)["published_after_hold"] == 7


def test_how_long_decisions_took_is_told_by_what_brought_them(session: Session) -> None:
    a_busy_month(session)
    timed = {row.name: row for row in rows_of(session) if row.measure == "time_to_decide"}
    assert set(timed) == {"held", "reports"}
    assert timed["reports"].median_minutes == 60
    assert timed["reports"].within_target_percent == 100
    assert timed["reports"].count is None


def test_the_page_tells_the_whole_first_then_the_waiting_then_the_parts(
    client: FlaskClient, session: Session
) -> None:
    a_busy_month(session)
    page = client.get(f"/transparency?month={MARCH}").text
    told = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    titles = [title for name, title, _ in MEASURES if name != "sanctions"]
    places = [told.index(title) for title in titles]
    assert places == sorted(places)
    assert told.index("Proposed outcomes disputed") < told.index("Time until a decision")
    assert "Reported by readers 1 hour 1 hour 100%" in told
    shown = presenters.numbers(rows_of(session))
    assert {part.by for whole in shown.wholes for part in whole.parts} >= {"Section", "Reason"}
    assert "none" not in {part.name for whole in shown.wholes for part in whole.parts}
    for whole in (each for each in shown.wholes if each.parts):
        assert f"{whole.title}: {whole.count}" in page


def test_page_file_program_and_command_tell_the_same_numbers(
    app: Flask, client: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.extensions, "discuss_prepare", lambda: None)
    a_busy_month(session)
    page = client.get(f"/transparency?month={MARCH}")
    assert page.status_code == 200
    assert "Comments rejected" in page.text
    assert f"/transparency.csv?month={MARCH}" in page.text
    file = client.get(f"/transparency.csv?month={MARCH}").text
    assert file.splitlines() == [line.strip() for line in presenters.as_csv(rows_of(session))]
    run = app.test_cli_runner().invoke(args=["moderation", "numbers", MARCH])
    assert run.output.splitlines() == file.splitlines()
    told = client.get(f"/api/v1/transparency/{MARCH}").json
    assert told is not None
    assert len(told["rows"]) == len(file.splitlines()) - 1
    assert told["counted_at"]
    assert "/transparency" in client.get("/moderation-log").text


@pytest.mark.parametrize("month", ["2031-01", "1999-01", "nonsense"])
def test_a_month_that_is_not_over_has_no_numbers(client: FlaskClient, month: str) -> None:
    assert client.get(f"/transparency?month={month}").status_code == 404
    assert client.get(f"/transparency.csv?month={month}").status_code == 404


def test_a_month_is_counted_once_and_costs_two_statements_from_then_on(
    client: FlaskClient, session: Session, query_budget: Budget
) -> None:
    a_busy_month(session)
    before = client.get(f"/transparency.csv?month={MARCH}").text
    for article in session.scalars(select(Article)):
        article.section = "Sport"
    comment = a_comment(session)
    comment.created_at = DECIDED
    session.commit()
    # The months that there are, and what was published of this one.
    with query_budget(2):
        page = client.get(f"/transparency?month={MARCH}")
    assert "These numbers were counted once" in page.text
    assert "Sport" not in page.text
    assert client.get(f"/transparency.csv?month={MARCH}").text == before
    late = presenters.counted_numbers(session, MARCH, NOW)
    kept = actions.publish_month(session, MARCH, late, NOW)
    assert [Row(**each) for each in kept.rows] != late


def test_a_report_that_is_younger_than_its_decision_was_not_waited_for(session: Session) -> None:
    first, second = a_comment(session), a_comment(session)
    for comment in (first, second):
        a_report(session, comment)
        a_decision(session, comment)
    late = session.scalars(select(Report).order_by(Report.id.desc()).limit(1)).one()
    late.created_at = DECIDED + timedelta(minutes=5)
    session.commit()
    found = queries.waits(session, (DECIDED - timedelta(days=1), DECIDED + timedelta(days=1)))
    assert [each.until - each.since for each in found] == [timedelta(hours=1)]


def test_of_several_reports_the_first_that_came_before_the_decision_counts(
    session: Session,
) -> None:
    comment = a_comment(session)
    for _ in range(2):
        a_report(session, comment)
    a_decision(session, comment)
    early, late = session.scalars(select(Report).order_by(Report.id)).all()
    early.created_at = DECIDED + timedelta(minutes=5)
    late.created_at = DECIDED - timedelta(minutes=20)
    session.commit()
    (found,) = queries.waits(session, (DECIDED - timedelta(days=1), DECIDED + timedelta(days=1)))
    assert found.until - found.since == timedelta(minutes=20)
