"""Slow mode: for a while everybody writes more slowly; it ends by itself, and readers read why."""

from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.accounts.actions import limit
from discuss.accounts.models import Person
from discuss.accounts.rules import Actor
from discuss.comments import actions, policy, queries
from discuss.comments.actions.commands import Arrange, Post, Slow
from discuss.comments.models import Slowing
from discuss.comments.rules.pace import Pace, in_force
from discuss.kit import clock
from discuss.kit.audit import AuditRow
from discuss.kit.errors import Invalid, Refused, TooSoon
from discuss.kit.richtext import render
from tests.makers.accounts import a_person, send, sign_in
from tests.makers.comments import a_comment, a_discussion
from tests.makers.moderation import a_moderator

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
WHY = "Sleep a minute on it."


def words(prompt_id: int, key: str) -> Post:
    return Post(prompt_id, None, "So.", render("So."), key, attach=False)


def slowed(
    session: Session, by: Person, prompt_id: int, now: datetime, *, minutes: int = 5
) -> None:
    command = Slow(prompt_id, minutes, now + HOUR, WHY)
    actions.slow(session, actor_of(by), command, now)
    session.commit()


def test_whoever_writes_again_is_told_the_wait_and_until_when_it_goes_slowly(
    session: Session,
) -> None:
    prompt, reader = a_discussion(session), actor_of(a_person(session))
    slowed(session, a_moderator(session), prompt.id, NOON)
    actions.post(session, reader, words(prompt.id, "a"), NOON)
    told = r"slowly until 1 March, 13:00 UTC: one comment every 5 minutes\. You can post again in 3"
    with pytest.raises(TooSoon, match=told) as refusal:
        actions.post(session, reader, words(prompt.id, "b"), NOON + 2 * MINUTE)
    assert refusal.value.seconds == 180
    assert "Your draft is kept" in refusal.value.sentence
    assert actions.post(session, reader, words(prompt.id, "c"), NOON + 5 * MINUTE)


def test_it_ends_by_itself_and_nobody_waits_longer_than_that(session: Session) -> None:
    prompt, reader = a_discussion(session), actor_of(a_person(session))
    slowed(session, a_moderator(session), prompt.id, NOON, minutes=15)
    late = NOON + HOUR - MINUTE
    actions.post(session, reader, words(prompt.id, "a"), late)
    with pytest.raises(TooSoon) as refusal:
        actions.post(session, reader, words(prompt.id, "b"), late + timedelta(seconds=20))
    assert refusal.value.seconds == 40
    assert actions.post(session, reader, words(prompt.id, "c"), NOON + HOUR)


def test_the_pace_that_editors_set_holds_on_after_it(session: Session) -> None:
    prompt, reader = a_discussion(session), actor_of(a_person(session))
    editor = actor_of(a_person(session, role="editor"))
    own = Arrange(prompt.id, is_open=True, closes_at=None, slow_minutes=5)
    actions.arrange(session, editor, own, NOON)
    slowed(session, a_moderator(session), prompt.id, NOON, minutes=15)
    actions.post(session, reader, words(prompt.id, "a"), NOON + HOUR)
    with pytest.raises(TooSoon, match=r"goes slowly: one comment every 5 minutes"):
        actions.post(session, reader, words(prompt.id, "b"), NOON + HOUR + MINUTE)


@pytest.mark.parametrize(
    ("role", "sections", "may"),
    [
        ("reader", (), False),
        ("moderator", (), True),
        ("moderator", ("Politics",), True),
        ("moderator", ("Elsewhere",), False),
        ("editor", (), True),
        ("admin", (), True),
    ],
)
def test_moderators_of_its_section_and_editors_slow_a_discussion(
    role: str,
    sections: tuple[str, ...],
    may: bool,  # noqa: FBT001
) -> None:
    actor = Actor(1, role=role, sections=frozenset(sections))
    assert bool(policy.may_slow(actor, "Politics")) is may


def test_a_moderator_slows_and_does_not_arrange(session: Session) -> None:
    prompt, moderator = a_discussion(session), a_moderator(session)
    slowed(session, moderator, prompt.id, NOON)
    with pytest.raises(Refused):
        own = Arrange(prompt.id, is_open=True, closes_at=None, slow_minutes=60)
        actions.arrange(session, actor_of(moderator), own, NOON)
    limit(session, None, moderator, ["Elsewhere"], NOON)
    with pytest.raises(Refused, match="of its section"):
        slowed(session, moderator, prompt.id, NOON)


@pytest.mark.parametrize(
    ("minutes", "until", "said"),
    [
        (5, None, "Say until when"),
        (5, NOON, "This day is over"),
        (5, NOON + timedelta(days=31), "30 days at most"),
        (1, NOON + HOUR, "as slowly already"),
    ],
)
def test_an_end_that_is_none_is_refused(
    session: Session, minutes: int, until: datetime | None, said: str
) -> None:
    prompt, editor = a_discussion(session), actor_of(a_person(session, role="editor"))
    actions.arrange(
        session, editor, Arrange(prompt.id, is_open=True, closes_at=None, slow_minutes=1), NOON
    )
    with pytest.raises(Invalid, match=said):
        actions.slow(session, editor, Slow(prompt.id, minutes, until, WHY), NOON)


def test_each_switch_is_kept_once_and_on_record(session: Session) -> None:
    prompt, moderator = a_discussion(session), a_moderator(session)
    for _ in range(2):
        slowed(session, moderator, prompt.id, NOON)
    for _ in range(2):
        actions.slow(session, actor_of(moderator), Slow(prompt.id, 0, None, ""), NOON + MINUTE)
    session.commit()
    kept = session.scalars(select(Slowing).order_by(Slowing.id)).all()
    assert [(row.minutes, row.until, row.words) for row in kept] == [
        (5, NOON + HOUR, WHY),
        (0, None, ""),
    ]
    assert queries.discussion(session, prompt.id).pace(NOON + MINUTE) == Pace()
    rows = session.scalars(select(AuditRow).where(AuditRow.deed == "slow_mode")).all()
    assert [(row.about, row.actor_id) for row in rows] == 2 * [
        (f"discussion:{prompt.id}", moderator.id)
    ]


def test_a_moderator_slows_it_from_the_desk_and_readers_and_the_log_say_why(
    client: FlaskClient, session: Session
) -> None:
    comment, moderator = a_comment(session), a_moderator(session)
    prompt = a_discussion(session)
    article = client.get("/").location
    sign_in(client, moderator, session)
    desk = client.get(send(client, f"/comments/{comment.id}/case").location)
    form = f"/articles/{prompt.article_id}/discussion"
    assert f'href="{form}?next=' in desk.text
    assert f'href="{form}"' in client.get(article).text
    assert "Switch slow mode on" in client.get(form).text

    told = {"minutes": "5", "next": desk.request.path}
    unsaid = send(client, f"{form}/pace", lasts_minutes="30", words="", **told)
    assert unsaid.status_code == 422
    assert "readers see it" in unsaid.text
    twice = send(
        client, f"{form}/pace", lasts_minutes="30", ends_on="2031-01-01", words=WHY, **told
    )
    assert twice.status_code == 422
    assert f'value="{WHY}"' in twice.text
    assert 'value="2031-01-01"' in twice.text
    done = send(client, f"{form}/pace", lasts_minutes="30", ends_on="", words=WHY, **told)
    assert done.location.endswith(desk.request.path)
    assert "End slow mode now" in client.get(form).text


def test_readers_and_the_log_say_how_slowly_it_goes_until_when_and_why(
    client: FlaskClient, session: Session
) -> None:
    comment, moderator = a_comment(session), a_moderator(session)
    prompt = a_discussion(session)
    slowed(session, moderator, prompt.id, clock.now())
    until = queries.discussion(session, prompt.id).slowed_until
    assert until is not None
    said = f"{until.day} {until:%B %Y, %H:%M} UTC"
    article = client.get("/").location
    for page in (client.get(article).text, client.get(f"/comments/{comment.id}/reply").text):
        assert "one comment every 5 minutes" in page
        assert said in page
        assert WHY in page
    log = client.get("/moderation-log").text
    assert f"Slow mode until {said}, one comment every 5 minutes" in log
    assert WHY in log
    assert moderator.name not in log


def test_it_is_said_no_more_once_it_is_over(client: FlaskClient, session: Session) -> None:
    prompt, moderator = a_discussion(session), a_moderator(session)
    slowed(session, moderator, prompt.id, clock.now() - 2 * HOUR)
    assert "goes slowly" not in client.get(client.get("/").location).text
    sign_in(client, moderator, session)
    assert "End slow mode now" not in client.get(f"/articles/{prompt.article_id}/discussion").text


def test_a_program_slows_a_discussion_and_ends_it(client: FlaskClient, session: Session) -> None:
    prompt, moderator = a_discussion(session), a_moderator(session)
    headers = {"Authorization": f"Bearer {sign_in(client, moderator, session)}"}
    path = f"/api/v1/articles/{prompt.article_id}/discussion/pace"
    sent = {"minutes": 15, "lasts_minutes": 120, "words": WHY}
    made = client.put(path, json=sent, headers=headers).get_json()
    assert (made["slow_mode"]["minutes"], made["slow_mode"]["words"]) == (15, WHY)
    assert client.put(path, json={"minutes": 0}, headers=headers).get_json()["slow_mode"] is None
    lines = client.get("/api/v1/moderation-log").get_json()["decisions"]
    assert [each["outcome"].partition(" until")[0] for each in lines] == [
        "Slow mode ended early",
        "Slow mode",
    ]
    assert {each["about"] for each in lines} == {"pace"}


@given(st.integers(0, 60), st.integers(1, 60), st.integers(1, 200), st.integers(0, 7200))
def test_whoever_waits_as_told_need_not_wait_again(
    own: int, minutes: int, lasts: int, age: int
) -> None:
    slow = Pace(minutes, NOON + timedelta(minutes=lasts), WHY)
    last = NOON - timedelta(seconds=age)
    wait = in_force(own, slow, NOON).seconds_to_wait(last, NOON)
    later = NOON + timedelta(seconds=wait)
    assert in_force(own, slow, later).seconds_to_wait(last, later) == 0
    assert wait <= max(own, minutes) * 60
