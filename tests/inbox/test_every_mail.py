"""Every kind of mail arrives once at a real server, also when that refuses it at first."""

import logging
from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.inbox import actions, queries
from discuss.inbox.rules import Attitude, Kind, Rhythm, Stream
from discuss.kit import clock
from discuss.kit.outbox import PAUSES, Outgoing
from discuss.moderation import actions as moderation
from discuss.moderation.actions.commands import Answer
from discuss.moderation.models import Decision
from tests.fixtures.mail import Mailbox
from tests.fixtures.sites import Site
from tests.makers.accounts import a_person, actor_of
from tests.makers.comments import a_comment, a_discussion
from tests.makers.moderation import a_decision, a_held_comment, a_moderator, an_objection
from tests.makers.predictions import a_forecast, a_question, a_ruling

AGO = timedelta(hours=1)


def a_reply(session: Session, person: Person) -> None:
    a_comment(session, a_person(session, "Lena Brandt"), parent=a_comment(session, person))


def a_mention(session: Session, person: Person) -> None:
    a_comment(session, a_person(session, "Lena Brandt"), body=f"What says @{person.name}?")


def a_followed_discussion(session: Session, person: Person) -> None:
    article_id = a_discussion(session).article_id
    place = queries.place(session, actor_of(person), Kind.DISCUSSION, article_id)
    actions.choose(session, actor_of(person), {Stream.FOLLOWS: Rhythm.AT_ONCE}, clock.now())
    actions.watch(session, actor_of(person), place, Attitude.FOLLOW, clock.now() - AGO)
    a_comment(session)
    a_comment(session)


def a_decided_question(session: Session, person: Person) -> None:
    question = a_question(session, a_discussion(session), short_title="Green bridge")
    a_forecast(session, question, person)
    a_ruling(session, question)


def an_approval(session: Session, person: Person) -> None:
    a_decision(session, a_held_comment(session, person), "approve", at=clock.now() - AGO)


def a_rejection(session: Session, person: Person) -> Decision:
    return a_decision(session, a_held_comment(session, person), "reject", at=clock.now() - AGO)


def an_upheld_rejection(session: Session, person: Person) -> None:
    decision = a_rejection(session, person)
    at = clock.now() - AGO / 2
    an_objection(session, decision, person, at)
    answer = Answer(decision.id, "upheld", "The rule is clear to me.")
    moderation.answer_objection(session, actor_of(a_moderator(session)), answer, at + AGO / 4)


KINDS: list[tuple[Callable[[Session, Person], object], list[str]]] = [
    (a_reply, ["Lena Brandt replied to you"]),
    (a_mention, ["Lena Brandt mentioned you"]),
    (a_followed_discussion, ["2 new comments under"]),
    (a_decided_question, ["Decided: Green bridge"]),
    (an_approval, ["Your comment was approved"]),
    (a_rejection, ["Why your comment was rejected"]),
    (
        an_upheld_rejection,
        [
            "The answer to your objection",
            "We received your objection",
            "Why your comment was rejected",
        ],
    ),
]


@pytest.mark.parametrize(("deed", "subjects"), KINDS)
def test_it_arrives_once_and_says_from_whom_it_comes(
    sending: Site,
    mailbox: Mailbox,
    deed: Callable[[Session, Person], object],
    subjects: list[str],
) -> None:
    with sending.session() as session:
        person = a_person(session, "Ruth Okafor")
        deed(session, person)
        address = person.email
    for _ in range(4):
        sending.deliver()
    mine = [mail for mail in mailbox.mails if mail["To"] == address]
    said = sorted(mail["Subject"].split(" “")[0] for mail in mine)
    assert said == subjects
    for mail in mine:
        assert mail["Auto-Submitted"] == "auto-generated"
        assert mail.get_content_type() == "text/plain"
        assert "http://127.0.0.1:5000/" in mail.get_content()


def test_a_mail_that_is_refused_is_tried_again_later_and_later_and_logged(
    sending: Site, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    mailbox.refusals = 3
    with sending.session() as session:
        a_reply(session, a_person(session))
    pauses = []
    with caplog.at_level(logging.WARNING, logger="discuss.web.worker"):
        for _ in range(3):
            sending.deliver()
            with sending.session() as session:
                row = session.scalars(select(Outgoing).where(Outgoing.done_at.is_(None))).one()
                pauses.append((row.due_at - clock.now()).total_seconds())
                session.execute(update(Outgoing).values(due_at=clock.now()))
        sending.deliver()
    for pause, expected in zip(pauses, PAUSES, strict=False):
        assert expected - 5 < pause <= expected
    assert sum("451" in record.getMessage() for record in caplog.records) == 3
    assert not any("@" in record.getMessage() for record in caplog.records)
    assert len(mailbox.mails) == 1


def test_two_deeds_at_the_same_moment_share_one_digest(sending: Site, mailbox: Mailbox) -> None:
    at = clock.now()
    with sending.session() as session:
        person = a_person(session)
        first, second = a_comment(session, person), a_person(session)
        actions.choose(session, actor_of(person), {Stream.REPLIES: Rhythm.HOURLY}, at)
        parent_id, writers = first.id, (second.id, a_person(session).id)
    ready = Barrier(2)

    def answer(writer_id: int) -> None:
        ready.wait(20)
        with sending.session() as session:
            writer = session.get_one(Person, writer_id)
            parent = session.get_one(type(first), parent_id)
            a_comment(session, writer, parent=parent, at=at)

    threads = [Thread(target=answer, args=(each,)) for each in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    with sending.session() as session:
        digests = select(Outgoing).where(Outgoing.kind == "notices")
        session.scalars(digests).one().due_at = clock.now()
    sending.deliver()
    (mail,) = mailbox.mails
    assert mail["Subject"] == "2 replies to you"
