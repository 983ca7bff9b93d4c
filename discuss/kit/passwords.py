"""Passwords as hashes: Argon2id, 19 MiB, two passes, one lane (RFC 9106, OWASP's minimum)."""

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def hash_password(password: str) -> str:
    """Return the hash to store; takes tens of milliseconds, so never inside a transaction."""
    return _hasher.hash(password)


def is_password(stored: str | None, password: str) -> bool:
    """Tell whether `password` belongs to the hash; nobody's hash takes as long as somebody's."""
    try:
        _hasher.verify(stored or _nobodys(), password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def is_outdated(stored: str) -> bool:
    """Tell whether the hash was made with weaker settings than today's."""
    return _hasher.check_needs_rehash(stored)


@lru_cache(maxsize=1)
def _nobodys() -> str:
    return _hasher.hash("nobody has this password")
