"""What is done about accounts: by whom, to what effect, told, ended and objected to."""

from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts import policy as accounts
from discuss.accounts.actions import erase
from discuss.accounts.models import Person, SignIn
from discuss.inbox.models import Notice
from discuss.kit import audit, clock
from discuss.kit.audit import AuditRow
from discuss.kit.errors import Invalid, Refused
from discuss.kit.outbox import Outgoing
from discuss.moderation import actions, queries
from discuss.moderation.actions.commands import Impose
from discuss.moderation.models import DetectorResult, Sanction, SanctionStep
from tests.fixtures.sites import Site
from tests.makers.accounts import a_person, actor_of, send, sign_in
from tests.makers.comments import a_comment

NOW = clock.now()
LATER = NOW + timedelta(days=9)


def an_admin(session: Session) -> Person:
    return a_person(session, role="admin")


def a_moderator(session: Session) -> Person:
    return a_person(session, role="moderator")


def a_sanction(
    session: Session,
    person: Person,
    kind: str = "warning",
    by: Person | None = None,
    ends_at: datetime | None = None,
    clause: str | None = None,
) -> Sanction:
    by = by or an_admin(session)
    clause = clause if clause is not None else "5" if kind == "ban" else "2"
    command = Impose(person.handle, kind, clause, "Three personal attacks in a week.", ends_at)
    row = actions.impose(session, actor_of(by), command, NOW)
    session.commit()
    return row


def mails(session: Session) -> list[str]:
    return list(session.scalars(select(Outgoing.key).where(Outgoing.kind == "sanction")))


def notices(session: Session, person: Person) -> list[str]:
    found = select(Notice.title).where(Notice.person_id == person.id).order_by(Notice.id)
    return list(session.scalars(found))


def test_a_note_is_for_moderators_alone(session: Session) -> None:
    person = a_person(session)
    row = a_sanction(session, person, "note", clause="")
    assert row.statement == ""
    assert mails(session) == []
    assert notices(session, person) == []
    assert accounts.may_take_part(actor_of(person))


def test_a_warned_person_takes_part_again_once_they_confirm(session: Session) -> None:
    person = a_person(session)
    row = a_sanction(session, person, by=a_moderator(session))
    with pytest.raises(Refused, match="Read the warning in your inbox"):
        a_comment(session, person)
    session.rollback()
    actions.acknowledge(session, actor_of(person), row.id, NOW)
    session.commit()
    assert a_comment(session, person).state == "published"
    assert notices(session, person)[0] == "A message from the moderators"
    assert len(mails(session)) == 1


def test_whose_comments_are_read_first_waits_until_it_is_lifted(session: Session) -> None:
    person, moderator = a_person(session), a_moderator(session)
    row = a_sanction(session, person, "premoderation", by=moderator)
    held = a_comment(session, person)
    assert held.state == "held"
    found = session.scalars(
        select(DetectorResult.verdict).where(DetectorResult.detector == "premoderation")
    ).all()
    assert found == ["hold"]
    actions.lift(session, actor_of(moderator), row.id, "Ten good comments.", NOW)
    session.commit()
    assert a_comment(session, person).state == "published"


def test_a_suspended_person_reads_the_day_on_which_it_ends(session: Session) -> None:
    person = a_person(session)
    a_sanction(session, person, "suspension", ends_at=LATER)
    day = f"{LATER.day} {LATER:%B %Y}"
    with pytest.raises(Refused, match=f"suspended until {day}"):
        a_comment(session, person)


def test_a_suspension_is_over_on_its_day_without_anybody_doing_anything(session: Session) -> None:
    person = a_person(session)
    a_sanction(session, person, "suspension", ends_at=LATER)
    person.suspended_until = NOW - timedelta(seconds=1)
    assert accounts.may_take_part(actor_of(person))


def test_moderators_suspend_for_a_week_and_admins_for_ninety_days(session: Session) -> None:
    moderator, week = a_moderator(session), NOW + timedelta(days=7)
    a_sanction(session, a_person(session), "suspension", moderator, week)
    with pytest.raises(Invalid, match="7 days at most"):
        a_sanction(session, a_person(session), "suspension", moderator, LATER)
    with pytest.raises(Invalid, match="90 days at most"):
        a_sanction(session, a_person(session), "suspension", None, NOW + timedelta(days=91))


@pytest.mark.parametrize(
    ("kind", "clause", "ends_at", "sentence"),
    [
        ("suspension", "2", None, "Without an end it is a ban"),
        ("suspension", "2", NOW, "This day is over"),
        ("warning", "", None, "Choose the house rule"),
        ("ban", "2", LATER, "has no end date"),
    ],
)
def test_a_sanction_without_what_it_needs_is_refused(
    session: Session, kind: str, clause: str, ends_at: datetime | None, sentence: str
) -> None:
    with pytest.raises(Invalid, match=sentence):
        a_sanction(session, a_person(session), kind, clause=clause, ends_at=ends_at)


def test_nobody_acts_on_their_own_account_or_on_the_sites_own_people(session: Session) -> None:
    admin, moderator = an_admin(session), a_moderator(session)
    with pytest.raises(Refused, match="This account is yours"):
        a_sanction(session, admin, by=admin)
    with pytest.raises(Refused, match="takes the role away first"):
        a_sanction(session, moderator, by=admin)


def test_a_ban_takes_two_people_and_ends_every_sign_in(
    client: FlaskClient, session: Session
) -> None:
    person, admin, moderator = a_person(session), an_admin(session), a_moderator(session)
    sign_in(client, person, session)
    row = a_sanction(session, person, "ban", by=moderator)
    assert accounts.may_take_part(actor_of(person))
    assert mails(session) == []
    with pytest.raises(Refused, match="Somebody else confirms it"):
        actions.confirm_ban(session, actor_of(moderator), row.id, NOW)
    with pytest.raises(Refused, match="has to be an admin"):
        actions.confirm_ban(session, actor_of(a_moderator(session)), row.id, NOW)
    actions.confirm_ban(session, actor_of(admin), row.id, NOW)
    session.commit()
    assert not session.scalars(
        select(SignIn.id).where(SignIn.person_id == person.id, SignIn.ended_at.is_(None))
    ).all()
    assert "banned" in accounts.may_take_part(actor_of(person)).sentence
    assert len(mails(session)) == 1


def test_a_proposed_ban_that_is_dropped_is_told_to_nobody(session: Session) -> None:
    person, moderator = a_person(session), a_moderator(session)
    row = a_sanction(session, person, "ban", by=moderator)
    actions.lift(session, actor_of(moderator), row.id, "A mistake.", NOW)
    session.commit()
    assert notices(session, person) == []
    with pytest.raises(Refused, match="nothing to confirm"):
        actions.confirm_ban(session, actor_of(an_admin(session)), row.id, NOW)


def test_an_objection_is_answered_by_somebody_who_had_no_part(session: Session) -> None:
    person, proposer, second = a_person(session), a_moderator(session), an_admin(session)
    row = a_sanction(session, person, "ban", by=proposer)
    actions.confirm_ban(session, actor_of(second), row.id, NOW)
    actions.object_to_sanction(session, actor_of(person), row.id, "It was a quotation.", NOW)
    session.commit()
    for involved in (proposer, second):
        with pytest.raises(Refused, match="had a part in this decision"):
            actions.answer_sanction(session, actor_of(involved), row.id, "upheld", "No.", NOW)
    assert [each.sanction.id for each in queries.waiting_sanctions(session)] == [row.id]
    third = actor_of(a_moderator(session))
    actions.answer_sanction(session, third, row.id, "reversed", "You are right.", NOW)
    session.commit()
    assert accounts.may_take_part(actor_of(person))
    assert queries.waiting_sanctions(session) == []
    assert notices(session, person)[-1] == "Your objection was answered"
    with pytest.raises(Refused, match="objected already"):
        actions.object_to_sanction(session, actor_of(person), row.id, "Again.", NOW)


def test_the_longest_of_several_silences_counts(session: Session) -> None:
    person, admin = a_person(session), an_admin(session)
    a_sanction(session, person, "suspension", admin, NOW + timedelta(days=2))
    longer = a_sanction(session, person, "suspension", admin, LATER)
    actions.lift(session, actor_of(admin), longer.id, "Enough.", NOW)
    session.commit()
    assert person.suspended_until == NOW + timedelta(days=2)


def test_every_step_stands_in_the_record_without_its_words(session: Session) -> None:
    person, admin = a_person(session), an_admin(session)
    row = a_sanction(session, person, by=admin)
    actions.lift(session, actor_of(admin), row.id, "A mistake.", NOW)
    session.commit()
    rows = session.scalars(select(AuditRow).order_by(AuditRow.n.desc()).limit(2)).all()
    assert [each.deed for each in rows] == ["sanction_lifted", "sanction"]
    assert all("attacks" not in str(each.facts) for each in rows)


def test_a_deleted_account_takes_the_words_about_it_along(session: Session) -> None:
    person = a_person(session)
    row = a_sanction(session, person)
    actions.object_to_sanction(session, actor_of(person), row.id, "It was a quotation.", NOW)
    erase(session, actor_of(person), NOW)
    session.commit()
    session.expire_all()
    assert (session.get_one(Sanction, row.id).statement, row.words) == ("", "")
    assert session.scalars(select(SanctionStep.words)).all() == [""]
    assert audit.verify(session) is None


def test_a_moderator_warns_from_the_desk_and_the_reader_confirms(
    client: FlaskClient, session: Session
) -> None:
    person, moderator = a_person(session), a_moderator(session)
    sign_in(client, moderator, session)
    desk = f"/desk/people/{person.handle}"
    refused = send(client, f"{desk}/sanctions", desk, kind="warning", words="Attacks.", clause="")
    assert refused.status_code == 422
    assert "Attacks." in refused.text
    told = send(client, f"{desk}/sanctions", desk, kind="warning", words="Attacks.", clause="2")
    assert told.status_code == 303
    assert "In force" in client.get(desk).text
    row = session.scalars(select(Sanction)).one()
    sign_in(client, person, session)
    page = client.get(f"/sanctions/{row.id}").text
    assert "Argue with the point" in page
    send(client, f"/sanctions/{row.id}/acknowledgement", f"/sanctions/{row.id}")
    assert "Read and confirmed" in client.get(f"/sanctions/{row.id}").text
    assert client.get(desk).status_code == 403


def test_what_was_written_to_one_person_is_closed_to_others(
    client: FlaskClient, session: Session
) -> None:
    person = a_person(session)
    row, note = a_sanction(session, person), a_sanction(session, person, "note", clause="")
    sign_in(client, a_person(session), session)
    assert client.get(f"/sanctions/{row.id}").status_code == 403
    sign_in(client, person, session)
    assert client.get(f"/sanctions/{note.id}").status_code == 403


def test_what_waits_for_a_second_person_is_listed_at_the_desk(
    client: FlaskClient, session: Session
) -> None:
    person, moderator, admin = a_person(session), a_moderator(session), an_admin(session)
    row = a_sanction(session, person, "ban", by=moderator)
    sign_in(client, moderator, session)
    assert "Somebody else confirms it" in client.get("/desk/sanctions").text
    sign_in(client, admin, session)
    send(client, f"/sanctions/{row.id}/confirmation", "/desk/sanctions")
    assert "Nothing waits here" in client.get("/desk/sanctions").text
    desk = f"/desk/people/{person.handle}"
    send(client, f"/sanctions/{row.id}/lifting", desk, words="Enough.")
    assert "Lifted" in client.get(desk).text


def test_the_message_leaves_as_a_mail(site: Site) -> None:
    with site.session() as session:
        person = a_person(session)
        address = person.email
        a_sanction(session, person)
    site.deliver()
    text = next(mail.read_text() for mail in site.mail if f"To: {address}" in mail.read_text())
    assert "A message from the moderators" in text
    assert "/sanctions/" in text
