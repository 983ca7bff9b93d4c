"""People, made as the site makes them."""

from datetime import UTC, datetime
from itertools import count

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from discuss.accounts import actions
from discuss.accounts.acting import actor_of
from discuss.accounts.actions.commands import Visit
from discuss.accounts.models import Person
from discuss.kit import clock
from discuss.kit.passwords import hash_password

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"
HASH = hash_password(PASSWORD)

__all__ = ["PASSWORD", "a_person", "actor_of", "sign_in"]

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


def sign_in(client: FlaskClient, person: Person, session: Session) -> str:
    """Sign `person` in on `client` by cookie; return the secret, which is a bearer token too."""
    visit = Visit(device="Firefox on Linux", stay=True, kept={})
    secret = actions.sign_in(session, person, visit, clock.now())
    session.commit()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = secret
        cookie["_fresh"] = True
    return secret


def _letters(n: int) -> str:
    """Return a number in letters, since digits look like letters to the site."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(n))
