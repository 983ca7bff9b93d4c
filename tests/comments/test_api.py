"""Programs take part in discussions as people do, by the same rules."""

from typing import TYPE_CHECKING, Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from discuss.comments import queries
from tests.makers.accounts import a_person, sign_in
from tests.makers.articles import an_article
from tests.makers.comments import a_comment

if TYPE_CHECKING:
    from discuss.accounts.models import Person
    from discuss.articles.models import Prompt


class Program:
    """A program with a bearer token."""

    def __init__(self, client: FlaskClient, session: Session) -> None:
        self.session = session
        article = an_article(session)
        assert article.prompt is not None
        self.article_id = article.id
        self.prompt: Prompt = article.prompt
        self.person: Person = a_person(session)
        secret = sign_in(client, self.person, session)
        self.client = client.application.test_client()
        self.bearer = {"Authorization": f"Bearer {secret}"}

    def asks(self, method: str, path: str, body: Any = None) -> TestResponse:
        return self.client.open(f"/api/v1{path}", method=method, json=body, headers=self.bearer)

    def posts(self, body: str = "So it is.", **more: object) -> TestResponse:
        path = f"/articles/{self.article_id}/comments"
        return self.asks("POST", path, {"body": body, **more})


@pytest.fixture
def program(client: FlaskClient, session: Session) -> Program:
    return Program(client, session)


def test_a_comment_is_posted_read_changed_marked_and_withdrawn(program: Program) -> None:
    posted = program.posts("Here is a **source**.")
    assert posted.status_code == 201
    assert posted.json is not None
    one = f"/comments/{posted.json['id']}"
    assert "<strong>source</strong>" in program.asks("GET", one).json["html"]

    changed = program.asks("PUT", one, {"body": "Here is none.", "revision_n": 1})
    assert changed.json["html"] == "<p>Here is none.</p>"
    wordings = program.asks("GET", f"{one}/revisions").json["revisions"]
    assert [each["n"] for each in wordings] == [1, 2]

    assert program.asks("POST", f"{one}/withdrawal").status_code == 204
    assert program.asks("GET", f"{one}/revisions").status_code == 200


def test_a_thread_is_read_page_by_page(program: Program) -> None:
    made = [a_comment(program.session, prompt=program.prompt).id for _ in range(25)]
    path = f"/articles/{program.article_id}/comments?order=newest"

    first = program.asks("GET", path).json
    second = program.asks("GET", f"{path}&after={first['after']}").json

    read = [each["id"] for page in (first, second) for each in page["comments"]]
    assert read == sorted(made, reverse=True)
    assert second["after"] is None
    assert first["comment_count"] == 25


def test_replies_are_read_page_by_page(program: Program) -> None:
    root = a_comment(program.session, prompt=program.prompt)
    made = [a_comment(program.session, parent=root).id for _ in range(23)]
    path = f"/comments/{root.id}/replies?order=oldest"

    first = program.asks("GET", path).json
    second = program.asks("GET", f"{path}&after={first['after']}").json

    assert [each["id"] for page in (first, second) for each in page["comments"]] == made
    assert second["after"] is None


def test_a_mark_is_set_once_and_taken_back(program: Program) -> None:
    comment = a_comment(program.session, prompt=program.prompt)
    mark = f"/comments/{comment.id}/reactions/good_point"

    for _ in range(2):
        assert program.asks("PUT", mark).json["good_points"] == 1
    for _ in range(2):
        answer = program.asks("DELETE", mark).json
        assert (answer["good_points"], answer["my_marks"]) == (0, [])


def test_the_same_submission_is_the_same_comment(program: Program) -> None:
    first, again = (program.posts(submission_key="mine") for _ in range(2))

    assert first.json["id"] == again.json["id"]
    assert queries.discussion(program.session, program.prompt.id).comment_count == 1


def test_a_preview_is_what_the_comment_will_be(program: Program) -> None:
    preview = program.asks("POST", "/previews", {"body": "> *So.*"}).json

    assert preview["html"] == program.posts("> *So.*").json["html"]


REFUSALS = [
    ({}, 422, "body"),
    ({"body": ""}, 422, "body"),
    ({"body": 7}, 422, "body"),
    ({"body": "x" * 6001}, 422, "body"),
    ({"body": "So.", "parent_id": "none"}, 422, "parent_id"),
    ({"body": "So.", "parent_id": 10**12}, 422, "parent_id"),
    ({"body": "So.", "state": "published"}, 422, "state"),
    ({"body": "So.", "parent_id": 999_999}, 404, None),
]


@pytest.mark.parametrize(("body", "status", "about"), REFUSALS)
def test_what_cannot_be_taken_is_refused_with_a_sentence_a_field(
    program: Program, body: dict[str, Any], status: int, about: str | None
) -> None:
    answer = program.asks("POST", f"/articles/{program.article_id}/comments", body)

    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert answer.json["detail"].endswith(".")
    if about:
        assert answer.json["errors"][about].endswith(".")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/articles/{article}/comments"),
        ("PUT", "/comments/{comment}"),
        ("POST", "/comments/{comment}/withdrawal"),
        ("PUT", "/comments/{comment}/reactions/good_point"),
        ("DELETE", "/comments/{comment}/reactions/good_point"),
        ("POST", "/previews"),
    ],
)
def test_a_program_without_a_token_changes_nothing(
    program: Program, method: str, path: str
) -> None:
    comment = a_comment(program.session, prompt=program.prompt)
    there = path.format(article=program.article_id, comment=comment.id)

    answer = program.client.open(f"/api/v1{there}", method=method, json={"body": "So."})

    assert answer.status_code == 401


def test_nobody_changes_somebody_else_s_words(program: Program) -> None:
    comment = a_comment(program.session, prompt=program.prompt)

    changed = program.asks("PUT", f"/comments/{comment.id}", {"body": "No.", "revision_n": 1})

    assert changed.status_code == 403
    assert program.asks("POST", f"/comments/{comment.id}/withdrawal").status_code == 403
