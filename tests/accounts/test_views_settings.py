from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person, SignIn
from discuss.kit import clock
from tests.fixtures.databases import Budget
from tests.makers.accounts import PASSWORD, a_person, send, sign_in


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
