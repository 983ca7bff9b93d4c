"""Notices become mails: once, in one's own rhythm, by the state of the moment they leave."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts import actions as accounts
from discuss.accounts.models import Person
from discuss.comments import actions as comments
from discuss.comments.models import Comment
from discuss.inbox import actions
from discuss.inbox.rules import Rhythm, Stream
from discuss.kit import clock
from discuss.kit.outbox import PAUSES, Outgoing
from tests.fixtures.mail import Mailbox
from tests.fixtures.sites import Site
from tests.makers.accounts import a_person, actor_of
from tests.makers.comments import a_comment, a_discussion
from tests.makers.moderation import a_decision, a_held_comment, a_report
from tests.makers.predictions import a_forecast, a_question, a_ruling, an_open_question


def wants(session: Session, person: Person, stream: Stream, rhythm: Rhythm) -> None:
    actions.choose(session, actor_of(person), {stream: rhythm}, clock.now())


def a_reply(
    session: Session, rhythm: Rhythm = Rhythm.AT_ONCE, body: str = "Relief is not pressure."
) -> tuple[Person, Comment]:
    """Return somebody who was answered, and the answer by Lena Brandt."""
    asker = a_person(session)
    wants(session, asker, Stream.REPLIES, rhythm)
    lena = session.scalar(select(Person).where(Person.name == "Lena Brandt"))
    lena = lena or a_person(session, "Lena Brandt")
    return asker, a_comment(session, lena, parent=a_comment(session, asker), body=body)


def test_a_reply_is_mailed_once_with_its_words_and_its_place(
    sending: Site, mailbox: Mailbox
) -> None:
    with sending.session() as session:
        asker, reply = a_reply(session)
        address, comment_id = asker.email, reply.id
    sending.deliver()
    sending.deliver()
    (mail,) = mailbox.mails
    assert (mail["To"], mail["Subject"]) == (address, "Lena Brandt replied to you")
    assert mail.get_content_type() == "text/plain"
    text = mail.get_content()
    assert "> Relief is not pressure." in text
    assert f"http://127.0.0.1:5000/comments/{comment_id}#c{comment_id}" in text


def test_several_replies_are_one_mail_in_a_quieter_rhythm(sending: Site, mailbox: Mailbox) -> None:
    with sending.session() as session:
        asker, reply = a_reply(session, Rhythm.WEEKLY)
        parent = session.get_one(Comment, reply.parent_id)
        a_comment(session, a_person(session, "Karl Voss"), parent=parent, body="So do I.")
        del asker
    sending.deliver()
    sending.deliver()
    (mail,) = mailbox.mails
    assert mail["Subject"] == "2 replies to you"
    assert "Lena Brandt replied to you" in mail.get_content()
    assert "> So do I." in mail.get_content()
    assert "once a week" in mail.get_content()


def test_an_approval_is_mailed_and_a_rejection_only_as_its_statement(
    sending: Site, mailbox: Mailbox
) -> None:
    at = clock.now() - timedelta(minutes=1)
    with sending.session() as session:
        a_decision(session, a_held_comment(session), "approve", at=at)
        a_decision(session, a_held_comment(session), "reject", at=at)
    sending.deliver()
    subjects = sorted(mail["Subject"] for mail in mailbox.mails)
    assert subjects == ["Why your comment was rejected", "Your comment was approved"]


def read_it(session: Session, asker: Person, _reply: Comment) -> None:
    actions.mark_read(session, actor_of(asker), None, clock.now())


def withdraw_it(session: Session, _asker: Person, reply: Comment) -> None:
    author = session.get_one(Person, reply.author_id)
    comments.withdraw(session, actor_of(author), reply.id, clock.now())


def reject_it(session: Session, _asker: Person, reply: Comment) -> None:
    a_report(session, reply)
    a_decision(session, reply, "reject", at=clock.now())


def erase_the_author(session: Session, _asker: Person, reply: Comment) -> None:
    accounts.erase(session, actor_of(session.get_one(Person, reply.author_id)), clock.now())


def erase_the_asker(session: Session, asker: Person, _reply: Comment) -> None:
    accounts.erase(session, actor_of(asker), clock.now())


def doubt_the_address(_session: Session, asker: Person, _reply: Comment) -> None:
    asker.confirmed_at = None


def ignore_them(session: Session, asker: Person, reply: Comment) -> None:
    author = session.get_one(Person, reply.author_id)
    accounts.ignore(session, actor_of(asker), author.handle, clock.now())


def turn_it_off(session: Session, asker: Person, _reply: Comment) -> None:
    wants(session, asker, Stream.REPLIES, Rhythm.OFF)


@pytest.mark.parametrize("rhythm", [Rhythm.AT_ONCE, Rhythm.DAILY])
@pytest.mark.parametrize(
    "meanwhile",
    [
        read_it,
        withdraw_it,
        reject_it,
        erase_the_author,
        erase_the_asker,
        doubt_the_address,
        ignore_them,
        turn_it_off,
    ],
)
def test_nothing_is_mailed_that_is_not_so_any_more(
    sending: Site,
    mailbox: Mailbox,
    rhythm: Rhythm,
    meanwhile: Callable[[Session, Person, Comment], None],
) -> None:
    with sending.session() as session:
        asker, reply = a_reply(session, rhythm)
        meanwhile(session, asker, reply)
    sending.deliver()
    assert [mail for mail in mailbox.mails if "replied" in mail["Subject"]] == []
    with sending.session() as session:
        waiting = select(Outgoing).where(Outgoing.kind == "notices", Outgoing.done_at.is_(None))
        assert session.scalars(waiting).all() == []


def test_a_mail_quotes_the_words_as_they_are_now(sending: Site, mailbox: Mailbox) -> None:
    with sending.session() as session:
        _, reply = a_reply(session)
        lena = session.get_one(Person, reply.author_id)
        accounts.rename(session, actor_of(lena), "Lena Sommer")
    sending.deliver()
    assert mailbox.mails[0]["Subject"] == "Lena Sommer replied to you"


def test_nothing_of_a_readers_words_can_be_clicked(sending: Site, mailbox: Mailbox) -> None:
    with sending.session() as session:
        a_reply(session, body="See evil.com/a?b=c or ask a@evil.com.")
    sending.deliver()
    text = mailbox.mails[0].get_content()
    assert "> See [link] or ask [link]." in text
    assert "evil" not in text


def test_who_changes_to_a_quieter_rhythm_gets_what_waits_in_that_rhythm(
    sending: Site, mailbox: Mailbox
) -> None:
    with sending.session() as session:
        asker, _ = a_reply(session)
        wants(session, asker, Stream.REPLIES, Rhythm.WEEKLY)
        person_id = asker.id
    sending.deliver()
    assert mailbox.mails == []
    with sending.session() as session:
        key = f"digest-replies-{person_id}-%"
        session.scalars(select(Outgoing).where(Outgoing.key.like(key))).one().due_at = clock.now()
    sending.deliver()
    assert len(mailbox.mails) == 1


def test_a_second_try_sends_the_same_mail(sending: Site, mailbox: Mailbox) -> None:
    mailbox.refusals = 1
    with sending.session() as session:
        asker, reply = a_reply(session, Rhythm.DAILY)
        person_id, parent_id = asker.id, reply.parent_id
    sending.deliver()
    with sending.session() as session:
        row = session.scalars(select(Outgoing).where(Outgoing.done_at.is_(None))).one()
        assert row.attempts == 1
        assert "451" in row.last_error
        assert timedelta(0) < row.due_at - clock.now() <= timedelta(seconds=PAUSES[0])
        row.due_at = clock.now()
        parent = session.get_one(Comment, parent_id)
        # Somebody answers between the two tries: that is for the next mail.
        a_comment(session, a_person(session, "Karl Voss"), parent=parent, at=clock.now())
        del person_id
    sending.deliver()
    (mail,) = mailbox.mails
    assert mail["Subject"] == "Lena Brandt replied to you"
    assert "Karl Voss" not in mail.get_content()


def test_no_mail_holds_anybodys_forecast(sending: Site, mailbox: Mailbox) -> None:
    with sending.session() as session:
        asker, lena = a_person(session), a_person(session, "Lena Brandt")
        wants(session, asker, Stream.REPLIES, Rhythm.AT_ONCE)
        question = an_open_question(session, a_discussion(session))
        a_forecast(session, question, lena, 87, at=clock.now())
        parent = a_comment(session, asker, at=clock.now())
        a_comment(session, lena, parent=parent, attach=True, at=clock.now())
    sending.deliver()
    (mail,) = mailbox.mails
    assert "87" not in mail.get_content()
    assert "%" not in mail.get_content()


def test_forecasters_are_mailed_that_a_question_is_decided_and_no_number(
    sending: Site, mailbox: Mailbox
) -> None:
    with sending.session() as session:
        question = a_question(session, a_discussion(session), short_title="Green bridge")
        forecaster = a_person(session)
        a_forecast(session, question, forecaster, 87)
        a_ruling(session, question)
        address = forecaster.email
    sending.deliver()
    (mail,) = [each for each in mailbox.mails if each["To"] == address]
    assert mail["Subject"] == "Decided: Green bridge"
    assert "87" not in mail.get_content()


def test_a_long_digest_leads_to_the_notices_for_the_rest(sending: Site, mailbox: Mailbox) -> None:
    with sending.session() as session:
        asker = a_person(session)
        parent = a_comment(session, asker)
        for _ in range(23):
            a_comment(session, parent=parent)
    sending.deliver()
    (mail,) = mailbox.mails
    assert mail["Subject"] == "23 replies to you"
    assert "3 more are in your notices:" in mail.get_content()


def test_what_came_while_a_stream_was_off_is_not_mailed_later(
    sending: Site, mailbox: Mailbox
) -> None:
    with sending.session() as session:
        asker, reply = a_reply(session, Rhythm.OFF)
        wants(session, asker, Stream.REPLIES, Rhythm.DAILY)
        parent = session.get_one(Comment, reply.parent_id)
        a_comment(session, a_person(session, "Karl Voss"), parent=parent, body="So do I.")
    sending.deliver()
    (mail,) = mailbox.mails
    assert mail["Subject"] == "Karl Voss replied to you"


def test_who_wants_no_mail_about_replies_is_mailed_that_a_reply_calls_them(
    sending: Site, mailbox: Mailbox
) -> None:
    with sending.session() as session:
        ruth = a_person(session, "Ruth Okafor")
        wants(session, ruth, Stream.REPLIES, Rhythm.OFF)
        wants(session, ruth, Stream.MENTIONS, Rhythm.AT_ONCE)
        parent = a_comment(session, ruth)
        lena = a_person(session, "Lena Brandt")
        a_comment(session, lena, parent=parent, body="I agree, @Ruth Okafor.")
    sending.deliver()
    (mail,) = mailbox.mails
    assert mail["Subject"] == "Lena Brandt mentioned you"
