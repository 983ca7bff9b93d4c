"""Mails about decisions leave when they count, and never for a decision that was undone."""

from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default

from sqlalchemy import select, update

from discuss.accounts.models import Person
from discuss.comments.models import Comment
from discuss.kit import clock
from discuss.kit.outbox import Outgoing
from discuss.moderation import actions, queries
from discuss.moderation.actions.commands import Answer
from discuss.moderation.actions.notifying import FORGETTING
from discuss.moderation.actions.telling import key_of
from discuss.moderation.models import Decision, LegalNotice
from tests.fixtures.sites import Site
from tests.makers.accounts import a_person, actor_of
from tests.makers.comments import a_comment
from tests.makers.moderation import (
    a_decision,
    a_held_comment,
    a_hiding,
    a_moderator,
    a_notice,
    an_objection,
)

AGO = timedelta(minutes=1)


def a_rejection(site: Site, at: datetime) -> tuple[int, int, int]:
    """Return a decision on a running site, its author and its moderator."""
    with site.session() as session:
        author, moderator = a_person(session), a_moderator(session)
        decision = a_decision(session, a_held_comment(session, author), by=moderator, at=at)
        return decision.id, author.id, moderator.id


def test_the_statement_is_mailed_word_for_word_once_it_counts(site: Site) -> None:
    decision_id, _, _ = a_rejection(site, clock.now() - AGO)
    site.deliver()
    site.deliver()
    (mail,) = site.mail
    text = mail.read_text()
    assert "Why your comment was rejected" in text
    assert f"/statements/{decision_id}" in text


def test_nothing_leaves_within_the_twelve_seconds(site: Site) -> None:
    a_rejection(site, clock.now())
    site.deliver()
    assert site.mail == []


def test_an_undone_decision_is_never_mailed(site: Site) -> None:
    at = clock.now()
    decision_id, _, moderator_id = a_rejection(site, at)
    with site.session() as session:
        actor = actor_of(session.get_one(Person, moderator_id))
        actions.undo(session, actor, decision_id, at + timedelta(seconds=2))
    with site.session() as session:
        waiting = select(Outgoing).where(Outgoing.key == key_of(decision_id))
        assert session.scalars(waiting).all() == []


def test_even_a_mail_that_escaped_the_undoing_stops_at_the_last_door(site: Site) -> None:
    at = clock.now()
    decision_id, _, moderator_id = a_rejection(site, at)
    with site.session() as session:
        actor = actor_of(session.get_one(Person, moderator_id))
        actions.undo(session, actor, decision_id, at + timedelta(seconds=2))
        session.add(
            Outgoing(
                key=key_of(decision_id),
                kind="statement",
                payload={"decision_id": decision_id},
                created_at=at,
                due_at=at,
            )
        )
        session.execute(
            update(Decision).where(Decision.id == decision_id).values(effective_at=at - AGO)
        )
    site.deliver()
    assert site.mail == []


def a_hidden_comment(site: Site, ago: timedelta) -> int:
    """Return a comment on a running site that has been hidden for so long."""
    with site.session() as session:
        author = a_person(session)
        author.language = "de"
        comment = a_comment(session, author)
        a_hiding(session, comment, at=clock.now() - ago)
        return comment.id


def test_a_comment_hidden_for_an_hour_is_mailed_to_its_author_once(site: Site) -> None:
    a_hidden_comment(site, timedelta(minutes=59))
    site.deliver()
    assert site.mail == []
    a_hidden_comment(site, timedelta(minutes=61))
    for _ in range(3):
        site.deliver()
    (mail,) = site.mail
    message = message_from_bytes(mail.read_bytes(), policy=default)
    assert message["Subject"] == "Ihr Kommentar ist verborgen, solange er geprüft wird"
    text = message.get_content()
    assert "Software hat ihn von selbst verborgen." in text
    assert "Die Begründung steht unter\n" in text
    assert "/statements/hidden/" in text


def test_a_late_mail_about_a_hidden_comment_does_not_say_what_is_over(site: Site) -> None:
    comment_id = a_hidden_comment(site, timedelta(minutes=61))
    with site.session() as session:
        hiding = queries.last_hiding(session, comment_id)
        assert hiding is not None
        actions.tell_of_hiding(session, hiding.id, clock.now())
        a_decision(session, session.get_one(Comment, comment_id), "approve", at=clock.now() - AGO)
    for _ in range(2):
        site.deliver()
    (mail,) = site.mail
    assert "/statements/hidden/" not in mail.read_text()


def test_the_answer_to_an_objection_is_mailed(site: Site) -> None:
    at = clock.now() - timedelta(hours=1)
    decision_id, author_id, _ = a_rejection(site, at)
    with site.session() as session:
        decision = session.get_one(Decision, decision_id)
        author = session.get_one(Person, author_id)
        an_objection(session, decision, author, at + AGO)
        answer = Answer(decision_id, "upheld", "The rule is clear to me.")
        actions.answer_objection(session, actor_of(a_moderator(session)), answer, at + 2 * AGO)
    site.deliver()
    texts = [mail.read_text() for mail in site.mail]
    assert any("The rule is clear to me." in text for text in texts)


def test_who_sent_a_legal_notice_gets_a_receipt_at_once_and_the_outcome_when_it_counts(
    site: Site,
) -> None:
    with site.session() as session:
        comment = a_comment(session)
        a_notice(session, comment)
    site.deliver()
    (receipt,) = site.mail
    assert "We received your legal notice" in receipt.read_text()
    assert "/legal-notice/" in receipt.read_text()
    with site.session() as session:
        comment = session.merge(comment)
        moderator = a_moderator(session)
        kept = {"by": moderator, "at": clock.now(), "explanation": "It breaks no law."}
        decision = a_decision(session, comment, "approve", **kept)  # type: ignore[arg-type]
        actions.undo(session, actor_of(moderator), decision.id, clock.now())
    site.deliver()
    assert len(site.mail) == 1
    with site.session() as session:
        kept = {"at": clock.now() - AGO, "explanation": "It breaks no law."}
        a_decision(session, session.merge(comment), "approve", **kept)  # type: ignore[arg-type]
    site.deliver()
    site.deliver()
    texts = [mail.read_text() for mail in site.mail if mail != receipt]
    assert len(texts) == 1
    assert "It breaks no law." in texts[0]
    assert "you can ask for another look" in texts[0]


def test_a_year_after_it_came_nobody_knows_who_sent_a_legal_notice(site: Site) -> None:
    with site.session() as session:
        report_id = a_notice(session, a_comment(session)).report_id
        year = update(Outgoing).where(Outgoing.kind == FORGETTING)
        session.execute(year.values(due_at=clock.now() - AGO))
    site.deliver()
    with site.session() as session:
        notice = session.get_one(LegalNotice, report_id)
        assert (notice.name, notice.email) == ("", "")
