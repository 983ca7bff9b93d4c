"""A notice of new comments grows until it is read, and mail tells of it once a period."""

from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.articles.models import Article
from discuss.comments import actions as comments
from discuss.inbox import actions, queries
from discuss.inbox.actions.mailing import Delivery, Letter
from discuss.inbox.actions.watching import LATER as AFTERWARDS
from discuss.inbox.rules import PAUSE, Attitude, Kind, Rhythm, Stream
from discuss.kit import clock, outbox
from discuss.kit.outbox import Outgoing
from discuss.moderation.rules.statement import UNDO_WINDOW
from tests.inbox.test_watching import LATER, a_follower, article_of, deliver, told, watches
from tests.makers.accounts import a_person, actor_of, sign_in
from tests.makers.comments import START, a_comment


def test_who_comes_to_the_discussion_has_read_its_notice(
    client: FlaskClient, session: Session
) -> None:
    person, _ = a_follower(session)
    a_comment(session)
    deliver(session)
    assert queries.unread_count(session, person.id, LATER) == 1
    sign_in(client, person, session)
    slug = session.get_one(Article, article_of(session)).slug
    client.get(f"/articles/{slug}")
    assert queries.unread_count(session, person.id, LATER) == 0
    assert len(told(session, person)) == 1


def test_what_grows_unread_is_in_the_next_digest_too(session: Session) -> None:
    weekly = a_follower(session)[0]
    for number in (1, 2):
        a_comment(session, at=START + number * timedelta(days=7))
        deliver(session)
        assert counted(session, weekly) == [str(number)]


def test_what_grows_unread_is_mailed_again_half_an_hour_after_the_last_mail(
    session: Session,
) -> None:
    person, root = a_person(session), a_comment(session)
    watches(session, person, Kind.THREAD, root.id)
    actions.choose(session, actor_of(person), {Stream.FOLLOWS: Rhythm.AT_ONCE}, clock.now())
    a_comment(session, parent=root, at=START)
    deliver(session)
    (mail,) = waiting_for(session, person)
    assert counted(session, person) == ["1"]
    session.get_one(Outgoing, mail.id).done_at = mail.due_at
    for minutes in (1, 5):
        a_comment(session, parent=root, at=START + timedelta(minutes=minutes))
        deliver(session)
    (another,) = waiting_for(session, person)
    assert another.due_at == mail.due_at + PAUSE
    assert counted(session, person) == ["3"]


def test_what_grows_long_after_the_last_mail_is_mailed_at_once(session: Session) -> None:
    person = a_person(session)
    watches(session, person, Kind.DISCUSSION, article_of(session))
    actions.choose(session, actor_of(person), {Stream.FOLLOWS: Rhythm.AT_ONCE}, clock.now())
    a_comment(session)
    deliver(session)
    assert counted(session, person) == ["1"]
    a_comment(session, at=LATER + timedelta(days=1))
    deliver(session)
    (mail,) = waiting_for(session, person)
    told = UNDO_WINDOW + timedelta(seconds=AFTERWARDS)
    assert mail.due_at - LATER == timedelta(days=1) + told


def counted(session: Session, person: Person) -> list[str]:
    return [each.told[0].title[0] for each in letters(session, person)]


def waiting_for(session: Session, person: Person) -> list[Outgoing]:
    """Return the mails that wait for somebody."""
    session.expire_all()
    waiting = select(Outgoing).where(Outgoing.kind == "notices", Outgoing.done_at.is_(None))
    return [row for row in session.scalars(waiting) if row.payload["person_id"] == person.id]


def letters(session: Session, person: Person) -> list[Letter]:
    """Return what the mails that wait for somebody tell now, and take them as sent."""
    found = []
    for row in waiting_for(session, person):
        notice = row.payload.get("notice", "")
        delivery = Delivery(row.key, person.id, Stream.FOLLOWS, notice)
        letter = actions.gather(session, delivery, LATER)
        found += [letter] if letter else []
        outbox.settle(session, row.id, LATER)
    session.commit()
    return found


def test_what_was_withdrawn_and_comes_again_is_mailed_at_once_again(session: Session) -> None:
    person, author = a_person(session), a_person(session)
    watches(session, person, Kind.DISCUSSION, article_of(session))
    actions.choose(session, actor_of(person), {Stream.FOLLOWS: Rhythm.AT_ONCE}, clock.now())
    gone = a_comment(session, author)
    deliver(session)
    comments.withdraw(session, actor_of(author), gone.id, gone.created_at)
    assert letters(session, person) == []
    a_comment(session)
    deliver(session)
    assert [each.told[0].title[0] for each in letters(session, person)] == ["1"]


def test_who_follows_again_is_mailed_at_once_again(session: Session) -> None:
    person = a_person(session)
    actions.choose(session, actor_of(person), {Stream.FOLLOWS: Rhythm.AT_ONCE}, clock.now())
    for _ in range(2):
        watches(session, person, Kind.DISCUSSION, article_of(session))
        a_comment(session)
        deliver(session)
        assert [each.told[0].title[0] for each in letters(session, person)] == ["1"]
        watches(session, person, Kind.DISCUSSION, article_of(session), Attitude.NONE)
