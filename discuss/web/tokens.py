"""Signed texts for addresses: each allows one kind of deed, and nobody can write one."""

import hashlib
from typing import Any

from itsdangerous import BadSignature, URLSafeSerializer

from discuss.kit.errors import Missing
from discuss.settings import Settings


def sign(settings: Settings, purpose: str, value: list[Any]) -> str:
    """Return `value` as a text that is safe in an address and good for `purpose` alone."""
    return str(_writer(settings, purpose).dumps(value))


def unsign(settings: Settings, purpose: str, token: str) -> Any:  # noqa: ANN401 - what was signed
    """Return what was signed for `purpose`; raise `Missing` (404) for anything else."""
    try:
        return _writer(settings, purpose).loads(token)
    except BadSignature:
        raise Missing("This link is not one of ours. Copy the whole of it from the mail.") from None


def _writer(settings: Settings, purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(
        settings.secret_key,
        salt=f"discuss.{purpose}",
        signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256},
    )
