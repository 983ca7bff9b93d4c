"""Receipts of forecasts: links of a chain, so that no earlier one can be changed unseen."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

BEGINNING: Final = "0" * 64
"""What stands in place of a digest before a chain's first link."""


def link(previous: str, content: Mapping[str, Any], salt: str) -> str:
    """Return the digest of a forecast, in hexadecimal, by SHA-256.

    It is taken over three lines: the digest before it, the content as canonical JSON (keys sorted,
    no spaces, ASCII), and the salt.
    """
    return _sha256("\n".join((previous, canonical(content), salt)))


def head(ends: Sequence[Sequence[object]]) -> str:
    """Return the digest of the ends of all chains: pairs of question and digest, by question."""
    return _sha256(canonical([list(pair) for pair in ends]))


def canonical(value: object) -> str:
    """Return a value as the one JSON text that stands for it."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("ascii")).hexdigest()
