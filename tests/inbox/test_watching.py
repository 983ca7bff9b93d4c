"""Who follows is told once a place, who mutes is told nothing, and nobody is told of the gone."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts import actions as accounts
from discuss.accounts.models import Person
from discuss.comments import actions as comments
from discuss.comments.models import Comment
from discuss.inbox import actions, jobs, queries
from discuss.inbox.models import Notice, Watch
from discuss.inbox.rules import Attitude, Kind, title_of
from discuss.kit import clock, outbox
from discuss.kit.outbox import Outgoing
from discuss.web.worker import Worker
from tests.makers.accounts import a_person, actor_of, send, sign_in
from tests.makers.articles import an_article
from tests.makers.comments import a_comment, a_discussion
from tests.makers.moderation import a_decision, a_held_comment, a_report
from tests.makers.predictions import a_forecast, a_question, a_ruling

LATER = datetime.fromisoformat("2027-01-01T09:00:00+00:00")


def watches(
    session: Session, person: Person, kind: Kind, number: int, how: Attitude = Attitude.FOLLOW
) -> None:
    place = queries.place(session, actor_of(person), kind, number)
    actions.watch(session, actor_of(person), place, how, clock.now())
    session.commit()


def deliver(session: Session) -> None:
    """Let everybody who follows be told of what waits, as the worker does."""
    waiting = select(Outgoing).where(Outgoing.kind == "followers", Outgoing.done_at.is_(None))
    for row in session.scalars(waiting.order_by(Outgoing.id)).all():
        actions.tell_followers(session, row.key, row.payload["comment_id"], row.due_at)
        outbox.settle(session, row.id, row.due_at)
    session.commit()


def told(session: Session, person: Person) -> list[str]:
    session.expire_all()
    rows = queries.page_of_inbox(session, person.id, LATER).rows
    return [title_of(row.kind, row.title, row.number) for row in rows]


def a_follower(session: Session, kind: Kind = Kind.DISCUSSION) -> tuple[Person, Comment]:
    """Return somebody who follows, and a comment where they do."""
    root, person = a_comment(session), a_person(session)
    number = root.id if kind is Kind.THREAD else article_of(session)
    watches(session, person, kind, number)
    return person, root


def article_of(session: Session) -> int:
    return a_discussion(session).article_id


def test_new_comments_are_one_notice_until_it_is_read(session: Session) -> None:
    person, _ = a_follower(session)
    for n in range(3):
        a_comment(session)
        deliver(session)
        expected = "1 new comment under" if not n else f"{n + 1} new comments under"
        assert [title.split(" “")[0] for title in told(session, person)] == [expected]
    actions.mark_read(session, actor_of(person), None, LATER)
    a_comment(session)
    deliver(session)
    assert [title.split()[0] for title in told(session, person)] == ["1", "3"]


def test_a_followed_thread_tells_of_its_own_replies_at_any_depth(session: Session) -> None:
    person, root = a_follower(session, Kind.THREAD)
    a_comment(session)
    deliver(session)
    assert told(session, person) == []
    a_comment(session, parent=a_comment(session, parent=root))
    deliver(session)
    (title,) = told(session, person)
    assert title.startswith("2 new comments in a thread under “")


def test_who_follows_both_is_told_once_by_the_thread(session: Session) -> None:
    person, root = a_follower(session, Kind.THREAD)
    watches(session, person, Kind.DISCUSSION, article_of(session))
    a_comment(session, parent=root)
    a_comment(session)
    deliver(session)
    assert sorted(title.split(" “")[0] for title in told(session, person)) == [
        "1 new comment in a thread under",
        "1 new comment under",
    ]


def test_nobody_follows_themselves_or_hears_twice_of_an_answer(session: Session) -> None:
    person, _ = a_follower(session)
    own = a_comment(session, person)
    a_comment(session, a_person(session, "Lena Brandt"), parent=own)
    deliver(session)
    assert told(session, person) == ["Lena Brandt replied to you"]


def test_followers_are_told_after_a_decision_can_no_longer_be_undone(session: Session) -> None:
    person, _ = a_follower(session)
    held = a_held_comment(session)
    assert session.scalars(select(Outgoing).where(Outgoing.kind == "followers")).all() == []
    decision = a_decision(session, held, "approve")
    waiting = session.scalars(select(Outgoing).where(Outgoing.kind == "followers")).one()
    assert waiting.due_at > decision.effective_at
    deliver(session)
    assert len(told(session, person)) == 1


@pytest.mark.parametrize("already_told", [False, True])
def test_what_is_withdrawn_counts_no_more_and_what_comes_back_counts_again(
    session: Session,
    already_told: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    person, author = a_follower(session)[0], a_person(session)
    comment = a_comment(session, author)
    if already_told:
        deliver(session)
        assert len(told(session, person)) == 1
    gone = comment.created_at + timedelta(minutes=1)
    comments.withdraw(session, actor_of(author), comment.id, gone)
    deliver(session)
    assert told(session, person) == []
    comments.restore(session, actor_of(author), comment.id, gone + timedelta(minutes=1))
    deliver(session)
    assert [title.split(" “")[0] for title in told(session, person)] == ["1 new comment under"]


def test_one_of_several_that_is_rejected_leaves_the_others(session: Session) -> None:
    person, _ = a_follower(session)
    bad, _good = a_comment(session), a_comment(session)
    deliver(session)
    a_report(session, bad)
    a_decision(session, bad, "reject")
    assert [title.split(" “")[0] for title in told(session, person)] == ["1 new comment under"]


def test_telling_followers_twice_counts_once(session: Session) -> None:
    person, _ = a_follower(session)
    comment = a_comment(session)
    row = session.scalars(select(Outgoing).where(Outgoing.kind == "followers")).one()
    for _ in range(2):
        actions.tell_followers(session, row.key, comment.id, row.due_at)
    assert [title.split(" “")[0] for title in told(session, person)] == ["1 new comment under"]


@pytest.mark.parametrize("kind", [Kind.DISCUSSION, Kind.THREAD])
def test_a_muted_place_tells_nothing_not_even_replies_and_mentions(
    session: Session, kind: Kind
) -> None:
    person = a_person(session, "Ruth Okafor")
    root = a_comment(session, person)
    number = root.id if kind is Kind.THREAD else article_of(session)
    watches(session, person, kind, number, Attitude.MUTE)
    a_comment(session, parent=root, body="What says @Ruth Okafor?")
    deliver(session)
    assert told(session, person) == []
    watches(session, person, kind, number, Attitude.NONE)
    a_comment(session, a_person(session, "Lena Brandt"), parent=root)
    assert told(session, person) == ["Lena Brandt replied to you"]


def test_a_followed_thread_is_heard_in_a_muted_discussion(session: Session) -> None:
    person = a_person(session)
    root, other = a_comment(session, person), a_comment(session, person)
    watches(session, person, Kind.DISCUSSION, article_of(session), Attitude.MUTE)
    watches(session, person, Kind.THREAD, root.id)
    a_comment(session, a_person(session, "Lena Brandt"), parent=root)
    a_comment(session, a_person(session, "Karl Voss"), parent=other)
    deliver(session)
    assert told(session, person) == ["Lena Brandt replied to you"]


def test_who_stops_following_finds_no_unread_rest(session: Session) -> None:
    person, _ = a_follower(session)
    a_comment(session)
    deliver(session)
    watches(session, person, Kind.DISCUSSION, article_of(session), Attitude.NONE)
    assert told(session, person) == []
    watches(session, person, Kind.DISCUSSION, article_of(session))
    a_comment(session)
    deliver(session)
    assert [title.split(" “")[0] for title in told(session, person)] == ["1 new comment under"]


def test_an_ignored_readers_comments_are_not_counted(session: Session) -> None:
    person, _ = a_follower(session)
    karl = a_person(session)
    accounts.ignore(session, actor_of(person), karl.handle, clock.now())
    a_comment(session, karl)
    deliver(session)
    assert told(session, person) == []


def test_a_followed_question_tells_when_it_is_decided_and_a_muted_one_does_not(
    session: Session,
) -> None:
    question = a_question(session, short_title="Green bridge")
    follower, forecaster, quiet = a_person(session), a_person(session), a_person(session)
    a_forecast(session, question, forecaster)
    a_forecast(session, question, quiet)
    watches(session, follower, Kind.QUESTION, question.id)
    watches(session, forecaster, Kind.QUESTION, question.id)
    watches(session, quiet, Kind.QUESTION, question.id, Attitude.MUTE)
    a_ruling(session, question)
    assert told(session, follower) == told(session, forecaster) == ["Decided: Green bridge"]
    assert told(session, quiet) == []
    bodies = session.scalars(select(Notice.body).order_by(Notice.person_id)).all()
    assert [body.split(".")[0] for body in bodies] == [
        "You follow this question",
        "The question shows how close your forecast was",
    ]


def test_a_deleted_account_follows_nothing(session: Session) -> None:
    person, _ = a_follower(session)
    accounts.erase(session, actor_of(person), clock.now())
    assert session.scalars(select(Watch)).all() == []


def test_the_worker_tells_followers(app: Flask, session: Session) -> None:
    person, _ = a_follower(session)
    a_comment(session)
    Worker(app, jobs.HANDLERS).deliver_due()
    assert [title.split(" “")[0] for title in told(session, person)] == ["1 new comment under"]


def test_a_reader_follows_below_the_discussion_and_takes_it_back(
    client: FlaskClient, session: Session
) -> None:
    article, person = an_article(session), a_person(session)
    page = f"/articles/{article.slug}"
    assert "Follow this discussion" not in client.get(page).text
    sign_in(client, person, session)
    path = f"/watching/discussion/{article.id}"
    assert "Follow this discussion" in client.get(page).text
    assert send(client, path, attitude="follow").location == f"{page}#talk"
    shown = client.get(page).text
    assert "You follow this discussion." in shown
    assert "Stop following" in shown
    assert article.slug in client.get("/settings/notifications").text
    send(client, path, attitude="none")
    assert "Follow this discussion" in client.get(page).text


def test_a_thread_is_followed_from_any_of_its_comments(
    client: FlaskClient, session: Session
) -> None:
    root = a_comment(session)
    reply = a_comment(session, parent=root)
    sign_in(client, a_person(session), session)
    assert f"/watching/thread/{reply.id}" in client.get(f"/comments/{reply.id}").text
    answer = send(client, f"/watching/thread/{reply.id}", attitude="mute")
    assert answer.location == f"/comments/{root.id}#c{root.id}"
    row = session.scalars(select(Watch)).one()
    assert (row.kind, row.place_id, row.attitude) == ("thread", root.id, "mute")
    assert "A thread, muted" in client.get("/settings/notifications").text


def test_what_is_not_there_cannot_be_followed(client: FlaskClient, session: Session) -> None:
    draft = a_question(session, published=False)
    sign_in(client, a_person(session), session)
    for path in ("thread/999", "discussion/999", "question/999", "planet/1"):
        assert client.get(f"/watching/{path}").status_code == 404
    assert client.get(f"/watching/question/{draft.id}").status_code == 404


def test_a_program_follows_and_lists(client: FlaskClient, session: Session) -> None:
    article, question = an_article(session), a_question(session)
    headers = {"Authorization": f"Bearer {sign_in(client, a_person(session), session)}"}
    for kind, number in (("discussion", article.id), ("question", question.id)):
        address = f"/api/v1/me/watching/{kind}/{number}"
        assert client.put(address, json={"attitude": "follow"}, headers=headers).status_code == 204
    listed = client.get("/api/v1/me/watching", headers=headers).json
    assert listed is not None
    assert {(each["kind"], each["id"]) for each in listed["places"]} == {
        ("discussion", article.id),
        ("question", question.id),
    }
    refused = client.put(address, json={"attitude": "shout"}, headers=headers)
    assert refused.status_code == 422
