"""The desk and the word list as pages and for programs."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.comments.models import Anchor
from discuss.comments.queries import passages_of
from discuss.kit import clock
from discuss.moderation.actions.detectors import DETECTORS
from discuss.moderation.models import DetectorResult, WordRule
from tests.fixtures.databases import Budget
from tests.makers.accounts import a_person, sign_in
from tests.makers.articles import an_article
from tests.makers.comments import a_comment
from tests.makers.moderation import (
    a_decision,
    a_held_comment,
    a_moderator,
    a_report,
    a_word,
    case_of,
)
from tests.moderation.asking import post, sent, token


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
    assert "few approved comments" in case.text
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
    assert {r.detector for r in results} == set(DETECTORS)
    assert not any(r.is_applied for r in results)
    assert [r.detector for r in results if r.verdict == "hold"] == ["link", "suspect_word"]


def test_links_are_free_after_three_approved_comments(session: Session) -> None:
    author = a_person(session)
    for _ in range(3):
        a_comment(session, author)
    assert a_held_comment(session, author).state == "published"


def test_the_case_page_costs_the_same_however_much_waits(
    client: FlaskClient, session: Session, query_budget: Budget
) -> None:
    comment = a_held_comment(session)
    for _ in range(5):
        a_held_comment(session)
    sign_in(client, a_moderator(session), session)
    case_id = case_of(session, comment).id
    # The visit, the claim (3), leaving others (1), the case with all around it (19, what
    # was hidden by hand among them), the list, its
    # counts, unread notices; 27 with somebody's reports, whose senders' record is one more.
    with query_budget(31):
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


def test_the_desk_shows_which_paragraph_a_comment_answers(
    client: FlaskClient, session: Session
) -> None:
    prompt = an_article(session).prompt
    key, quote = next(iter(passages_of(session, prompt.id).items()))
    comment = a_comment(session, prompt=prompt, about=key)
    a_report(session, comment)
    case = case_of(session, comment)
    sign_in(client, a_moderator(session), session)
    page = client.get(f"/desk/cases/{case.id}").text
    assert "in answer to a paragraph" in page
    assert f'<p class="said">{quote}</p>' in page
    session.get_one(Anchor, comment.id).is_gone = True
    session.commit()
    assert "(not in the article any more)" in client.get(f"/desk/cases/{case.id}").text
    told = client.get(f"/api/v1/cases/{case.id}").json
    assert told["paragraph"].startswith(quote)  # type: ignore[index]


def test_nobody_counts_on_when_very_much_waits(
    client: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("queries", "presenters"):
        monkeypatch.setattr(f"discuss.moderation.{module}.desk.MOST_COUNTED", 2)
    for comment in [a_comment(session) for _ in range(3)]:
        a_report(session, comment)
    a_held_comment(session)
    sign_in(client, a_moderator(session), session)
    page = client.get("/desk").text
    counts = re.findall(r'(\w+) <span class="tab">([^<]+)</span>', page)
    known = {
        "All": "2+",
        "Reported": "2+",
        "Held": "1",
        "notices": "0",
        "Objections": "0",
        "Mine": "0",
        "Proposals": "0",
    }
    assert dict(counts) == {"Waiting": "2+"} | known
    told = client.get("/api/v1/cases").json
    assert told["counts"] == {"notice": 0, "held": 1, "reported": 2, "objection": 0}  # type: ignore[index]
    assert len(told["cases"]) == 4  # type: ignore[index]
