from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from discuss.kit import outbox
from discuss.kit.outbox import CLAIM, PAUSES, Outgoing

SECOND = timedelta(seconds=1)


def a_delivery(session: Session, now: datetime, key: str = "a", **more: object) -> Outgoing:
    outbox.enqueue(session, key=key, kind="mail", payload={"n": key}, now=now, **more)  # type: ignore[arg-type]
    return session.scalars(select(Outgoing).where(Outgoing.key == key)).one()


def test_the_same_deed_asked_for_twice_leaves_once(session: Session, now: datetime) -> None:
    a_delivery(session, now)
    a_delivery(session, now + SECOND)
    assert session.scalar(select(func.count()).select_from(Outgoing)) == 1


def test_a_key_that_was_delivered_is_not_delivered_again(session: Session, now: datetime) -> None:
    row = a_delivery(session, now)
    outbox.settle(session, row.id, now)
    a_delivery(session, now)
    assert not outbox.is_due(session, now + timedelta(days=9))


def test_what_is_due_later_waits(session: Session, now: datetime) -> None:
    a_delivery(session, now, due_at=now + 12 * SECOND)
    assert not outbox.is_due(session, now + 11 * SECOND)
    assert outbox.claim(session, now + 11 * SECOND) == []
    assert outbox.is_due(session, now + 12 * SECOND)
    assert len(outbox.claim(session, now + 12 * SECOND)) == 1


def test_one_worker_at_a_time_holds_a_delivery(session: Session, now: datetime) -> None:
    a_delivery(session, now)
    assert len(outbox.claim(session, now)) == 1
    assert outbox.claim(session, now + CLAIM - SECOND) == []
    assert len(outbox.claim(session, now + CLAIM)) == 1


def test_the_oldest_leave_first_and_only_so_many_at_once(session: Session, now: datetime) -> None:
    for n in range(5):
        a_delivery(session, now - n * SECOND, key=str(n))
    assert [row.key for row in outbox.claim(session, now, limit=2)] == ["4", "3"]


def test_a_delivery_that_fails_is_tried_again_after_growing_pauses(
    session: Session, now: datetime
) -> None:
    row = a_delivery(session, now)
    at = now
    for number, pause in enumerate(PAUSES, 1):
        outbox.postpone(session, row, f"refusal {number}", at)
        session.refresh(row)
        assert row.due_at == at + timedelta(seconds=pause)
        assert (row.attempts, row.last_error) == (number, f"refusal {number}")
        at = row.due_at
    assert list(PAUSES) == sorted(set(PAUSES))


def test_after_the_last_pause_it_is_given_up_and_kept_to_be_seen(
    session: Session, now: datetime
) -> None:
    row = a_delivery(session, now)
    for _ in range(len(PAUSES) + 1):
        outbox.postpone(session, row, "no", now)
        session.refresh(row)
    assert row.given_up_at == now
    assert not outbox.is_due(session, now + timedelta(days=99))
    assert outbox.claim(session, now + timedelta(days=99)) == []


def test_a_long_error_is_kept_short(session: Session, now: datetime) -> None:
    row = a_delivery(session, now)
    outbox.postpone(session, row, "e" * 5000, now)
    session.refresh(row)
    assert len(row.last_error) == 500


def test_what_was_taken_back_never_leaves(session: Session, now: datetime) -> None:
    a_delivery(session, now, due_at=now + 12 * SECOND)
    assert outbox.cancel(session, "a")
    assert not outbox.is_due(session, now + timedelta(days=1))
    assert not outbox.cancel(session, "a")


def test_what_has_left_cannot_be_taken_back(session: Session, now: datetime) -> None:
    row = a_delivery(session, now)
    outbox.settle(session, row.id, now)
    assert not outbox.cancel(session, "a")


def test_once_delivered_the_words_and_links_of_a_mail_are_forgotten(
    session: Session, now: datetime
) -> None:
    row = a_delivery(session, now)
    outbox.settle(session, row.id, now)
    session.refresh(row)
    assert row.payload == {}
    assert row.done_at == now
