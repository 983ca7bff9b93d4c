"""Reports, statements, objections, the log and the rules, as readers meet them."""

from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.comments.models import Comment
from discuss.kit import clock
from discuss.moderation import actions
from discuss.moderation.actions.commands import Answer
from discuss.moderation.models import Decision, Report
from tests.fixtures.databases import Budget
from tests.makers.accounts import a_person, actor_of, sign_in
from tests.makers.comments import a_comment
from tests.makers.moderation import (
    DECIDED,
    a_decision,
    a_held_comment,
    a_moderator,
    an_objection,
    case_of,
)
from tests.moderation.asking import post


def test_a_reader_reports_once_and_is_told_why_not_twice(
    client: FlaskClient, session: Session
) -> None:
    comment = a_comment(session)
    sign_in(client, a_person(session), session)
    page = client.get(f"/comments/{comment.id}/report")
    revision = page.text.split('name="revision_id" value="')[1].split('"')[0]
    path = f"/comments/{comment.id}/report"
    assert post(client, path, revision_id=revision, reason="insult").status_code == 303
    assert post(client, path, revision_id=revision, reason="insult").status_code == 403
    assert "You have reported this comment already." in client.get(path).text
    row = session.scalars(select(Report)).one()
    assert row.reported_text == "Relief is not pressure."


def test_a_report_of_falsehood_needs_words_and_keeps_the_choice(
    client: FlaskClient, session: Session
) -> None:
    comment = a_comment(session)
    sign_in(client, a_person(session), session)
    page = client.get(f"/comments/{comment.id}/report")
    revision = page.text.split('name="revision_id" value="')[1].split('"')[0]
    answer = post(
        client, f"/comments/{comment.id}/report", revision_id=revision, reason="misinformation"
    )
    assert answer.status_code == 422
    assert 'value="misinformation" checked' in answer.text


def test_a_disagreement_is_led_to_the_reply(client: FlaskClient, session: Session) -> None:
    comment = a_comment(session)
    sign_in(client, a_person(session), session)
    answer = post(client, f"/comments/{comment.id}/report", reason="disagree", revision_id=1)
    assert answer.location == f"/comments/{comment.id}#c{comment.id}"
    assert session.scalars(select(Report)).all() == []


def test_nobody_reports_their_own_comment(client: FlaskClient, session: Session) -> None:
    author = a_person(session)
    comment = a_comment(session, author)
    sign_in(client, author, session)
    page = client.get(f"/comments/{comment.id}/report")
    assert "This comment is yours." in page.text


def a_told_decision(session: Session, comment: Comment, **more: object) -> Decision:
    """Return a rejection whose twelve seconds are over."""
    return a_decision(session, comment, at=clock.now() - timedelta(minutes=1), **more)  # type: ignore[arg-type]


def test_an_author_reads_the_statement_and_objects_and_somebody_else_answers(
    client: FlaskClient, session: Session
) -> None:
    author, first, second = a_person(session), a_moderator(session), a_moderator(session)
    comment = a_held_comment(session, author)
    decision = a_told_decision(session, comment, by=first)
    sign_in(client, author, session)
    page = client.get(f"/statements/{decision.id}")
    assert "Which rule, and why" in page.text
    assert "Ask for another look" in page.text
    path = f"/decisions/{decision.id}/objection"
    assert post(client, path, words="").status_code == 422
    assert post(client, path, words="I meant the point.").status_code == 303
    assert post(client, path, words="Once more.").status_code == 403
    sign_in(client, first, session)
    case_id = case_of(session, comment).id
    assert f"/desk/cases/{case_id}" not in client.get("/desk").text
    assert "You made this decision." in client.get(f"/desk/cases/{case_id}").text
    fields = {"outcome": "upheld", "words": "No."}
    assert post(client, f"{path}/answer", **fields).status_code == 403
    sign_in(client, second, session)
    assert f"/desk/cases/{case_id}" in client.get("/desk").text
    assert "I meant the point." in client.get(f"/desk/cases/{case_id}").text
    fields = {"outcome": "reversed", "words": "You are right."}
    assert post(client, f"{path}/answer", **fields).status_code == 303
    session.expire_all()
    assert comment.state == "published"
    sign_in(client, author, session)
    told = client.get(f"/statements/{decision.id}").text
    assert "We were wrong: your comment is back" in told
    assert "You are right." in told


def test_upholding_leaves_the_comment_where_it_is(session: Session) -> None:
    author = a_person(session)
    comment = a_held_comment(session, author)
    decision = a_decision(session, comment)
    an_objection(session, decision, author)
    assert case_of(session, comment).queue == "objection"
    answer = Answer(decision.id, "upheld", "The rule is clear.")
    actions.answer_objection(session, actor_of(a_moderator(session)), answer, DECIDED)
    session.commit()
    assert case_of(session, comment).closed_at is not None
    assert comment.state == "rejected"


def test_a_statement_is_for_its_author_and_only_once_it_counts(
    client: FlaskClient, session: Session
) -> None:
    author = a_person(session)
    fresh = a_decision(session, a_held_comment(session, author), at=clock.now())
    old = a_told_decision(session, a_held_comment(session, author))
    sign_in(client, author, session)
    assert client.get(f"/statements/{fresh.id}").status_code == 404
    assert client.get(f"/statements/{old.id}").status_code == 200


def test_to_others_a_statement_is_the_same_as_one_that_is_not(
    client: FlaskClient, session: Session
) -> None:
    decision = a_told_decision(session, a_held_comment(session))
    reader = a_person(session)
    sign_in(client, reader, session)
    for door in ("/statements", "/api/v1/statements"):
        theirs, none = client.get(f"{door}/{decision.id}"), client.get(f"{door}/987654")
        assert (theirs.status_code, none.status_code) == (404, 404)
        assert "There is no such statement." in theirs.text
        assert len(theirs.text) == len(none.text) - (6 - len(str(decision.id))) * (
            none.text.count("987654")
        )


def test_the_log_names_nobody_and_shows_what_became_of_a_decision(
    client: FlaskClient, session: Session
) -> None:
    author, moderator = a_person(session, "Karl Voss"), a_moderator(session, "Ruth Okafor")
    comment = a_held_comment(session, author)
    a_told_decision(session, comment, by=moderator)
    a_decision(session, comment, "restore", by=moderator, at=clock.now() - timedelta(seconds=30))
    a_decision(session, a_held_comment(session), by=moderator, at=clock.now())
    page = client.get("/moderation-log").text
    assert "Personal attack" in page
    assert "Restored later" in page
    assert "Rule 2, version 1" in page
    for private in ("Karl", "Ruth", "example.org/figures"):
        assert private not in page
    lines = client.get("/api/v1/moderation-log").json
    assert lines is not None
    assert [line["outcome"] for line in lines["decisions"]] == ["Restored", "Rejected"]


def test_the_log_pages_from_the_newest(
    client: FlaskClient, session: Session, query_budget: Budget
) -> None:
    comment, moderator = a_held_comment(session), a_moderator(session)
    at = clock.now() - timedelta(days=1)
    for n in range(27):
        a_decision(session, comment, "reject", by=moderator, at=at + timedelta(minutes=n))
        later = at + timedelta(minutes=n, seconds=30)
        a_decision(session, comment, "restore", by=moderator, at=later)
    # Decisions about comments, whether forecasts were left out of a crowd, where a discussion was
    # slowed, where replies were ended, and what was hidden by hand for the time being.
    with query_budget(5):
        first = client.get("/api/v1/moderation-log").json
    rest = client.get(f"/api/v1/moderation-log?after={first['after']}").json
    ids = [line["id"] for line in [*first["decisions"], *rest["decisions"]]]
    assert len(ids) == 54
    assert ids == sorted(ids, reverse=True)
    assert client.get("/moderation-log?after=nonsense").status_code == 422


def test_the_house_rules_are_numbered_and_public(client: FlaskClient) -> None:
    page = client.get("/rules").text
    for rule in ("Stay on the subject", "Say what would change your mind"):
        assert rule in page
    rules = client.get("/api/v1/rules").json
    assert rules is not None
    assert [clause["key"] for clause in rules["clauses"]] == ["1", "2", "3", "4", "5", "6"]
