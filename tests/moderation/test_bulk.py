"""Several cases are decided together, and each is decided for itself."""

from collections.abc import Sequence

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from discuss.accounts.models import Person
from discuss.comments.models import Comment
from discuss.kit.audit import AuditRow
from discuss.kit.outbox import Outgoing
from discuss.moderation import queries
from discuss.moderation.models import Batch, Decision, Statement
from tests.fixtures.databases import Budget
from tests.makers.accounts import a_regular, actor_of, sign_in, token_of
from tests.makers.comments import a_comment
from tests.makers.moderation import (
    a_decision,
    a_held_comment,
    a_moderator,
    a_notice,
    a_report,
    case_of,
)


def address(session: Session, comments: Sequence[Comment]) -> str:
    """Return the page on which these cases are looked at together."""
    return "/desk/bulk?" + "&".join(f"case={case_of(session, each).id}" for each in comments)


def seen(session: Session, viewer: Person, comments: Sequence[Comment]) -> list[str]:
    rows = queries.bundle(session, actor_of(viewer), [case_of(session, c).id for c in comments])
    return [
        f"{r.case_id}:{r.revision_id}:{r.state_version}:{r.case_version}:{r.last_report_id}"
        for r in rows
    ]


def decide(client: FlaskClient, page: str, chosen: Sequence[str], **more: str) -> TestResponse:
    fields = {"csrf_token": token_of(client, page), "submission_key": "together-1", **more}
    return client.post("/desk/bulk", data={**fields, "seen": list(chosen)})


@pytest.fixture
def held(session: Session) -> list[Comment]:
    """Five comments that wait."""
    return [a_held_comment(session) for _ in range(5)]


def test_each_of_several_comments_gets_a_decision_a_line_and_a_statement(
    client: FlaskClient, session: Session, held: list[Comment]
) -> None:
    moderator = a_moderator(session)
    sign_in(client, moderator, session)
    page = address(session, held)
    assert client.get(page).text.count("Decide about this comment") == 5
    chosen = seen(session, moderator, held)
    answer = decide(client, page, chosen, outcome="reject", reason="SPAM")
    assert answer.status_code == 303
    assert "5 cases are decided." in client.get("/desk").text
    assert len(session.scalars(select(Decision)).all()) == 5
    assert len(session.scalars(select(Statement)).all()) == 5
    rows = session.scalars(select(AuditRow).where(AuditRow.deed == "decision")).all()
    assert len({row.about for row in rows}) == 5


def test_sending_the_same_twice_decides_once(
    client: FlaskClient, session: Session, held: list[Comment]
) -> None:
    moderator = a_moderator(session)
    sign_in(client, moderator, session)
    page, chosen = address(session, held), seen(session, moderator, held)
    for _ in range(2):
        decide(client, page, chosen, outcome="approve")
    assert len(session.scalars(select(Decision)).all()) == 5


def test_what_somebody_else_was_faster_with_is_left_and_said(
    client: FlaskClient, session: Session, held: list[Comment]
) -> None:
    moderator = a_moderator(session)
    sign_in(client, moderator, session)
    page, chosen = address(session, held), seen(session, moderator, held)
    a_decision(session, held[0], "approve")
    decide(client, page, chosen, outcome="approve")
    text = client.get("/desk").text
    assert "4 cases are decided. 1 was left as it is: Somebody decided" in text


def test_a_moderator_too_close_to_one_of_them_is_told_before(
    client: FlaskClient, session: Session, held: list[Comment]
) -> None:
    moderator = a_moderator(session)
    mine = a_held_comment(session, moderator)
    assert mine.state == "published"
    reported = a_held_comment(session)
    a_decision(session, reported, "approve")
    a_report(session, reported, moderator)
    sign_in(client, moderator, session)
    page = client.get(address(session, [*held, reported])).text
    assert page.count("Decide about this comment") == 5
    assert "You reported this comment. Somebody else decides about it." in page


def test_a_rejection_without_a_reason_keeps_what_was_typed(
    client: FlaskClient, session: Session, held: list[Comment]
) -> None:
    moderator = a_moderator(session)
    sign_in(client, moderator, session)
    chosen = seen(session, moderator, held)
    words = "Copies of one text."
    answer = decide(client, "/desk/words", chosen, outcome="reject", explanation=words)
    assert answer.status_code == 422
    assert words in answer.text
    assert "Choose a reason." in answer.text
    assert session.scalars(select(Decision)).all() == []


def test_more_than_a_page_of_cases_is_refused(client: FlaskClient, session: Session) -> None:
    sign_in(client, a_moderator(session), session)
    chosen = [f"{n}:1:1:1:0" for n in range(1, 102)]
    answer = decide(client, "/desk/words", chosen, outcome="approve")
    assert answer.status_code == 422


def test_looking_at_many_cases_takes_one_statement(
    session: Session, held: list[Comment], query_budget: Budget
) -> None:
    ids = [case_of(session, each).id for each in held]
    moderator = a_moderator(session)
    with query_budget(1):
        assert len(queries.bundle(session, actor_of(moderator), ids)) == 5


def test_one_press_takes_all_of_them_back_and_nobody_is_told(
    client: FlaskClient, session: Session, held: list[Comment]
) -> None:
    moderator = a_moderator(session)
    sign_in(client, moderator, session)
    page, chosen = address(session, held), seen(session, moderator, held)
    answer = decide(client, page, chosen, outcome="reject", reason="SPAM")
    offer = client.get(answer.location).text
    assert "Rejected: 5 comments. Nobody is told for another" in offer
    batch = session.scalars(select(Batch)).one()
    assert {d.batch_id for d in session.scalars(select(Decision))} == {batch.id}
    path = f"/batches/{batch.id}/reversal"
    assert path in offer
    client.post(path, data={"csrf_token": token_of(client, "/desk/words")})
    assert "5 decisions are taken back." in client.get("/desk").text
    session.expire_all()
    assert {comment.state for comment in held} == {"held"}
    assert not session.scalars(select(Outgoing).where(Outgoing.kind == "statement")).all()


def test_nothing_is_decided_while_one_of_them_was_noticed_and_no_words_say_why_it_stays(
    client: FlaskClient, session: Session, held: list[Comment]
) -> None:
    moderator = a_moderator(session)
    noticed = a_comment(session)
    a_notice(session, noticed)
    sign_in(client, moderator, session)
    several = [*held, noticed]
    page, chosen = address(session, several), seen(session, moderator, several)
    assert client.get(page).text.count("Whoever sent it reads your message") == 1
    answer = decide(client, page, chosen[:-1], outcome="approve", reason="SPAM")
    assert answer.status_code == 422
    assert "Nothing is decided yet." in answer.text
    assert answer.text.count(" checked>") == len(chosen) - 1
    assert '<option value="SPAM" selected>' in answer.text
    assert session.scalars(select(Decision)).all() == []
    decide(client, page, chosen, outcome="approve", explanation="It quotes the law.")
    explained = {d.explanation for d in session.scalars(select(Decision))}
    assert explained == {"", "It quotes the law."}


@pytest.mark.usefixtures("held")
def test_all_that_waits_from_one_author_is_looked_at_together(
    client: FlaskClient, session: Session
) -> None:
    author = a_regular(session, "Ada Lovelace")
    for _ in range(3):
        a_held_comment(session, author)
    sign_in(client, a_moderator(session), session)
    page = client.get(f"/desk/bulk?author={author.id}").text
    assert page.count("Decide about this comment by Ada Lovelace") == 3
