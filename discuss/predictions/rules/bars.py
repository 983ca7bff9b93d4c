"""One bar an answer: the crowd's share and the reader's own mark, in percent of the width."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShareBar:
    """One answer's bar: its width and the reader's own mark, in percent."""

    key: str
    width: float
    own_x: float | None


def share_bars(
    shares: Sequence[tuple[str, float]], own: dict[str, float] | None = None
) -> tuple[ShareBar, ...]:
    """Return a bar for each (answer, probability), with the reader's own share as a mark."""
    return tuple(
        ShareBar(key, round(100 * share, 2), None if own is None else _percent(own.get(key)))
        for key, share in shares
    )


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 2)
