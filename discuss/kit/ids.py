"""Random identifiers and secrets, and how a secret is stored."""

import hashlib
import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def public_id(length: int = 10) -> str:
    """Return a short random name for an address, without look-alike characters."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def secret() -> str:
    """Return 256 random bits for a link or a session, safe in an address."""
    return secrets.token_urlsafe(32)


def digest(value: str) -> str:
    """Return the SHA-256 of a secret in hexadecimal: only this is ever stored."""
    return hashlib.sha256(value.encode()).hexdigest()
