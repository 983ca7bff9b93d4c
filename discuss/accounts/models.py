"""People, where they are signed in, their second factors, and the links that they were sent."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from discuss.accounts.rules import ENGLISH
from discuss.kit.orm import Base, RowId


class Person(Base):
    """Somebody with an account; erasing leaves the row and takes everything personal from it.

    A `guest` is a device that forecasts without one: it has no address, no words and no page.
    """

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("role IN ('reader', 'moderator', 'editor', 'admin', 'guest')", name="role"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    handle: Mapped[str] = mapped_column(unique=True)
    """The random name in addresses (`/people/<handle>`); never changes."""
    name: Mapped[str]
    name_skeleton: Mapped[str] = mapped_column(unique=True)
    """What the name looks like (`kit.text.skeleton`), so that nobody can look like another."""
    created_at: Mapped[datetime]
    email: Mapped[str | None] = mapped_column(unique=True, default=None)
    password_hash: Mapped[str | None] = mapped_column(default=None)
    role: Mapped[str] = mapped_column(default="reader")
    confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
    erased_at: Mapped[datetime | None] = mapped_column(default=None)
    suspended_until: Mapped[datetime | None] = mapped_column(default=None)
    """Until then the person reads and does not take part; derived from moderation's rows."""
    expertise: Mapped[str] = mapped_column(default="")
    """What editors know them to be an expert of; the latest of their grants, '' for nothing."""
    warning_id: Mapped[int | None] = mapped_column(default=None)
    """The warning that has to be confirmed before the person takes part again."""
    second_factor_at: Mapped[datetime | None] = mapped_column(default=None)
    """Since when a sign-in asks for a code as well."""
    sections: Mapped[list[Any]] = mapped_column(default_factory=list)
    """The sections to which a moderator is limited, none for the whole site."""
    language: Mapped[str] = mapped_column(default=ENGLISH)
    """One of `rules.LANGUAGES`, in which they are told what was decided about them."""


class RoleGrant(Base):
    """Who gave a person which role, and when; `person.role` is the latest of these."""

    __tablename__ = "role_grant"

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[str]
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """None when the machine's operator did it by the command line or the owner's link."""
    granted_at: Mapped[datetime]


class SectionGrant(Base):
    """Who limited a moderator to which sections, and when; none is the whole site."""

    __tablename__ = "section_grant"

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    sections: Mapped[list[Any]]
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """None when the machine's operator did it by the command line."""
    granted_at: Mapped[datetime]


class ExpertiseGrant(Base):
    """Who called a person an expert of what, and when; '' takes it away."""

    __tablename__ = "expertise_grant"

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    expertise: Mapped[str]
    granted_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    granted_at: Mapped[datetime]

    granted_by: Mapped[Person] = relationship(
        init=False, lazy="raise", foreign_keys=[granted_by_id]
    )


class SignIn(Base):
    """One device on which a person is signed in, until it ends or grows old."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    secret_digest: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    device: Mapped[str]
    """Browser and system in words, e.g. `Firefox on Linux`; nothing finer is kept."""
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)

    person: Mapped[Person] = relationship(init=False, lazy="raise")


class SecondFactor(Base):
    """The secret from which a person's app makes codes; it counts once one of them was entered."""

    __tablename__ = "second_factor"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    sealed: Mapped[str]
    """The secret, encrypted by the site's own (`kit.sealing`)."""
    begun_at: Mapped[datetime]
    last_step: Mapped[int] = mapped_column(default=0)
    """The latest half minute whose code was used: it and earlier ones are worth nothing."""


class RecoveryCode(Base):
    """A code on paper that stands in for the app, once."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    code_digest: Mapped[str] = mapped_column(unique=True)
    used_at: Mapped[datetime | None] = mapped_column(default=None)


class OneTimeLink(Base):
    """A link that does one thing once: confirm, reset, or claim the owner's account."""

    __tablename__ = "one_time_link"
    __table_args__ = (CheckConstraint("purpose IN ('confirm', 'reset', 'claim')", name="purpose"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    secret_digest: Mapped[str] = mapped_column(unique=True)
    purpose: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None] = mapped_column(default=None)
    guest_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    """As whom the device forecast on which somebody signed up, wherever the link is opened."""

    person: Mapped[Person | None] = relationship(init=False, lazy="raise", foreign_keys=[person_id])


class Ignoring(Base):
    """One person does not want to read another; neither is told of the other's words to them."""

    __tablename__ = "ignoring"
    __table_args__ = (CheckConstraint("person_id <> ignored_id", name="not_oneself"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    ignored_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    created_at: Mapped[datetime]
