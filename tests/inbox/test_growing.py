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
from discuss.inbox.rules import Attitude, Kind, Rhythm, Stream
from discuss.kit import clock, outbox
from discuss.kit.outbox import Outgoing
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


def test_what_grows_unread_is_in_the_next_digest_too_and_at_once_only_once(
    session: Session,
) -> None:
    weekly, at_once = a_follower(session)[0], a_person(session)
    watches(session, at_once, Kind.DISCUSSION, article_of(session))
    actions.choose(session, actor_of(at_once), {Stream.FOLLOWS: Rhythm.AT_ONCE}, clock.now())
    for number in (1, 2):
        a_comment(session, at=START + number * timedelta(days=7))
        deliver(session)
        assert [each.told[0].title[0] for each in letters(session, weekly)] == [str(number)]
        expected = ["1"] if number == 1 else []
        assert [each.told[0].title[0] for each in letters(session, at_once)] == expected


def letters(session: Session, person: Person) -> list[Letter]:
    """Return what the mails that wait for somebody tell now, and take them as sent."""
    session.expire_all()
    found = []
    waiting = select(Outgoing).where(Outgoing.kind == "notices", Outgoing.done_at.is_(None))
    for row in session.scalars(waiting).all():
        if row.payload["person_id"] == person.id:
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
