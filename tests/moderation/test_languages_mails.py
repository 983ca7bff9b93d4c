"""Mails and notices about decisions and objections are in the language of whom they concern."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.inbox import jobs
from discuss.inbox.actions.mailing import Letter, Telling
from discuss.inbox.models import Notice
from discuss.inbox.presenters import write
from discuss.inbox.rules import Rhythm, Stream
from discuss.kit import outbox
from discuss.kit.outbox import Outgoing
from discuss.moderation import actions
from discuss.moderation.actions.commands import Answer, Impose
from discuss.moderation.actions.objections import RECEIPT
from tests.makers.accounts import a_person, actor_of
from tests.makers.moderation import (
    DECIDED,
    a_decision,
    a_held_comment,
    a_moderator,
    an_objection,
)

LATER = DECIDED + timedelta(days=2)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch, session: Session) -> list[tuple[str, str]]:
    """Return what is mailed, as subject and text."""
    found: list[tuple[str, str]] = []
    keep = lambda _key, payload: found.append((payload["subject"], payload["text"]))  # noqa: E731
    monkeypatch.setattr(jobs, "send_mail", keep)
    monkeypatch.setattr(jobs, "reading", lambda: session)
    return found


def a_reader(session: Session, language: str) -> Person:
    person = a_person(session)
    person.language = language
    session.commit()
    return person


def deliver(app: Flask, session: Session, *kinds: str) -> None:
    """Make what waits of some kinds leave, once, in its order."""
    waiting = select(Outgoing).where(Outgoing.kind.in_(kinds), Outgoing.done_at.is_(None))
    with app.app_context():
        for row in session.scalars(waiting.order_by(Outgoing.id)).all():
            jobs.HANDLERS[row.kind](row.key, row.payload)
            outbox.settle(session, row.id, LATER)


def notices(session: Session, person: Person) -> list[tuple[str, str]]:
    found = select(Notice.title, Notice.body).where(Notice.person_id == person.id)
    return [(title, body) for title, body in session.execute(found.order_by(Notice.id))]


def test_an_objection_is_received_and_answered_in_its_authors_language(
    app: Flask, session: Session, sent: list[tuple[str, str]]
) -> None:
    author = a_reader(session, "de")
    decision = a_decision(session, a_held_comment(session, author))
    an_objection(session, decision, author)
    answer = Answer(decision.id, "upheld", "Die Regel ist klar.")
    actions.answer_objection(session, actor_of(a_moderator(session)), answer, LATER)
    session.commit()
    deliver(app, session, "statement", RECEIPT, "objection")
    (first, _), (second, received), (third, answered) = sent
    assert [first, second, third] == [
        "Warum Ihr Kommentar abgelehnt wurde",
        "Ihr Widerspruch ist angekommen",
        "Die Antwort auf Ihren Widerspruch",
    ]
    assert received.startswith("Ihr Widerspruch ist am 4. März 2026, 09:00 Uhr UTC angekommen.")
    assert f"Die Begründung steht unter\nhttp://127.0.0.1:5000/statements/{decision.id}" in received
    assert "Die Entscheidung bleibt bestehen.\n\nDie Regel ist klar.\n\nSie können sich" in answered
    assert [title for title, _ in notices(session, author)] == [
        "Ihr Kommentar wurde abgelehnt",
        "Ihr Widerspruch ist beantwortet",
    ]


def test_what_becomes_of_a_step_is_told_in_the_language_of_its_person(
    app: Flask, session: Session, sent: list[tuple[str, str]]
) -> None:
    person, first, second = a_reader(session, "fr"), a_moderator(session), a_moderator(session)
    command = Impose(person.handle, "warning", "2", "Encore une fois.", None)
    row = actions.impose(session, actor_of(first), command, DECIDED)
    actions.object_to_sanction(session, actor_of(person), row.id, "Non.", DECIDED)
    actions.answer_sanction(session, actor_of(second), row.id, "reversed", "C’est vrai.", LATER)
    session.commit()
    deliver(app, session, "sanction", RECEIPT)
    assert [subject for subject, _ in sent] == [
        "Un message de la modération",
        "Nous avons reçu votre contestation",
        "Votre contestation a reçu une réponse",
    ]
    assert f"/sanctions/{row.id}\n" in sent[1][1]
    assert sent[2][1].startswith("Une autre personne a réexaminé et y a mis fin.\n\nC’est vrai.")
    assert [body for _, body in notices(session, person)] == [
        "Il dit ce que nous avons fait, pourquoi, et ce que vous pouvez faire.",
        "Une autre personne a réexaminé et y a mis fin.",
    ]


def test_who_has_no_address_is_mailed_nothing(app: Flask, session: Session) -> None:
    author = a_reader(session, "es")
    decision = a_decision(session, a_held_comment(session, author))
    an_objection(session, decision, author)
    author.email = None
    session.commit()
    letters = app.config["DISCUSS"].instance / "mail"
    before = set(letters.glob("*.eml"))  # what other tests sent from the same site
    with app.app_context():
        jobs.send_objection_receipt("any", {"about": "decision", "number": decision.id})
    assert set(letters.glob("*.eml")) == before


def test_the_foot_of_a_mail_about_decisions_is_in_their_language_and_of_others_is_not() -> None:
    told = (Telling("Su comentario fue aprobado", "Ya.", "/comments/1", is_quote=False),) * 2
    parts = (1, "ada@example.org")
    about = Letter(*parts, Stream.DECISIONS, Rhythm.AT_ONCE, told, "es")
    mail = write(about, "https://example.org", "token")
    assert mail.subject == "2 de sus comentarios ya se pueden leer"
    assert "decisiones acerca de sus comentarios, al momento.\nNo recibir más" in mail.text
    other = Letter(*parts, Stream.REPLIES, Rhythm.DAILY, told, "es")
    assert "You get mail about replies to you, once a day.\nStop these mails:" in (
        write(other, "https://example.org", "token").text
    )
