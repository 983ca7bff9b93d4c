"""Which earlier decisions were about the like: what brought them here first, then shared words."""

import re
from collections.abc import Collection, Iterable
from typing import Final, Protocol, TypeVar

SHOWN: Final = 3
LOOKED_AT: Final = 100
"""The latest decisions of the site among which the nearest are looked for."""
READ: Final = 1_000
"""Signs of a comment that are compared."""
TELLING: Final = re.compile(r"\w{4,}")


class Earlier(Protocol):
    """A decision of before, as far as it is compared."""

    @property
    def text(self) -> str:
        """What was decided about."""

    @property
    def causes(self) -> Collection[str]:
        """What had brought it to the desk."""


E = TypeVar("E", bound=Earlier)


def nearest(text: str, causes: Collection[str], earlier: Iterable[E]) -> list[E]:
    """Return up to three of these decisions that are most like this case, the nearest first.

    Among equals the order stays. One that shares neither a cause nor words is not like it.
    """
    said, why = _words(text), set(causes)
    rated = [(_likeness(said, why, each), each) for each in earlier]
    near = [each for each in rated if each[0] > (0, 0.0)]
    return [each for _, each in sorted(near, key=lambda found: found[0], reverse=True)[:SHOWN]]


def _likeness(said: set[str], why: set[str], other: Earlier) -> tuple[int, float]:
    """Return how like two cases are: causes that they share, then the share of common words."""
    words = _words(other.text)
    together = len(said | words)
    return len(why & set(other.causes)), (len(said & words) / together if together else 0.0)


def _words(text: str) -> set[str]:
    return set(TELLING.findall(text[:READ].casefold()))
