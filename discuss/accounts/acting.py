"""Who is acting: the bridge between Flask-Login and the domain's `Actor`."""

from functools import cache
from typing import Any

from flask import Request, current_app, has_request_context, request
from flask import session as cookie
from flask_login import UserMixin, current_user, login_user, logout_user
from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from discuss.accounts import actions, queries
from discuss.accounts.actions.commands import Visit
from discuss.accounts.forms import Arrival
from discuss.accounts.models import Person, SignIn
from discuss.accounts.rules import STRANGER, Actor, device_of, owes_factor
from discuss.kit import chosen, clock
from discuss.kit.errors import Invalid, Missing, Refused, Unknown
from discuss.kit.ids import digest
from discuss.kit.passwords import hash_password, is_outdated, is_password
from discuss.web.extensions import login_manager
from discuss.web.limits import keep_pace, network
from discuss.web.tokens import sign, unsign
from discuss.web.transaction import reading, transaction

TRIES = "There were many tries. Wait a few minutes and try again, or set a new password."
WRONG = "This address and this password do not belong together. Try again, or set a new password."
GUEST = "discuss_guest"
"""The cookie of a device that forecasts without an account, and its place in a request."""
A_YEAR = 365 * 24 * 60 * 60
NOT_YOURS = "This is not your password. Try again, or set a new one by mail."


class SignedIn(UserMixin):
    """What Flask-Login keeps for one request: the actor and the device they act from."""

    def __init__(self, actor: Actor, secret: str, sign_in_id: int, *, by_cookie: bool) -> None:
        self.actor = actor
        self.secret = secret
        self.sign_in_id = sign_in_id
        self.by_cookie = by_cookie

    def get_id(self) -> str:
        """Return the secret that stands in the signed cookie; only its digest is stored."""
        return self.secret


def actor_of(person: Person) -> Actor:
    """Return the value under which a person acts."""
    until = person.suspended_until
    owes = owes_factor(_requirement(), person.role, has_factor=person.second_factor_at is not None)
    return Actor(
        person_id=person.id,
        handle=person.handle,
        name=person.name,
        role="reader" if owes else person.role,
        is_confirmed=person.confirmed_at is not None,
        suspended_until=until if until and until > clock.now() else None,
        warning_id=person.warning_id,
        has_password=person.password_hash is not None,
        has_factor=person.second_factor_at is not None,
        owes_factor=owes,
        sections=frozenset(person.sections if person.role == "moderator" else ()),
        language=person.language,
    )


def asks_code(person: Person) -> bool:
    """Tell whether a sign-in of this person takes a code besides the password."""
    return person.second_factor_at is not None and _requirement() != "off"


def _requirement() -> str:
    """Return what the site asks of second factors; nothing outside of it."""
    return str(current_app.config["DISCUSS"].second_factor) if current_app else "off"


def current_actor() -> Actor:
    """Return who is acting in this request: who is signed in, or else the device's guest if any."""
    found = _signed_in()
    return found.actor if found else _guest()


def require_actor() -> Actor:
    """Return who is acting; raise `Unknown` (401) when nobody is signed in."""
    actor = current_actor()
    if not actor.is_signed_in:
        raise Unknown("Sign in to go on. What you typed is kept.")
    return actor


def require_somebody() -> Actor:
    """Return who is acting, a guest's device too; raise `Unknown` (401) for a stranger."""
    actor = current_actor()
    return actor if actor.is_guest else require_actor()


def current_sign_in() -> int | None:
    """Return the id of the device's sign-in, None for a stranger."""
    found = _signed_in()
    return found.sign_in_id if found else None


def begin_visit(
    person: Person,
    form: Arrival | None = None,
    guest: int | None = None,
    *,
    has_proved: bool = False,
) -> str:
    """Sign a person in on the asking device; return the secret. Opens a transaction.

    What the device forecast as a guest becomes theirs in the same one. Raises `Refused` for who
    has a second factor, unless the caller `has_proved` it.
    """
    if asks_code(person) and not has_proved:
        raise Refused("This account has a second factor. Sign in with your password and a code.")
    visit = form.visit(_device()) if form else Visit(device=_device(), stay=True, kept={})
    now = clock.now()
    with transaction() as session:
        actions.claim_guest(session, guest, person, now)
        return actions.sign_in(session, person, visit, now)


def enter(
    person: Person,
    form: Arrival | None = None,
    guest: int | None = None,
    *,
    has_proved: bool = False,
) -> None:
    """Sign a person in by cookie: a new secret, so that no older cookie becomes theirs."""
    secret = begin_visit(person, form, guest, has_proved=has_proved)
    cookie.clear()
    cookie.permanent = form is None or form.stay
    found = _load(secret, by_cookie=True)
    assert found is not None
    login_user(found)


def vouched(email: str, password: str) -> Person:
    """Return whose address and password these are, in the same time for everybody's.

    Raises `Invalid` when they do not belong together, `TooSoon` after many tries.
    """
    keep_pace("10 per 5 minutes", email.casefold(), network(), sentence=TRIES)
    person = queries.by_email(reading(), email)
    if not is_password(person.password_hash if person else None, password) or person is None:
        raise Invalid(WRONG)
    if person.password_hash and is_outdated(person.password_hash):
        hashed = hash_password(password)
        with transaction() as session:
            actions.rehash(session, person.id, hashed)
    return person


def vouch(person_id: int, password: str, field: str) -> None:
    """Ask for a person's password again before something grave; raises `Invalid` at `field`."""
    keep_pace("10 per 5 minutes", str(person_id), sentence=TRIES)
    person = queries.by_id(reading(), person_id)
    if not is_password(person.password_hash, password):
        raise Invalid(NOT_YOURS, {field: NOT_YOURS})


def leave() -> None:
    """Sign this device out; its cookie, and any copy of it, is worth nothing from now on."""
    sign_in_id = current_sign_in()
    if sign_in_id is not None:
        with transaction() as session:
            actions.sign_out(session, sign_in_id, clock.now())
    logout_user()
    cookie.clear()


def become_guest(guest: Person) -> None:
    """Let this request go on as a device's new guest; its answer takes `keep_guest`."""
    request.environ[GUEST] = actor_of(guest)


def keep_guest(response: Response) -> None:
    """Let the device remember under which row it forecasts: a signed cookie of its own.

    It takes the place of a cookie whose guest an account has claimed from another device.
    """
    guest, settings = _guest(), current_app.config["DISCUSS"]
    if guest.person_id is None:
        return
    token = sign(settings, GUEST, [guest.person_id])
    if request.cookies.get(GUEST) == token:
        return
    response.set_cookie(
        GUEST,
        token,
        max_age=A_YEAR,
        secure=settings.is_secure,
        httponly=True,
        samesite="Lax",
    )


def forget_guest(response: Response) -> Response:
    """Let the device be nobody again, since an account has claimed what it forecast."""
    if GUEST in request.cookies:
        response.delete_cookie(GUEST)
    return response


def guest_id() -> int | None:
    """Return the row under which this device forecasts, whoever is signed in on it."""
    found = _guest()
    return found.person_id


def _guest() -> Actor:
    """Return the guest of this device; one statement a request, none without its cookie."""
    if not has_request_context():
        return STRANGER
    if GUEST not in request.environ:
        token = request.cookies.get(GUEST)
        request.environ[GUEST] = _read_guest(token) if token else STRANGER
    found: Actor = request.environ[GUEST]
    return found


def _read_guest(token: str) -> Actor:
    try:
        (number,) = unsign(current_app.config["DISCUSS"], GUEST, token)
    except (Missing, TypeError, ValueError):
        return STRANGER
    person = reading().get(Person, number)
    is_here = person is not None and person.role == "guest" and person.erased_at is None
    return actor_of(person) if person is not None and is_here else STRANGER


def _signed_in() -> SignedIn | None:
    found: Any = current_user if has_request_context() else None
    return found if found and found.is_authenticated else None


def _device() -> str:
    return device_of(request.headers.get("User-Agent", ""))


def _load(secret: str, *, by_cookie: bool) -> SignedIn | None:
    """Return who holds this secret; nothing when it ended or grew old.

    One statement, which reads what the site's people have set as well.
    """
    row = reading().execute(_held_by(), {"digest": digest(secret)}).first()
    if row is None:
        return None
    found = row[0]
    if found.ended_at is not None or found.expires_at <= clock.now():
        return None
    chosen.remember(reading(), row[1])
    return SignedIn(actor_of(found.person), secret, found.id, by_cookie=by_cookie)


@cache
def _held_by() -> Select[Any]:
    """Return the select of who holds a secret, made once: every request of theirs asks it."""
    holds = SignIn.secret_digest == bindparam("digest")
    return select(SignIn, chosen.standing()).where(holds).options(joinedload(SignIn.person))


def _from_cookie(secret: str) -> SignedIn | None:
    return _load(secret, by_cookie=True)


def _from_header(request: Request) -> SignedIn | None:
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not secret or not request.path.startswith("/api/"):
        return None
    return _load(secret.strip(), by_cookie=False)


login_manager.user_loader(_from_cookie)
login_manager.request_loader(_from_header)
