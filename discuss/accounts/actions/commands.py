"""What doors ask of accounts; passwords arrive as hashes, made before the transaction."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SignUp:
    """Open an account; `site_url` is where the link in the mail leads.

    `guest_id` is as whom the device forecast before, if it did.
    """

    name: str
    email: str
    password_hash: str
    site_url: str
    site_name: str
    guest_id: int | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """Sign in on a device."""

    device: str
    stay: bool
    kept: dict[str, str]
