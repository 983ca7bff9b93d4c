"""Moderators see who is working on what, narrow the queue, and leave notes for each other."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.actions import erase
from discuss.kit import clock
from discuss.kit.audit import AuditRow
from discuss.moderation import actions, queries
from discuss.moderation.models import CaseNote
from discuss.moderation.queries import Sought
from discuss.moderation.rules.claims import CLAIM, TARGETS, overdue
from discuss.moderation.rules.priority import BASE, EPOCH, explained, sort_key
from discuss.moderation.rules.reporting import Given
from tests.makers.accounts import a_person, actor_of, send, sign_in
from tests.makers.comments import a_comment
from tests.makers.moderation import (
    DECIDED,
    a_decision,
    a_held_comment,
    a_moderator,
    a_report,
    case_of,
)


def test_a_case_belongs_to_who_opened_it_first_for_five_minutes(session: Session) -> None:
    case, first, second = (
        case_of(session, a_held_comment(session)),
        a_moderator(session),
        a_moderator(session),
    )
    actions.claim(session, actor_of(first), case.id, DECIDED)
    actions.claim(session, actor_of(second), case.id, DECIDED + timedelta(minutes=4))
    found = queries.holder(session, case.id, DECIDED + timedelta(minutes=4))
    assert found is not None
    assert (found.moderator_id, found.until) == (first.id, DECIDED + CLAIM)
    assert queries.holder(session, case.id, DECIDED + CLAIM) is None
    actions.claim(session, actor_of(second), case.id, DECIDED + CLAIM)
    later = queries.holder(session, case.id, DECIDED + CLAIM)
    assert later is not None
    assert later.moderator_id == second.id


def test_the_next_case_is_one_that_nobody_else_works_on(session: Session) -> None:
    cases = [case_of(session, a_held_comment(session)) for _ in range(2)]
    first, second = a_moderator(session), a_moderator(session)
    sought = Sought(DECIDED)
    top = queries.next_after(session, first.id, sought)
    assert top in {case.id for case in cases}
    actions.claim(session, actor_of(first), top, DECIDED)
    assert queries.next_after(session, second.id, sought) not in {None, top}
    assert queries.next_after(session, first.id, sought) == top


def test_a_claim_refuses_nobodys_decision_and_ends_with_ones_own(session: Session) -> None:
    comment, first, second = a_held_comment(session), a_moderator(session), a_moderator(session)
    case = case_of(session, comment)
    actions.claim(session, actor_of(first), case.id, DECIDED)
    a_decision(session, comment, by=second)
    other = a_held_comment(session)
    case = case_of(session, other)
    actions.claim(session, actor_of(first), case.id, DECIDED)
    a_decision(session, other, by=first)
    assert queries.holder(session, case.id, DECIDED) is None


def test_taking_over_is_recorded(session: Session) -> None:
    case, first, second = (
        case_of(session, a_held_comment(session)),
        a_moderator(session),
        a_moderator(session),
    )
    actions.claim(session, actor_of(first), case.id, DECIDED)
    actions.take_over(session, actor_of(second), case.id, DECIDED)
    session.commit()
    found = queries.holder(session, case.id, DECIDED)
    assert found is not None
    assert found.moderator_id == second.id
    row = session.scalars(select(AuditRow).where(AuditRow.deed == "takeover")).one()
    assert (row.actor_id, row.facts) == (second.id, {"before": first.id})


def test_the_queue_is_narrowed_to_ones_own_cases_and_to_a_reason(session: Session) -> None:
    held, reported = a_held_comment(session), a_comment(session)
    a_report(session, reported, reason="spam")
    moderator = a_moderator(session)
    mine = case_of(session, held)
    actions.claim(session, actor_of(moderator), mine.id, DECIDED)

    def ids(**narrowed: str) -> list[int]:
        found = queries.queue(session, moderator.id, Sought(DECIDED, **narrowed))
        return [row.id for row in found.rows]

    assert ids(queue="mine") == [mine.id]
    assert ids(concern="spam") == [case_of(session, reported).id]
    assert ids(concern="insult") == []
    assert ids(queue="held", concern="spam") == []
    assert queries.counts(session, moderator.id, DECIDED).mine == 1


@given(st.lists(st.integers(0, 3000), max_size=9), st.integers(0, 10**6), st.integers(0, 10**6))
def test_what_a_place_in_the_queue_is_made_of_adds_up(
    weights: list[int], opened: int, waited: int
) -> None:
    reports = [Given(n, 1, "hatred", weight) for n, weight in enumerate(weights)]
    opened_at = EPOCH + timedelta(minutes=opened)
    key = sort_key("reported", reports, opened_at)
    parts = explained("reported", key, opened_at, opened_at + timedelta(seconds=waited))
    assert parts[0] == 1000 * BASE["reported"]
    assert parts[1] == min(sum(weights), 12_000) + (2000 if weights else 0)
    assert parts[2] == waited * 1000 // (4 * 3600)


@pytest.mark.parametrize(
    ("queue", "minutes", "expected"),
    [
        ("held", 30, ""),
        ("held", 31, "over 30 min"),
        ("reported", 12 * 60, ""),
        ("reported", 12 * 60 + 1, "over 12 h"),
        ("objection", 72 * 60 + 1, "over 72 h"),
    ],
)
def test_a_case_that_waits_too_long_says_so(queue: str, minutes: int, expected: str) -> None:
    assert overdue(queue, DECIDED, DECIDED + timedelta(minutes=minutes), TARGETS) == expected


def test_opening_a_case_shows_the_others_who_has_it(client: FlaskClient, session: Session) -> None:
    case = case_of(session, a_held_comment(session))
    first, second = a_moderator(session, "Grace Hopper"), a_moderator(session)
    sign_in(client, first, session)
    assert "is working on this" not in client.get(f"/desk/cases/{case.id}").text
    assert "for waiting" in client.get(f"/desk/cases/{case.id}").text
    sign_in(client, second, session)
    page = client.get(f"/desk/cases/{case.id}").text
    assert "Grace Hopper is working on this until" in page
    send(client, f"/cases/{case.id}/claim", f"/desk/cases/{case.id}")
    session.expire_all()
    found = queries.holder(session, case.id, clock.now())
    assert found is not None
    assert found.moderator_id == second.id


def test_a_note_is_read_by_the_next_moderator_and_by_no_reader(
    client: FlaskClient, session: Session
) -> None:
    author = a_person(session)
    case = case_of(session, a_held_comment(session, author))
    sign_in(client, a_moderator(session), session)
    page = f"/desk/cases/{case.id}"
    send(client, f"/cases/{case.id}/notes", page, words="Ask the editor about the source.")
    assert "Ask the editor about the source." in client.get(page).text
    sign_in(client, author, session)
    assert client.get(page).status_code == 403
    session.expire_all()
    erase(session, actor_of(author), clock.now())
    session.commit()
    assert session.scalars(select(CaseNote.words)).all() == [""]


def test_a_reason_in_the_address_narrows_the_desk(client: FlaskClient, session: Session) -> None:
    reported = a_comment(session, body="Buy these marvellous lamps.")
    a_report(session, reported, reason="spam")
    sign_in(client, a_moderator(session), session)
    assert "marvellous lamps" in client.get("/desk?concern=spam").text
    assert "marvellous lamps" not in client.get("/desk?concern=insult").text
    assert "marvellous lamps" in client.get("/desk?concern=nonsense").text


def test_who_goes_through_the_list_keeps_no_case_from_others(
    client: FlaskClient, session: Session
) -> None:
    cases = [case_of(session, a_held_comment(session)).id for _ in range(3)]
    first, second = a_moderator(session), a_moderator(session)
    sign_in(client, first, session)
    for case_id in cases:
        assert client.get(f"/desk/cases/{case_id}").status_code == 200
    now = clock.now()
    here = queries.holder(session, cases[2], now + timedelta(minutes=4))
    assert here is not None
    assert here.moderator_id == first.id
    assert queries.holder(session, cases[0], now) is not None
    assert queries.holder(session, cases[0], now + timedelta(minutes=2)) is None
    later = Sought(now + timedelta(minutes=2))
    assert queries.next_after(session, second.id, later) in cases[:2]
