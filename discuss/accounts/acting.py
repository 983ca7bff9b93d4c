"""Who is acting: the bridge between Flask-Login and the domain's `Actor`."""

from flask import Request, has_request_context
from flask_login import UserMixin, current_user
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from discuss.accounts.models import Person, SignIn
from discuss.accounts.rules import STRANGER, Actor
from discuss.kit import clock
from discuss.kit.errors import Unknown
from discuss.kit.ids import digest
from discuss.web.extensions import login_manager
from discuss.web.transaction import reading


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
    return Actor(
        person_id=person.id,
        handle=person.handle,
        name=person.name,
        role=person.role,
        is_confirmed=person.confirmed_at is not None,
    )


def current_actor() -> Actor:
    """Return who is acting in this request, `STRANGER` when nobody is signed in."""
    if not has_request_context() or not current_user.is_authenticated:
        return STRANGER
    actor: Actor = current_user.actor
    return actor


def require_actor() -> Actor:
    """Return who is acting; raise `Unknown` (401) when nobody is signed in."""
    actor = current_actor()
    if not actor.is_signed_in:
        raise Unknown("Sign in to go on. What you typed is kept.")
    return actor


def current_sign_in() -> int | None:
    """Return the id of the device's sign-in, None for a stranger."""
    return current_user.sign_in_id if current_user.is_authenticated else None


def _load(secret: str, *, by_cookie: bool) -> SignedIn | None:
    """Return who holds this secret, in one statement; nothing when it ended or grew old."""
    found = reading().scalar(
        select(SignIn)
        .where(SignIn.secret_digest == digest(secret))
        .options(joinedload(SignIn.person))
    )
    if found is None or found.ended_at is not None or found.expires_at <= clock.now():
        return None
    return SignedIn(actor_of(found.person), secret, found.id, by_cookie=by_cookie)


@login_manager.user_loader
def _from_cookie(secret: str) -> SignedIn | None:
    return _load(secret, by_cookie=True)


@login_manager.request_loader
def _from_header(request: Request) -> SignedIn | None:
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not secret or not request.path.startswith("/api/"):
        return None
    return _load(secret.strip(), by_cookie=False)
