"""Reports hide nothing without two people of some weight, and many new accounts raise an alarm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.inbox.models import Notice
from discuss.moderation import actions, queries
from discuss.moderation.actions import reports
from discuss.moderation.rules.reporting import (
    BRIGADE,
    FEWEST,
    FULL_VOICE,
    HEAVIEST,
    HIDES,
    Given,
    hides,
)
from tests.makers.accounts import a_person, actor_of
from tests.makers.comments import a_comment
from tests.makers.moderation import DECIDED, a_decision, a_moderator, a_report, case_of


def given_by(*weights: int, revision_id: int = 1) -> list[Given]:
    return [Given(n, revision_id, "insult", weight) for n, weight in enumerate(weights)]


@pytest.fixture
def heavy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every reporter have a long record with which moderators agreed."""
    monkeypatch.setattr(reports, "_weight", lambda _session, _person_id: 2_500)


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ([3000], False),
        ([3000, 500, 500, 500, 500], False),
        ([1000, 1000, 1000], False),
        ([1000, 1000, 1000, 1000], True),
        ([2000, 2000], True),
        ([500] * 500, False),
    ],
)
def test_how_much_hides(weights: list[int], *, expected: bool) -> None:
    assert hides(given_by(*weights), 1, HIDES, FEWEST) is expected


@given(st.integers(0, HEAVIEST), st.lists(st.integers(0, FULL_VOICE - 1), max_size=500))
def test_one_person_hides_nothing_with_any_number_of_light_voices(
    weight: int, light: list[int]
) -> None:
    assert not hides(given_by(weight, *light), 1, HIDES, FEWEST)


def test_reports_of_an_earlier_wording_hide_nothing() -> None:
    assert not hides(given_by(3000, 3000, revision_id=1), 2, HIDES, FEWEST)


@pytest.mark.usefixtures("heavy")
def test_two_readers_with_a_record_hide_a_comment_until_somebody_has_looked(
    session: Session,
) -> None:
    comment = a_comment(session)
    a_report(session, comment)
    assert comment.state == "published"
    a_report(session, comment)
    assert comment.state == "hidden"
    assert case_of(session, comment).closed_at is None
    a_decision(session, comment, "approve")
    assert comment.state == "published"


@pytest.mark.usefixtures("heavy")
def test_keeping_a_hidden_comment_can_be_undone(session: Session) -> None:
    comment, moderator = a_comment(session), a_moderator(session)
    a_report(session, comment)
    a_report(session, comment)
    decision = a_decision(session, comment, "approve", by=moderator)
    actions.undo(session, actor_of(moderator), decision.id, DECIDED)
    assert comment.state == "hidden"
    assert case_of(session, comment).report_count == 2


def test_a_brigade_of_new_accounts_hides_nothing_and_alerts_the_desk_once(
    session: Session,
) -> None:
    comment, moderator, reader = a_comment(session), a_moderator(session), a_person(session)
    for _ in range(BRIGADE - 1):
        a_report(session, comment)
    assert alerts(session, moderator) == 0
    for _ in range(10):
        a_report(session, comment)
    assert comment.state == "published"
    assert alerts(session, moderator) == 1
    assert alerts(session, reader) == 0
    assert queries.case_of(session, comment.id) is not None


def alerts(session: Session, person: Person) -> int:
    found = select(Notice.id).where(
        Notice.person_id == person.id, Notice.title == "Many new accounts report one comment"
    )
    return len(session.scalars(found).all())
