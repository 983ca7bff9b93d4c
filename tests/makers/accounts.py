"""People, made as the site makes them."""

import re
from datetime import UTC, datetime, timedelta
from itertools import count

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from discuss.accounts import actions
from discuss.accounts.acting import actor_of
from discuss.accounts.actions.commands import Visit
from discuss.accounts.models import Person
from discuss.inbox.models import Notice
from discuss.kit import clock
from discuss.kit.outbox import Outgoing
from discuss.kit.passwords import hash_password

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"
HASH = hash_password(PASSWORD)

__all__ = [
    "PASSWORD",
    "a_person",
    "a_regular",
    "actor_of",
    "send",
    "sign_in",
    "the_mailed_link",
    "token_of",
]

_numbers = count(1)


def a_person(
    session: Session, name: str | None = None, role: str = "reader", *, confirmed: bool = True
) -> Person:
    """Return somebody with an account, committed; the name is made unlike any other."""
    n = next(_numbers)
    name = name or f"Ada {_letters(n)}"
    person = actions.open_account(session, name, f"person{n}@example.org", HASH, NOW)
    if confirmed:
        person.confirmed_at = NOW
    if role != "reader":
        actions.grant(session, None, person, role, NOW)
    session.commit()
    return person


def a_regular(session: Session, name: str | None = None) -> Person:
    """Return somebody whose account is past its first day, when few words may be written."""
    person = a_person(session, name)
    person.created_at -= timedelta(days=2)
    session.commit()
    return person


def sign_in(client: FlaskClient, person: Person, session: Session) -> str:
    """Sign `person` in on `client` by cookie; return the secret, which is a bearer token too."""
    visit = Visit(device="Firefox on Linux", stay=True, kept={})
    secret = actions.sign_in(session, person, visit, clock.now())
    session.commit()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = secret
        cookie["_fresh"] = True
    return secret


def token_of(client: FlaskClient, path: str) -> str:
    """Return the token of the first form on a page."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(path).text)
    assert found
    return found[1]


def send(
    client: FlaskClient, path: str, form_page: str | None = None, **fields: str | list[str]
) -> TestResponse:
    """Send the form of `form_page` (of `path` itself by default) as a browser does."""
    return client.post(path, data={"csrf_token": token_of(client, form_page or path), **fields})


def the_mailed_link(session: Session, kind: str) -> str:
    """Return the path of the link in the latest mail that waits."""
    session.expire_all()
    text = session.scalars(select(Outgoing).order_by(Outgoing.id.desc())).first().payload["text"]  # type: ignore[union-attr]
    found = re.search(rf"/{kind}/[\w-]+", text)
    assert found
    return found[0]


def _letters(n: int) -> str:
    """Return a number in letters, since digits look like letters to the site."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(n))


def told(session: Session, person_id: int) -> int:
    """Return how many notices of somebody stand."""
    session.expire_all()
    mine = select(Notice).where(Notice.person_id == person_id, Notice.withdrawn_at.is_(None))
    return len(session.scalars(mine).all())
