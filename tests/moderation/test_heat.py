"""A branch that is being reported goes slower; who waits learns why, and loses nothing."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from discuss.kit.errors import TooSoon
from discuss.moderation import queries
from discuss.moderation.rules.heat import ANCESTORS, LEAST, MEMORY, minutes_between, seconds_left
from tests.makers.accounts import a_person
from tests.makers.comments import a_comment
from tests.makers.moderation import DECIDED, a_decision, a_report

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("reports", "own", "minutes"), [(0, 0, 0), (1, 0, 3), (0, 1, 3), (3, 2, 7)]
)
def test_a_wait_grows_with_what_is_reported(reports: int, own: int, minutes: int) -> None:
    assert minutes_between(reports, own, LEAST) == minutes


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 10_000))
def test_a_wait_ends(reports: int, own: int, seconds: int) -> None:
    last = datetime.fromisoformat("2026-03-02T09:00:00+00:00")
    minutes = minutes_between(reports, own, LEAST)
    left = seconds_left(last, minutes, last + timedelta(seconds=seconds))
    assert left == max(0, minutes * 60 - seconds)


def test_who_answers_again_in_a_reported_branch_waits(session: Session) -> None:
    root, ruth = a_comment(session), a_person(session)
    a_comment(session, ruth, parent=root, at=DECIDED)
    a_report(session, root)
    with pytest.raises(TooSoon, match=r"one answer every 3 minutes\. .*in 2 minutes") as told:
        a_comment(session, ruth, parent=root, at=DECIDED + MINUTE)
    assert told.value.seconds == 120
    session.rollback()
    assert a_comment(session, ruth, parent=root, at=DECIDED + 3 * MINUTE)


def test_a_first_answer_and_other_branches_do_not_wait(session: Session) -> None:
    root, ruth = a_comment(session), a_person(session)
    a_report(session, root)
    assert a_comment(session, ruth, parent=root, at=DECIDED)
    assert a_comment(session, ruth, parent=a_comment(session), at=DECIDED + MINUTE)


def test_reports_far_above_do_not_count(session: Session) -> None:
    chain = [a_comment(session)]
    for _ in range(6):
        chain.append(a_comment(session, parent=chain[-1]))
    a_report(session, chain[0])
    assert queries.reports_above(session, chain[4].id, ANCESTORS) == 1
    assert queries.reports_above(session, chain[5].id, ANCESTORS) == 0


def test_what_is_decided_heats_no_more(session: Session) -> None:
    root = a_comment(session)
    a_report(session, root)
    a_decision(session, root, "approve")
    assert queries.reports_above(session, root.id, ANCESTORS) == 0


def test_whoever_was_removed_after_reports_waits_longer(session: Session) -> None:
    ruth = a_person(session)
    bad = a_comment(session, ruth)
    a_report(session, bad)
    a_decision(session, bad, "reject")
    assert queries.own_upheld(session, ruth.id, DECIDED + MINUTE, MEMORY) == 1
    assert queries.own_upheld(session, ruth.id, DECIDED + timedelta(days=8), MEMORY) == 0


def test_the_sites_own_people_do_not_wait(session: Session) -> None:
    root, moderator = a_comment(session), a_person(session, role="moderator")
    a_comment(session, moderator, parent=root, at=DECIDED)
    a_report(session, root)
    assert a_comment(session, moderator, parent=root, at=DECIDED + MINUTE)
