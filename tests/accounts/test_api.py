import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from tests.makers.accounts import PASSWORD, a_person, sign_in


@pytest.fixture
def ruth(session: Session) -> Person:
    return a_person(session, name="Ruth Okafor")


@pytest.fixture
def bearer(client: FlaskClient, ruth: Person) -> dict[str, str]:
    made = client.post("/api/v1/sessions", json={"email": ruth.email, "password": PASSWORD})
    assert made.status_code == 201
    return {"Authorization": f"Bearer {made.json['token']}"}  # type: ignore[index]


def test_a_program_changes_its_persons_name(client: FlaskClient, bearer: dict[str, str]) -> None:
    answer = client.put("/api/v1/me/name", json={"name": "Ruth O."}, headers=bearer)
    assert answer.json["name"] == "Ruth O."  # type: ignore[index]
    assert client.get("/api/v1/me", headers=bearer).json["name"] == "Ruth O."  # type: ignore[index]


def test_a_program_changes_a_password_by_the_old_one_and_stays_signed_in(
    client: FlaskClient, bearer: dict[str, str]
) -> None:
    path, new = "/api/v1/me/password", "another three words"
    wrong = client.put(path, json={"current_password": "no", "password": new}, headers=bearer)
    right = client.put(path, json={"current_password": PASSWORD, "password": new}, headers=bearer)
    assert (wrong.status_code, right.status_code) == (422, 204)
    assert "current_password" in wrong.json["errors"]  # type: ignore[index]
    assert client.get("/api/v1/me", headers=bearer).status_code == 200


def test_a_program_deletes_an_account_by_its_password(
    client: FlaskClient, bearer: dict[str, str]
) -> None:
    assert client.delete("/api/v1/me", json={"password": "no"}, headers=bearer).status_code == 422
    gone = client.delete("/api/v1/me", json={"password": PASSWORD}, headers=bearer)
    assert gone.status_code == 204
    assert client.get("/api/v1/me", headers=bearer).status_code == 401


def test_a_sign_up_and_a_reset_by_program_tell_nothing_about_addresses(
    client: FlaskClient, ruth: Person
) -> None:
    for email in (ruth.email, "nobody@example.org"):
        reset = client.post("/api/v1/password-resets", json={"email": email})
        made = client.post(
            "/api/v1/accounts", json={"name": "Lena Brandt", "email": email, "password": PASSWORD}
        )
        assert reset.status_code == made.status_code == 202
        assert set(reset.json) == set(made.json) == {"message"}  # type: ignore[call-overload]


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'"a"', b"null", b'{"email": ["a"]}', b"\xff"])
def test_what_is_no_sign_in_gets_a_problem_and_never_a_fault(
    client: FlaskClient, body: bytes
) -> None:
    answer = client.post("/api/v1/sessions", data=body, content_type="application/json")
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("header", ["Bearer", "Bearer x", "Basic eDp5", "Bearer " + "x" * 5000])
def test_a_made_up_token_is_nobodys(client: FlaskClient, ruth: Person, header: str) -> None:
    del ruth
    answer = client.get("/api/v1/me", headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_the_sites_own_cookie_needs_the_token_of_its_form(
    client: FlaskClient, session: Session, ruth: Person
) -> None:
    sign_in(client, ruth, session)
    assert client.get("/api/v1/me").json["handle"] == ruth.handle  # type: ignore[index]
    assert client.put("/api/v1/me/name", json={"name": "Mallory"}).status_code == 403


def test_a_bearer_opens_the_api_and_no_page(client: FlaskClient, bearer: dict[str, str]) -> None:
    assert client.get("/settings", headers=bearer).status_code == 401


def test_a_program_signs_in_and_ends_its_sign_in(client: FlaskClient, session: Session) -> None:
    ruth = a_person(session)
    made = client.post("/api/v1/sessions", json={"email": ruth.email, "password": PASSWORD})
    bearer = {"Authorization": f"Bearer {made.json['token']}"}  # type: ignore[index]
    assert client.get("/api/v1/me", headers=bearer).json["handle"] == ruth.handle  # type: ignore[index]
    listed = client.get("/api/v1/sessions", headers=bearer).json["sessions"]  # type: ignore[index]
    assert client.delete(f"/api/v1/sessions/{listed[0]['id']}", headers=bearer).status_code == 204
    assert client.get("/api/v1/me", headers=bearer).status_code == 401


def test_an_editors_program_says_what_somebody_is_an_expert_of(
    client: FlaskClient, session: Session, ruth: Person, bearer: dict[str, str]
) -> None:
    path = f"/api/v1/people/{ruth.handle}/expertise"
    known = {"expertise": "bridges"}
    assert client.put(path, json=known).status_code == 401
    assert client.put(path, json=known, headers=bearer).status_code == 403
    editor = sign_in(client, a_person(session, role="editor"), session)
    held = {"Authorization": f"Bearer {editor}"}
    told = {"handle": ruth.handle, "name": "Ruth Okafor"}
    assert client.put(path, json=known, headers=held).json == told | known
    taken = client.put(path, json={"expertise": ""}, headers=held)
    assert taken.json == told | {"expertise": ""}
    nobody = client.put("/api/v1/people/nobody-such/expertise", json=known, headers=held)
    assert nobody.status_code == 404
