"""An objection to a step towards somebody is answered by letting it end earlier."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts import policy as accounts
from discuss.accounts.models import Person
from discuss.inbox import jobs
from discuss.inbox.models import Notice
from discuss.kit import clock
from discuss.kit.audit import AuditRow
from discuss.kit.errors import Invalid, Refused
from discuss.moderation import actions, policy, queries
from discuss.moderation.actions.commands import Impose
from discuss.moderation.models import Sanction, SanctionStep
from tests.makers.accounts import a_person, actor_of, send, sign_in
from tests.makers.moderation import a_moderator

WHOLE = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC))


def objected(
    session: Session, person: Person, kind: str = "suspension", days: int | None = 6
) -> Sanction:
    """Return a step towards somebody, to which they object."""
    now = clock.now()
    ends = now + timedelta(days=days) if days else None
    admin = actor_of(a_person(session, role="admin"))
    command = Impose(person.handle, kind, "5", "Again and again.", ends)
    row = actions.impose(session, admin, command, now)
    if kind == "ban":
        other = actor_of(a_person(session, role="admin"))
        actions.confirm_ban(session, other, row.id, now)
    actions.object_to_sanction(session, actor_of(person), row.id, "Not so long.", now)
    session.commit()
    return row


def shorten(session: Session, row: Sanction, days: float | None) -> SanctionStep:
    now = clock.now()
    until = now + timedelta(days=days) if days is not None else None
    by = actor_of(a_moderator(session))
    step = actions.answer_sanction(session, by, row.id, "shortened", "Once.", now, until)
    session.commit()
    return step


@pytest.mark.parametrize(
    ("kind", "days"),
    [("suspension", 6), ("ban", None), ("premoderation", 9), ("premoderation", None)],
)
def test_it_ends_earlier_and_its_person_is_told_once(
    session: Session, kind: str, days: int | None
) -> None:
    person = a_person(session)
    row = objected(session, person, kind, days)
    step = shorten(session, row, 2)
    assert step.ends_at is not None
    found = queries.sanction(session, row.id)
    assert found.ends_at == step.ends_at
    assert (found.sanction.ends_at is None) is (days is None)
    before, after = step.ends_at - timedelta(hours=1), step.ends_at + timedelta(hours=1)
    assert (found.is_in_force(before), found.is_in_force(after)) == (True, False)
    assert queries.waiting_sanctions(session) == []
    bodies = select(Notice.body).where(Notice.person_id == person.id).order_by(Notice.id.desc())
    said = session.scalars(bodies).first()
    assert said == "Somebody else looked again. The decision stands, for a shorter time."
    record = select(AuditRow).where(AuditRow.deed == "sanction_shortened")
    assert session.scalars(record).one().facts["ends_at"] == step.ends_at.isoformat()
    (told,) = queries.restrictions(session, WHOLE)
    assert told.ends_at == step.ends_at


def test_who_is_suspended_takes_part_again_when_the_shorter_time_is_over(session: Session) -> None:
    person = a_person(session)
    shorten(session, objected(session, person), 0.5)
    session.refresh(person)
    assert person.suspended_until is not None
    assert person.suspended_until < clock.now() + timedelta(days=1)
    assert not accounts.may_take_part(actor_of(person))


def test_comments_are_read_first_until_then_and_no_longer(session: Session) -> None:
    person = a_person(session)
    step = shorten(session, objected(session, person, "premoderation", None), 2)
    assert step.ends_at is not None
    for moment, expected in ((-1, 1), (1, 0)):
        now = step.ends_at + timedelta(hours=moment)
        found = queries.sanctions.premoderations(Person.id, now).where(Person.id == person.id)  # type: ignore[arg-type]
        assert len(session.scalars(found).all()) == expected


@pytest.mark.parametrize("days", [None, -1, 6, 7])
def test_another_end_is_an_earlier_one_that_is_to_come(session: Session, days: int | None) -> None:
    row = objected(session, a_person(session))
    with pytest.raises(Invalid) as refusal:
        shorten(session, row, days)
    assert set(refusal.value.fields) == {"ends_on"}
    assert queries.sanction(session, row.id).kinds == {"objected"}


@pytest.mark.parametrize("kind", ["warning", "advice", "note", "exclusion"])
def test_what_has_no_end_is_not_shortened(kind: str) -> None:
    now = clock.now()
    assert not policy.may_shorten(kind, None, now + timedelta(days=1), now)


def test_who_decided_does_not_shorten(session: Session) -> None:
    row = objected(session, a_person(session))
    by = actor_of(session.get_one(Person, row.moderator_id))
    until = clock.now() + timedelta(days=1)
    with pytest.raises(Refused):
        actions.answer_sanction(session, by, row.id, "shortened", "No.", clock.now(), until)


def test_what_is_over_by_that_is_not_lifted(session: Session) -> None:
    row = objected(session, a_person(session))
    step = shorten(session, row, 1)
    assert step.ends_at is not None
    taken = queries.sanction(session, row.id)
    admin = actor_of(a_person(session, role="admin"))
    about = (taken.alone, taken.touches, taken.shortened_to)
    for days, expected in ((0, True), (2, False)):
        now = clock.now() + timedelta(days=days)
        assert bool(policy.may_lift(admin, row, taken.kinds, now, *about)) is expected


def test_the_mail_says_until_when_in_their_language(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = a_person(session)
    person.language = "de"
    row = objected(session, person)
    shorten(session, row, 2)
    sent: list[str] = []
    monkeypatch.setattr(jobs, "send_mail", lambda _key, payload: sent.append(payload["text"]))
    monkeypatch.setattr(jobs, "reading", lambda: session)
    with app.app_context():
        jobs.send_sanction("any", {"sanction_id": row.id, "what": "shortened"})
    (text,) = sent
    assert text.startswith("Jemand anderes hat neu geprüft. Die Entscheidung bleibt bestehen, aber")
    assert "\n\nSie endet am " in text
    assert "\n\nOnce.\n\n" in text


def test_at_the_desk_and_by_program(client: FlaskClient, session: Session) -> None:
    first, second = (objected(session, a_person(session)) for _ in range(2))
    secret = sign_in(client, a_moderator(session), session)
    page = client.get("/desk/sanctions").text
    assert f'<input class="in" type="date" id="e{first.id}" name="ends_on">' in page
    day = (clock.now() + timedelta(days=2)).date().isoformat()
    sent = {"outcome": "shortened", "words": "Once."}
    door = f"/sanctions/{first.id}/objection/answer"
    refused = send(client, door, "/desk/sanctions", **sent)
    assert refused.status_code == 422
    assert "Choose the day on which it ends." in refused.text
    assert send(client, door, "/desk/sanctions", **sent, ends_on=day).status_code == 303
    bearer = {"Authorization": f"Bearer {secret}"}
    answer = client.post(
        f"/api/v1/sanctions/{second.id}/objection/answer",
        json=sent | {"ends_on": day},
        headers=bearer,
    ).get_json()
    assert answer["ends_at"].startswith(day)
    assert answer["steps"][-1]["what"].startswith("Objection answered: it ends earlier, on ")
