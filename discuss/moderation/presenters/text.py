"""Words about time and about what was found."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta


def age(since: datetime, now: datetime) -> str:
    """Return how long something waits: `under a minute`, `22 min`, `5 h`, `3 days`."""
    waited = max(now - since, timedelta())
    minutes = int(waited.total_seconds() // 60)
    if minutes < 1:
        return "under a minute"
    if minutes < 120:  # noqa: PLR2004 - minutes say more than one hour
        return f"{minutes} min"
    hours = minutes // 60
    return f"{hours} h" if hours < 48 else f"{hours // 24} days"  # noqa: PLR2004 - two days


def marked(text: str, spans: Iterable[Sequence[int]]) -> list[tuple[str, bool]]:
    """Return `text` in pieces, each with whether it is marked; spans may touch and overlap."""
    pieces: list[tuple[str, bool]] = []
    place = 0
    for first, last in sorted((span[0], span[1]) for span in spans):
        start, end = max(first, place), min(last, len(text))
        if start >= end:
            continue
        if start > place:
            pieces.append((text[place:start], False))
        pieces.append((text[start:end], True))
        place = end
    if place < len(text):
        pieces.append((text[place:], False))
    return pieces
