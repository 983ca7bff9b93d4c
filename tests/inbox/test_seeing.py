"""Who has read what a notice tells is not told it again, neither by the bell nor by a mail."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.articles.models import Article
from discuss.comments.models import Comment, Visit
from discuss.inbox import actions, queries
from discuss.inbox.models import Notice
from discuss.inbox.rules import Kind, Subject, is_seen
from discuss.kit import clock
from tests.fixtures.databases import Budget
from tests.inbox.test_watching import LATER, a_follower, article_of, deliver
from tests.makers.accounts import a_person, actor_of, sign_in
from tests.makers.comments import a_comment
from tests.makers.moderation import a_decision, a_held_comment
from tests.makers.predictions import a_forecast, a_question, a_ruling

AHEAD = {"Sec-Purpose": "prefetch;prerender"}


def an_answered_reader(client: FlaskClient, session: Session) -> tuple[Person, Comment]:
    """Return a signed-in reader and the reply that they were told of."""
    asker = a_person(session)
    reply = a_comment(session, parent=a_comment(session, asker))
    session.execute(update(Notice).values(visible_at=clock.now()))
    sign_in(client, asker, session)
    return asker, reply


def unread(session: Session, person: Person) -> int:
    session.expire_all()
    return queries.unread_count(session, person.id, LATER)


def article_page(session: Session) -> str:
    return f"/articles/{session.get_one(Article, article_of(session)).slug}"


@pytest.mark.parametrize(
    "address",
    [
        lambda reply, _article: f"/comments/{reply.id}",
        lambda reply, _article: f"/comments/{reply.parent_id}",
        lambda reply, _article: f"/comments/{reply.parent_id}/replies",
        lambda _reply, article: article,
        lambda _reply, article: f"{article}?order=newest",
    ],
    ids=["permalink", "own comment", "replies", "article", "another order"],
)
def test_who_opens_a_page_that_shows_the_reply_has_read_it(
    client: FlaskClient, session: Session, address: Callable[[Comment, str], str]
) -> None:
    asker, reply = an_answered_reader(client, session)
    assert unread(session, asker) == 1
    assert client.get(address(reply, article_page(session))).status_code == 200
    assert unread(session, asker) == 0


def test_a_page_without_the_reply_leaves_it_unread(client: FlaskClient, session: Session) -> None:
    asker, _ = an_answered_reader(client, session)
    other = a_comment(session)
    for path in ("/inbox", "/settings/notifications", f"/comments/{other.id}"):
        assert client.get(path).status_code == 200
    assert unread(session, asker) == 1


def test_a_page_fetched_ahead_or_its_head_alone_marks_nothing(
    client: FlaskClient, session: Session
) -> None:
    asker, reply = an_answered_reader(client, session)
    for path in (f"/comments/{reply.id}", article_page(session)):
        client.get(path, headers=AHEAD)
        client.head(path)
    assert unread(session, asker) == 1
    assert session.get(Visit, (asker.id, reply.prompt_id)) is None


def test_somebody_elses_visit_marks_nothing(client: FlaskClient, session: Session) -> None:
    asker, reply = an_answered_reader(client, session)
    sign_in(client, a_person(session), session)
    client.get(f"/comments/{reply.id}")
    assert unread(session, asker) == 1


def test_what_is_quiet_on_the_site_is_read_too_so_that_no_mail_tells_it(
    client: FlaskClient, session: Session
) -> None:
    asker, reply = an_answered_reader(client, session)
    others = [each for each in Subject if each is not Subject.REPLIES]
    actions.show_only(session, actor_of(asker), others, clock.now())
    session.commit()
    client.get(f"/comments/{reply.id}")
    session.expire_all()
    assert session.query(Notice).filter_by(person_id=asker.id).one().read_at is not None


def test_a_reload_within_the_visit_reads_the_followed_discussion(
    client: FlaskClient, session: Session
) -> None:
    person, _ = a_follower(session)
    sign_in(client, person, session)
    client.get(article_page(session))
    a_comment(session)
    deliver(session)
    assert unread(session, person) == 1
    client.get(article_page(session))
    assert unread(session, person) == 0


def test_a_followed_thread_is_read_where_it_is_shown_to_its_end(
    client: FlaskClient, session: Session
) -> None:
    person, root = a_follower(session, Kind.THREAD)
    sign_in(client, person, session)
    below = root
    for expected in (0, 0, 0, 1):
        below = a_comment(session, parent=below)
        deliver(session)
        client.get(article_page(session))
        assert unread(session, person) == expected, below.depth
    client.get(f"/comments/{root.id}")
    assert unread(session, person) == 0


def test_the_outcome_is_read_on_the_question_s_page(client: FlaskClient, session: Session) -> None:
    question, person = a_question(session), a_person(session)
    a_forecast(session, question, person)
    a_ruling(session, question)
    session.execute(update(Notice).values(visible_at=clock.now()))
    sign_in(client, person, session)
    assert unread(session, person) == 1
    client.get(f"/questions/{question.id}")
    assert unread(session, person) == 0


def test_a_decision_is_read_on_the_page_of_its_statement(
    client: FlaskClient, session: Session
) -> None:
    held = a_held_comment(session)
    decision = a_decision(session, held, "reject")
    session.execute(update(Notice).values(visible_at=clock.now()))
    author = session.get_one(Person, held.author_id)
    sign_in(client, author, session)
    assert unread(session, author) == 1
    assert client.get(f"/statements/{decision.id}").status_code == 200
    assert unread(session, author) == 0


def test_strangers_pay_nothing_and_members_one_small_read(
    client: FlaskClient, session: Session, query_budget: Budget
) -> None:
    _, reply = an_answered_reader(client, session)
    path = f"/comments/{reply.id}"
    client.get(path)
    with query_budget(30) as seen:
        client.get(path)
    assert len([each for each in seen if "notice.path" in each and "LIMIT" in each]) == 1
    client.delete_cookie("discuss")
    with query_budget(30) as seen:
        client.get(path)
    assert not [each for each in seen if "FROM notice" in each]


@pytest.mark.parametrize(
    ("kind", "about", "path", "seen", "expected"),
    [
        ("reply", "comment-5", "/comments/5#c5", {"comment-5"}, True),
        ("report", "report-9", "/comments/5", {"comment-5"}, True),
        ("decision", "decision-9", "/comments/5#c5", {"/comments/5"}, True),
        ("decision", "decision-9", "/statements/9", {"comment-9"}, False),
        ("thread", "thread-5", "/comments/5#c7", {"comment-5"}, False),
        ("thread", "thread-5", "/comments/5#c7", {"/comments/5"}, True),
        ("thread", "thread-5", "/comments/5#c7", {"thread-5"}, True),
        ("reply", "comment-5", "/comments/5#c5", {"comment-55"}, False),
    ],
)
def test_what_counts_as_seen(
    kind: str,
    about: str,
    path: str,
    seen: set[str],
    expected: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    assert is_seen(kind, about, path, seen) is expected
