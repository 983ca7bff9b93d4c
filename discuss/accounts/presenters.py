"""Accounts as pages and the API show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel

from discuss.accounts.models import Person, SignIn
from discuss.accounts.rules import Actor


@dataclass(frozen=True, slots=True)
class DeviceCard:
    """A device on which somebody is signed in."""

    id: int
    device: str
    since: datetime
    until: datetime
    is_this: bool


def devices(rows: Sequence[SignIn], this: int | None) -> list[DeviceCard]:
    """Return the devices of one person, this one first."""
    cards = [DeviceCard(r.id, r.device, r.created_at, r.expires_at, r.id == this) for r in rows]
    return sorted(cards, key=lambda card: not card.is_this)


class TokenOut(BaseModel):
    """What opens the API: send it as `Authorization: Bearer <token>`."""

    token: str


class MeOut(BaseModel):
    """Who is acting."""

    handle: str
    name: str
    role: str
    is_confirmed: bool
    owes_second_factor: bool
    """Whether a role waits for a second factor; the `role` is `reader` until then."""
    language: str
    """In which they are told what was decided about them."""


class ExpertiseOut(BaseModel):
    """What somebody is an expert of; empty for nothing."""

    handle: str
    name: str
    expertise: str


def expertise(person: Person) -> ExpertiseOut:
    """Return what somebody is an expert of."""
    return ExpertiseOut(handle=person.handle, name=person.name, expertise=person.expertise)


class DeviceOut(BaseModel):
    """A sign-in that can be ended."""

    id: int
    device: str
    since: datetime
    until: datetime
    is_this: bool


class DevicesOut(BaseModel):
    """All of one's own sign-ins."""

    sessions: list[DeviceOut]


class ToldOut(BaseModel):
    """What happens next, in a sentence."""

    message: str


def me(actor: Actor) -> MeOut:
    """Return who is acting, for the API."""
    return MeOut(
        handle=actor.handle,
        name=actor.name,
        role=actor.role,
        is_confirmed=actor.is_confirmed,
        owes_second_factor=actor.owes_factor,
        language=actor.language,
    )


def devices_out(rows: Sequence[SignIn], this: int | None) -> DevicesOut:
    """Return one's own sign-ins, for the API."""
    return DevicesOut(
        sessions=[
            DeviceOut(id=c.id, device=c.device, since=c.since, until=c.until, is_this=c.is_this)
            for c in devices(rows, this)
        ]
    )


class IgnoredPersonOut(BaseModel):
    """Somebody whose words are folded for you."""

    handle: str
    name: str


class IgnoredOut(BaseModel):
    """Whom you ignore, the latest first."""

    people: list[IgnoredPersonOut]


def ignored_out(people: Sequence[Person]) -> IgnoredOut:
    """Return whom somebody ignores for the API."""
    return IgnoredOut(
        people=[IgnoredPersonOut(handle=each.handle, name=each.name) for each in people]
    )
