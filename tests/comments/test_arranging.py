"""Editors close, open and slow discussions; the history says who did."""

from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.accounts.models import Person
from discuss.comments import actions, queries
from discuss.comments.actions.commands import Arrange, Post
from discuss.comments.models import Arrangement, Comment, Discussion
from discuss.comments.rules.times import MOST_OF_A_NEWCOMER
from discuss.inbox import jobs
from discuss.kit import clock
from discuss.kit.errors import Invalid, Refused, TooSoon
from discuss.kit.outbox import Outgoing
from discuss.kit.richtext import render
from tests.fixtures.sites import Site
from tests.makers.accounts import a_person, send, sign_in
from tests.makers.comments import a_comment, a_discussion

DAY = timedelta(days=1)


def words(prompt_id: int, key: str) -> Post:
    return Post(prompt_id, None, "So.", render("So."), key, attach=False)


def arranged(
    session: Session, now: datetime, *, is_open: bool = True, days: int = 0, slow: int = 0
) -> tuple[Person, Discussion]:
    """Return an editor and the discussion that they arranged, committed."""
    prompt, editor = a_discussion(session), a_person(session, role="editor")
    command = Arrange(prompt.id, is_open, now + days * DAY if days else None, slow)
    discussion = actions.arrange(session, actor_of(editor), command, now)
    session.commit()
    return editor, discussion


def test_a_closed_discussion_takes_nothing_until_it_is_opened_again(
    session: Session, now: datetime
) -> None:
    comment = a_comment(session)
    editor, _ = arranged(session, now, is_open=False)
    reader = actor_of(a_person(session))

    with pytest.raises(Refused, match="closed"):
        actions.post(session, reader, words(comment.prompt_id, "a"), now)
    with pytest.raises(Refused, match="closed"):
        actions.react(session, reader, comment.id, "good_point", now)

    command = Arrange(comment.prompt_id, is_open=True, closes_at=None, slow_minutes=0)
    actions.arrange(session, actor_of(editor), command, now)
    assert actions.post(session, reader, words(comment.prompt_id, "b"), now)


@pytest.mark.parametrize("role", ["reader", "moderator"])
def test_only_editors_arrange_a_discussion(session: Session, now: datetime, role: str) -> None:
    prompt, person = a_discussion(session), actor_of(a_person(session, role=role))
    with pytest.raises(Refused):
        actions.arrange(
            session, person, Arrange(prompt.id, is_open=False, closes_at=None, slow_minutes=0), now
        )


def test_a_discussion_closes_on_its_last_day_by_itself(session: Session, now: datetime) -> None:
    _, discussion = arranged(session, now, days=2)
    due = session.scalar(select(Outgoing).where(Outgoing.kind == "closing"))
    assert due is not None
    assert due.due_at == now + 2 * DAY

    actions.close_due(session, discussion.prompt_id, now + DAY)
    assert discussion.closed_at is None
    actions.close_due(session, discussion.prompt_id, now + 2 * DAY)
    assert discussion.closed_at == now + 2 * DAY


def test_a_later_day_overtakes_an_earlier_one(session: Session, now: datetime) -> None:
    editor, discussion = arranged(session, now, days=2)
    later = Arrange(discussion.prompt_id, is_open=True, closes_at=now + 9 * DAY, slow_minutes=0)
    actions.arrange(session, actor_of(editor), later, now)
    actions.close_due(session, discussion.prompt_id, now + 2 * DAY)
    assert discussion.closed_at is None


def test_a_day_that_is_over_is_refused(session: Session, now: datetime) -> None:
    prompt, editor = a_discussion(session), actor_of(a_person(session, role="editor"))
    with pytest.raises(Invalid, match="This day is over"):
        actions.arrange(
            session,
            editor,
            Arrange(prompt.id, is_open=True, closes_at=now - DAY, slow_minutes=0),
            now,
        )


def test_a_slow_discussion_says_why_and_for_how_long(session: Session, now: datetime) -> None:
    _, discussion = arranged(session, now, slow=5)
    reader = actor_of(a_person(session))
    actions.post(session, reader, words(discussion.prompt_id, "a"), now)
    with pytest.raises(TooSoon, match=r"every 5 minutes\. You can post again in 3 minutes") as told:
        actions.post(session, reader, words(discussion.prompt_id, "b"), now + timedelta(minutes=2))
    assert told.value.seconds == 180
    assert actions.post(
        session, reader, words(discussion.prompt_id, "c"), now + timedelta(minutes=5)
    )


def test_the_sites_own_people_are_not_slowed(session: Session, now: datetime) -> None:
    editor, discussion = arranged(session, now, slow=60)
    for n in range(2):
        at = now + n * timedelta(minutes=1)
        assert actions.post(session, actor_of(editor), words(discussion.prompt_id, f"k{n}"), at)


def test_the_same_wish_again_is_no_news(session: Session, now: datetime) -> None:
    editor, discussion = arranged(session, now, slow=5)
    again = Arrange(discussion.prompt_id, is_open=True, closes_at=None, slow_minutes=5)
    actions.arrange(session, actor_of(editor), again, now)
    assert len(session.scalars(select(Arrangement)).all()) == 1


def test_an_editor_closes_and_opens_on_a_page(client: FlaskClient, session: Session) -> None:
    prompt, editor = a_discussion(session), a_person(session, role="editor")
    sign_in(client, editor, session)
    path = f"/articles/{prompt.article_id}/discussion"
    send(client, path, state="closed", closes_on="", slow_minutes="0")
    session.expire_all()
    assert queries.discussion(session, prompt.id).closed_at is not None
    assert editor.name in client.get(path).text

    late = (datetime.now(UTC) + 3 * DAY).date().isoformat()
    send(client, path, state="open", closes_on=late, slow_minutes="15")
    talk = client.get(client.get("/").location).text
    assert "This discussion closes at the end of" in talk
    assert "one comment every 15 minutes" in talk

    refused = send(client, path, state="open", closes_on="soon", slow_minutes="5")
    assert refused.status_code == 422
    assert 'value="soon"' in refused.text


def test_an_editor_lets_a_discussion_close_after_so_many_days(
    client: FlaskClient, session: Session
) -> None:
    prompt, editor = a_discussion(session), a_person(session, role="editor")
    sign_in(client, editor, session)
    path = f"/articles/{prompt.article_id}/discussion"
    send(client, path, state="open", closes_on="", closes_after="14", slow_minutes="0")
    session.expire_all()
    closes_at = queries.discussion(session, prompt.id).closes_at
    assert closes_at is not None
    assert closes_at.date() == (datetime.now(UTC) + 14 * DAY).date()

    refused = send(client, path, state="open", closes_on="2031-01-01", closes_after="3")
    assert refused.status_code == 422
    assert "not two that differ" in refused.text
    assert 'value="2031-01-01"' in refused.text
    assert "from 1 to 3650" in send(client, path, state="open", closes_after="0").text


def test_readers_do_not_find_the_page(client: FlaskClient, session: Session) -> None:
    prompt = a_discussion(session)
    path = f"/articles/{prompt.article_id}/discussion"
    assert client.get(path).status_code in {303, 401}
    sign_in(client, a_person(session), session)
    assert client.get(path).status_code == 403


def test_a_program_arranges_a_discussion(client: FlaskClient, session: Session) -> None:
    prompt, editor = a_discussion(session), a_person(session, role="editor")
    secret = sign_in(client, editor, session)
    answer = client.put(
        f"/api/v1/articles/{prompt.article_id}/discussion",
        json={"state": "open", "slow_minutes": 5},
        headers={"Authorization": f"Bearer {secret}"},
    )
    assert answer.get_json() == {
        "closed": False,
        "closes_at": None,
        "slow_minutes": 5,
        "slow_mode": None,
        "is_read_first": False,
    }


def test_the_worker_closes_what_is_due(site: Site) -> None:
    with site.session() as session:
        prompt = a_discussion(session)
        discussion = Discussion(
            prompt_id=prompt.id, closes_at=datetime.now(UTC) - timedelta(minutes=1)
        )
        session.add(discussion)
        prompt_id = prompt.id
    with site.app.app_context():
        jobs.HANDLERS["closing"]("closing", {"prompt_id": prompt_id})
    with site.session() as session:
        assert queries.discussion(session, prompt_id).closed_at is not None
        assert session.scalars(select(Comment)).all() == []


def test_a_newcomer_has_a_pace_of_their_own_on_the_first_day_and_is_told(
    session: Session,
) -> None:
    now = clock.now()
    new, old = a_person(session), a_person(session)
    new.created_at, old.created_at = now, now - 2 * DAY
    prompt = a_discussion(session)
    for n in range(MOST_OF_A_NEWCOMER):
        for person in (new, old):
            a_comment(session, person, prompt, at=now + timedelta(minutes=n))
    after = now + timedelta(minutes=MOST_OF_A_NEWCOMER)

    with pytest.raises(TooSoon, match=r"first day .* up to 10 comments an hour.*50 minutes"):
        a_comment(session, new, prompt, at=after)
    a_comment(session, old, prompt, at=after)
    a_comment(session, new, prompt, at=now + timedelta(minutes=61))
