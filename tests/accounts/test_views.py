import re
from types import SimpleNamespace

import pytest
from flask.testing import FlaskClient
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from discuss.accounts import actions
from discuss.accounts.models import Person, SignIn
from discuss.kit import clock
from discuss.kit.outbox import Outgoing
from tests.fixtures.databases import Budget
from tests.makers.accounts import PASSWORD, a_person, sign_in


@pytest.fixture
def pace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count tries from now on, as a site outside of tests does."""
    counting = SimpleNamespace(enabled=True, limiter=FixedWindowRateLimiter(MemoryStorage()))
    monkeypatch.setattr("discuss.web.limits.limiter", counting)


def token_of(client: FlaskClient, path: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(path).text)
    assert found
    return found[1]


def send(
    client: FlaskClient, path: str, form_page: str | None = None, **fields: str
) -> TestResponse:
    return client.post(path, data={"csrf_token": token_of(client, form_page or path), **fields})


def the_mailed_link(session: Session, kind: str) -> str:
    session.expire_all()
    text = session.scalars(select(Outgoing).order_by(Outgoing.id.desc())).first().payload["text"]  # type: ignore[union-attr]
    found = re.search(rf"/{kind}/[\w-]+", text)
    assert found
    return found[0]


def sign_up(
    client: FlaskClient, email: str = "ruth@example.org", name: str = "Ruth Okafor"
) -> TestResponse:
    return send(client, "/signup", name=name, email=email, password="three unusual words")


def test_a_newcomer_signs_up_confirms_and_is_signed_in(
    client: FlaskClient, session: Session
) -> None:
    assert "on its way" in sign_up(client).text
    link = the_mailed_link(session, "confirm")
    assert "Hello Ruth Okafor" in client.get(link).text
    assert send(client, link).status_code == 303
    assert "Ruth Okafor" in client.get("/settings").text
    assert client.get(link).status_code == 410


def test_a_known_address_gets_the_same_answer_and_another_mail(
    client: FlaskClient, session: Session
) -> None:
    ruth = a_person(session)
    known = sign_up(client, email=ruth.email or "", name="Somebody Else").text
    session.expire_all()
    mail = session.scalars(select(Outgoing)).one()
    assert "on its way" in known
    assert "has an account" in mail.payload["text"]


def test_names_that_look_like_somebodys_are_refused_and_nothing_is_lost(
    client: FlaskClient, session: Session
) -> None:
    a_person(session, name="Olga Petrova")
    answer = sign_up(client, name="0lga Pеtrоva")
    assert answer.status_code == 422
    assert "looks like it" in answer.text
    assert "ruth@example.org" in answer.text


def test_a_reader_signs_in_and_comes_back_where_they_were(
    client: FlaskClient, session: Session
) -> None:
    ruth = a_person(session)
    answer = send(client, "/signin", email=ruth.email or "", password=PASSWORD, next="/rules")
    assert (answer.status_code, answer.location) == (303, "/rules")


def test_signing_in_never_leads_to_another_site(client: FlaskClient, session: Session) -> None:
    ruth = a_person(session)
    answer = send(
        client, "/signin", email=ruth.email or "", password=PASSWORD, next="//evil.example"
    )
    assert answer.location == "/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(
    client: FlaskClient, session: Session
) -> None:
    ruth = a_person(session)
    wrong = send(client, "/signin", email=ruth.email or "", password="not the password")
    unknown = send(client, "/signin", email="nobody@example.org", password="not the password")
    assert wrong.status_code == unknown.status_code == 422
    assert "do not belong together" in wrong.text
    assert "do not belong together" in unknown.text


def test_a_copied_cookie_is_worth_nothing_after_signing_out(
    client: FlaskClient, session: Session
) -> None:
    sign_in(client, a_person(session), session)
    copied = client.get_cookie("discuss").value  # type: ignore[union-attr]
    send(client, "/signout", "/settings")
    client.set_cookie("discuss", copied)
    assert client.get("/settings").status_code == 401


def test_a_forgotten_password_is_set_anew_and_all_devices_are_signed_out(
    client: FlaskClient, session: Session
) -> None:
    ruth = a_person(session)
    sign_in(client, ruth, session)
    other = client.application.test_client()
    assert "on its way" in send(other, "/reset", email=ruth.email or "").text
    link = the_mailed_link(session, "reset")
    assert send(other, link, password="another three words").status_code == 303
    assert client.get("/settings").status_code == 401
    assert other.get("/settings").status_code == 200
    again = send(client, "/signin", email=ruth.email or "", password="another three words")
    assert again.status_code == 303


def test_asking_for_a_link_tells_nobody_whether_an_address_is_known(
    client: FlaskClient, session: Session
) -> None:
    ruth = a_person(session)
    known = send(client, "/reset", email=ruth.email or "")
    unknown = send(client, "/reset", email="nobody@example.org")
    assert known.status_code == unknown.status_code == 200
    strip = re.compile(r'value="[^"]*"|[\w.]+@example.org')
    assert strip.sub("", known.text) == strip.sub("", unknown.text)


def test_a_person_sees_their_devices_and_ends_one(client: FlaskClient, session: Session) -> None:
    ruth = a_person(session)
    sign_in(client, ruth, session)
    sign_in(client.application.test_client(), ruth, session)
    first = session.scalars(
        select(SignIn).where(SignIn.person_id == ruth.id).order_by(SignIn.id.desc())
    ).first()
    assert first is not None
    page = client.get("/settings/security").text
    assert page.count("Firefox on Linux") >= 2
    assert send(client, f"/sign-ins/{first.id}/ending", "/settings/security").status_code == 303
    session.expire_all()
    assert session.get(SignIn, first.id).ended_at is not None  # type: ignore[union-attr]


def test_nobody_ends_somebody_elses_device(client: FlaskClient, session: Session) -> None:
    ruth, eve = a_person(session), a_person(session)
    sign_in(client.application.test_client(), ruth, session)
    theirs = session.scalars(select(SignIn).where(SignIn.person_id == ruth.id)).one()
    sign_in(client, eve, session)
    assert send(client, f"/sign-ins/{theirs.id}/ending", "/settings").status_code == 404


def test_a_new_password_needs_the_old_one(client: FlaskClient, session: Session) -> None:
    sign_in(client, a_person(session), session)
    page = "/settings/security"
    wrong = send(
        client, "/settings/password", page, current_password="guess", password="a fine new one"
    )
    right = send(
        client, "/settings/password", page, current_password=PASSWORD, password="a fine new one"
    )
    assert (wrong.status_code, right.status_code) == (422, 303)
    assert client.get(page).status_code == 200


def test_a_deleted_account_leaves_nothing_personal(client: FlaskClient, session: Session) -> None:
    ruth = a_person(session)
    email = ruth.email
    sign_in(client, ruth, session)
    assert send(client, "/settings/deletion", "/settings", password="guess").status_code == 422
    assert send(client, "/settings/deletion", "/settings", password=PASSWORD).status_code == 303
    session.expire_all()
    row = session.get(Person, ruth.id)
    assert row is not None
    assert (row.name, row.email, row.password_hash) == ("Deleted account", None, None)
    assert send(client, "/signin", email=email or "", password=PASSWORD).status_code == 422


def test_a_form_from_another_site_is_refused(client: FlaskClient, session: Session) -> None:
    sign_in(client, a_person(session), session)
    answer = client.post(
        "/settings/name", data={"name": "Mallory"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    without_token = client.post("/settings/name", data={"name": "Mallory"})
    assert answer.status_code == without_token.status_code == 403
    assert "Mallory" in without_token.text


def test_a_program_signs_in_and_ends_its_sign_in(client: FlaskClient, session: Session) -> None:
    ruth = a_person(session)
    made = client.post("/api/v1/sessions", json={"email": ruth.email, "password": PASSWORD})
    bearer = {"Authorization": f"Bearer {made.json['token']}"}  # type: ignore[index]
    assert client.get("/api/v1/me", headers=bearer).json["handle"] == ruth.handle  # type: ignore[index]
    listed = client.get("/api/v1/sessions", headers=bearer).json["sessions"]  # type: ignore[index]
    assert client.delete(f"/api/v1/sessions/{listed[0]['id']}", headers=bearer).status_code == 204
    assert client.get("/api/v1/me", headers=bearer).status_code == 401


def test_a_newcomer_goes_on_where_they_were_asked_to_sign_up(
    client: FlaskClient, session: Session
) -> None:
    page = "/signup?next=/questions/3%3Fp%3D62"
    fields = {"name": "Ruth Okafor", "email": "ruth@example.org", "password": "three unusual words"}
    assert 'value="/questions/3?p=62"' in client.get(page).text
    send(client, "/signup", page, **fields, next="/questions/3?p=62")
    assert send(client, the_mailed_link(session, "confirm")).location == "/questions/3?p=62"


def test_the_owner_claims_the_site_by_the_link_of_the_console(
    client: FlaskClient, session: Session
) -> None:
    secret = actions.owner_link(session, clock.now())
    session.commit()
    fields = {"name": "Mara Keel", "email": "mara@example.org"}
    weak = send(client, f"/claim/{secret}", **fields, password="password1234")
    assert weak.status_code == 422
    assert "mara@example.org" in weak.text
    assert send(client, f"/claim/{secret}", **fields, password="a phrase of mine").location == "/"
    assert "New article" in client.get("/settings").text
    assert client.get(f"/claim/{secret}").status_code == 410


def test_the_text_typed_before_signing_in_is_carried_through_every_try(
    client: FlaskClient, session: Session
) -> None:
    ruth, words = a_person(session), "What I wrote\nbefore my session ended."
    refused = client.post(
        "/settings/name", data={"name": words, "csrf_token": token_of(client, "/signin")}
    )
    assert refused.status_code == 401
    assert 'name="kept_body"' in refused.text
    kept = {"email": ruth.email or "", "kept_body": words, "kept_place": "/settings/name"}
    again = send(client, "/signin", **kept, password="guess")
    assert again.text.count("before my session ended.") >= 1
    assert send(client, "/signin", **kept, password=PASSWORD).status_code == 303


def test_somebody_unconfirmed_is_told_and_gets_the_link_again(
    client: FlaskClient, session: Session
) -> None:
    sign_in(client, a_person(session, confirmed=False), session)
    assert "Send the link again" in client.get("/settings").text
    assert send(client, "/confirm", "/settings").status_code == 303
    assert send(client, the_mailed_link(session, "confirm")).status_code == 303
    assert "Send the link again" not in client.get("/settings").text


def test_a_person_takes_another_name_but_nobody_elses(
    client: FlaskClient, session: Session
) -> None:
    a_person(session, name="Olga Petrova")
    sign_in(client, a_person(session), session)
    taken = send(client, "/settings/name", "/settings", name="Olga Petrova")
    assert taken.status_code == 422
    assert 'value="Olga Petrova"' in taken.text
    assert send(client, "/settings/name", "/settings", name="Olga P").status_code == 303
    assert "Olga P" in client.get("/settings").text


def test_a_person_signs_out_everywhere_else(client: FlaskClient, session: Session) -> None:
    ruth, other = a_person(session), client.application.test_client()
    sign_in(client, ruth, session)
    sign_in(other, ruth, session)
    assert send(client, "/sign-ins/others/ending", "/settings/security").status_code == 303
    assert client.get("/settings").status_code == 200
    assert other.get("/settings").status_code == 401


def test_a_visit_that_grew_old_ends(client: FlaskClient, session: Session) -> None:
    ruth = a_person(session)
    sign_in(client, ruth, session)
    mine = session.scalars(select(SignIn).where(SignIn.person_id == ruth.id)).one()
    mine.expires_at = clock.now()
    session.commit()
    assert client.get("/settings").status_code == 401


def test_each_page_of_ones_own_costs_few_statements(
    client: FlaskClient, session: Session, query_budget: Budget
) -> None:
    sign_in(client, a_person(session), session)
    client.get("/settings")
    with query_budget(2):  # who is acting; how much is unread
        client.get("/settings")
    with query_budget(3):  # the same, and the devices
        client.get("/settings/security")


@pytest.mark.usefixtures("pace")
@pytest.mark.parametrize("path", ["/signin", "/signup", "/reset"])
def test_many_tries_from_one_network_are_slowed_down(client: FlaskClient, path: str) -> None:
    token = token_of(client, path)
    answers = [
        client.post(path, data={"csrf_token": token, "email": f"n{n}@example.org"})
        for n in range(31)
    ]
    assert answers[0].status_code in {200, 422}
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert "many tries" in answers[-1].text


@pytest.mark.usefixtures("pace")
def test_guesses_at_one_account_are_slowed_down_in_any_spelling_of_its_address(
    client: FlaskClient, session: Session
) -> None:
    ruth = a_person(session)
    token = token_of(client, "/signin")
    spellings = [ruth.email or "", (ruth.email or "").upper()] * 5
    fields = {"csrf_token": token, "password": "guess"}
    tries = [client.post("/signin", data={**fields, "email": email}) for email in spellings]
    last = client.post("/signin", data={**fields, "email": ruth.email, "password": PASSWORD})
    assert {answer.status_code for answer in tries} == {422}
    assert last.status_code == 429


def test_pages_for_strangers_that_need_no_form_set_no_cookie(client: FlaskClient) -> None:
    assert "Set-Cookie" not in client.get("/nothing-here").headers
