"""The desk, reports, statements, the log and the word list as pages."""

from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from discuss.comments.models import Comment
from discuss.kit import clock
from discuss.moderation import actions
from discuss.moderation.actions.commands import Answer
from discuss.moderation.models import Decision, DetectorResult, Report, WordRule
from tests.makers.accounts import a_person, actor_of, sign_in
from tests.makers.comments import a_comment
from tests.makers.moderation import (
    DECIDED,
    a_decision,
    a_held_comment,
    a_moderator,
    a_word,
    an_objection,
    case_of,
    seen,
)


def token(page: TestResponse) -> str:
    return page.text.split('name="csrf_token" value="')[1].split('"')[0]


def post(client: FlaskClient, path: str, **fields: object) -> TestResponse:
    fields["csrf_token"] = token(client.get("/rules"))
    return client.post(path, data=fields)


def sent(session: Session, comment: Comment, outcome: str, **more: object) -> dict[str, object]:
    command = seen(session, comment, outcome, **more)
    return {
        name: getattr(command, name) for name in command.__dataclass_fields__ if name != "case_id"
    }


def test_the_desk_is_for_moderators(client: FlaskClient, session: Session) -> None:
    assert client.get("/desk").status_code == 401
    sign_in(client, a_person(session), session)
    assert client.get("/desk").status_code == 403


def test_a_moderator_works_through_the_queue_without_scripts(
    client: FlaskClient, session: Session
) -> None:
    first, second = a_held_comment(session), a_held_comment(session)
    sign_in(client, a_moderator(session), session)
    page = client.get("/desk")
    assert "Waiting" in page.text
    assert "First links" in page.text
    case = client.get(f"/desk/cases/{case_of(session, first).id}")
    assert "https://example.org/figures" in case.text
    assert "fewer than three approved comments" in case.text
    answer = post(
        client, f"/cases/{case_of(session, first).id}/decisions", **sent(session, first, "approve")
    )
    assert answer.status_code == 303
    assert answer.location.startswith(f"/desk/cases/{case_of(session, second).id}?decided=")
    following = client.get(answer.location)
    assert "Undo" in following.text
    undone = post(client, f"/decisions/{answer.location.rpartition('=')[2]}/reversal")
    assert undone.location == f"/desk/cases/{case_of(session, first).id}"
    session.expire_all()
    assert first.state == "held"


def test_a_second_moderator_sees_the_first_decision_and_keeps_what_they_typed(
    client: FlaskClient, session: Session
) -> None:
    comment = a_held_comment(session)
    fields = sent(session, comment, "reject", explanation="My own careful words.")
    first = a_moderator(session, "Salma Idris")
    a_decision(session, comment, "reject", by=first, reason="SPAM")
    sign_in(client, a_moderator(session), session)
    answer = post(client, f"/cases/{case_of(session, comment).id}/decisions", **fields)
    assert answer.status_code == 409
    assert "Rejected, spam, rule 6, by Salma Idris." in answer.text
    assert "My own careful words." in answer.text
    assert session.scalar(select(func.count()).select_from(Decision)) == 1


def test_the_second_decision_is_refused_to_scripts_and_programs_alike(
    client: FlaskClient, session: Session
) -> None:
    comment = a_held_comment(session)
    fields = sent(session, comment, "approve")
    a_decision(session, comment, "reject")
    secret = sign_in(client, a_moderator(session), session)
    path = f"/cases/{case_of(session, comment).id}/decisions"
    fragment = client.post(
        path,
        data=fields | {"csrf_token": token(client.get("/rules"))},
        headers={"Accept": "text/vnd.discuss.fragment+html"},
    )
    assert (fragment.status_code, "<html" in fragment.text) == (409, False)
    problem = client.post(
        f"/api/v1{path}", json=fields, headers={"Authorization": f"Bearer {secret}"}
    )
    assert (problem.status_code, problem.mimetype) == (409, "application/problem+json")


def test_a_rejection_without_a_reason_comes_back_with_what_was_typed(
    client: FlaskClient, session: Session
) -> None:
    comment = a_held_comment(session)
    sign_in(client, a_moderator(session), session)
    fields = sent(session, comment, "reject", reason="", explanation="Half a thought.")
    answer = post(client, f"/cases/{case_of(session, comment).id}/decisions", **fields)
    assert answer.status_code == 422
    assert "Choose a reason." in answer.text
    assert "Half a thought." in answer.text


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
    sign_in(client, a_person(session), session)
    assert client.get(f"/statements/{old.id}").status_code == 403


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
    client: FlaskClient, session: Session, query_budget: object
) -> None:
    comment, moderator = a_held_comment(session), a_moderator(session)
    at = clock.now() - timedelta(days=1)
    for n in range(27):
        a_decision(session, comment, "reject", by=moderator, at=at + timedelta(minutes=n))
        later = at + timedelta(minutes=n, seconds=30)
        a_decision(session, comment, "restore", by=moderator, at=later)
    with query_budget(1):  # type: ignore[operator]
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


def test_a_word_is_tried_before_it_is_saved_and_retired_with_a_reason(
    client: FlaskClient, session: Session
) -> None:
    a_comment(session, body="Only a scoundrel says so.", at=clock.now() - timedelta(days=2))
    a_comment(session, body="Nobody says so.", at=clock.now() - timedelta(days=1))
    sign_in(client, a_moderator(session), session)
    tried = post(client, "/desk/words", phrase="scoundrel", note="Rude.", do="try")
    assert "<mark>scoundrel</mark>" in tried.text
    assert "Save rule" in tried.text
    assert session.scalars(select(WordRule)).all() == []
    assert (
        post(client, "/desk/words", phrase="scoundrel", note="Rude.", do="save").status_code == 303
    )
    rule = session.scalars(select(WordRule)).one()
    assert rule.would_have_held == 1
    again = post(client, "/desk/words", phrase="Scoündrel", do="save")
    assert (again.status_code, "on the list already" in again.text) == (422, True)
    post(client, f"/desk/words/{rule.id}/retirement", note="Too common.")
    assert "Too common." in client.get("/desk/words").text
    assert session.get(WordRule, rule.id) is not None


def test_a_suspect_word_holds_and_stands_marked_before_the_moderator(
    client: FlaskClient, session: Session
) -> None:
    a_word(session, "scoundrel")
    comment = a_comment(session, body="You **Scoundrel**, you.")
    assert comment.state == "held"
    sign_in(client, a_moderator(session), session)
    page = client.get(f"/desk/cases/{case_of(session, comment).id}").text
    assert "<mark>Scoundrel</mark>" in page


def test_every_detector_is_recorded_and_the_sites_own_people_are_not_held(
    session: Session,
) -> None:
    a_word(session, "scoundrel")
    body = "A scoundrel, see https://example.org"
    comment = a_comment(session, a_moderator(session), body=body)
    assert comment.state == "published"
    results = session.scalars(select(DetectorResult).order_by(DetectorResult.detector)).all()
    assert [(r.detector, r.verdict, r.is_applied) for r in results] == [
        ("link", "hold", False),
        ("suspect_word", "hold", False),
    ]


def test_links_are_free_after_three_approved_comments(session: Session) -> None:
    author = a_person(session)
    for _ in range(3):
        a_comment(session, author)
    assert a_held_comment(session, author).state == "published"


def test_the_case_page_costs_the_same_however_much_waits(
    client: FlaskClient, session: Session, query_budget: object
) -> None:
    comment = a_held_comment(session)
    for _ in range(5):
        a_held_comment(session)
    sign_in(client, a_moderator(session), session)
    case_id = case_of(session, comment).id
    # The visit, the case with all around it (14), the list, its counts, unread notices; 19 with
    # somebody's reports, whose senders' record is one more.
    with query_budget(19):  # type: ignore[operator]
        assert client.get(f"/desk/cases/{case_id}").status_code == 200


def test_a_program_reads_the_queue_decides_and_undoes(
    client: FlaskClient, session: Session
) -> None:
    comment = a_held_comment(session)
    secret = sign_in(client, a_moderator(session), session)
    headers = {"Authorization": f"Bearer {secret}"}
    queue = client.get("/api/v1/cases", headers=headers).json
    assert queue is not None
    case = client.get(f"/api/v1/cases/{queue['cases'][0]['id']}", headers=headers).json
    assert case is not None
    names = ("revision_id", "state_version", "case_version", "last_report_id")
    body = {name: case[name] for name in names}
    body |= {"outcome": "reject", "reason": "SPAM", "submission_key": "from-a-program"}
    made = client.post(f"/api/v1/cases/{case['id']}/decisions", json=body, headers=headers)
    assert (made.status_code, made.json["clause"]) == (201, "6@1")  # type: ignore[index]
    twice = client.post(f"/api/v1/cases/{case['id']}/decisions", json=body, headers=headers)
    assert twice.json["id"] == made.json["id"]  # type: ignore[index]
    undone = client.post(
        f"/api/v1/decisions/{made.json['id']}/reversal",  # type: ignore[index]
        headers=headers,
    )
    assert undone.json["is_undone"]  # type: ignore[index]
    session.expire_all()
    assert comment.state == "held"
