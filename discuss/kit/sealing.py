"""Texts that have to be read again, and that a copy of the database alone must not give away."""

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def seal(key: str, purpose: str, text: str) -> str:
    """Return `text`, encrypted by a key that follows from the site's secret `key` and `purpose`."""
    return _box(key, purpose).encrypt(text.encode()).decode()


def unseal(key: str, purpose: str, sealed: str) -> str | None:
    """Return what was sealed; None when another key did it, or when it was changed."""
    try:
        return _box(key, purpose).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _box(key: str, purpose: str) -> Fernet:
    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"discuss.{purpose}".encode())
    return Fernet(base64.urlsafe_b64encode(kdf.derive(key.encode())))
