"""Keyset paging: a cursor names the last row seen, so a page costs the same anywhere."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from discuss.kit.errors import Invalid

Row = TypeVar("Row")
LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in an order: its name and the integers of the last row's key."""

    order: str
    key: tuple[int, ...]

    def encode(self) -> str:
        """Return the cursor as text that is safe in an address."""
        raw = json.dumps([self.order, *self.key], separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

    @classmethod
    def decode(cls, text: str, *, order: str, length: int) -> "Cursor":
        """Return the cursor in `text`; raise `Invalid` when it is not one of this order."""
        try:
            raw = base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
            name, *key = json.loads(raw)
        except (ValueError, TypeError, binascii.Error, RecursionError):
            raise Invalid(
                "This page marker is not one of ours. Start from the first page."
            ) from None
        whole = all(type(part) is int and abs(part) <= LARGEST for part in key)
        if name != order or len(key) != length or not whole:
            raise Invalid("This page marker belongs to another order. Start from the first page.")
        return cls(order, tuple(key))


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows and, when there are more, the cursor that continues after them."""

    rows: Sequence[Row]
    after: Cursor | None = None
