"""What is new to a reader: how much, since when, and the way from one to the next."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from discuss.comments.presenters.cards import CommentCard
from discuss.comments.queries import Since


@dataclass(frozen=True, slots=True)
class Fresh:
    """New comments of a discussion, ready for the template."""

    count: int
    since: datetime
    first: str
    """Where the first one stands."""
    onward: Mapping[int, str]
    """By each new comment of this page: where the next one stands; the last leads on."""


def fresh(comments: Sequence[CommentCard], since: Since, end: str) -> Fresh | None:
    """Return what is new on a page and elsewhere, None where nothing is; `end` is behind it."""
    if since.at is None or not since.ids:
        return None
    new = set(since.ids)
    here = [card.id for card in flat(comments) if card.id in new]
    nexts = [f"#c{each}" for each in here]
    oldest = since.ids[-1]
    return Fresh(
        count=len(since.ids),
        since=since.at,
        first=nexts[0] if nexts else f"/comments/{oldest}#c{oldest}",
        onward=dict(zip(here, [*nexts[1:], end], strict=False)),
    )


def flat(comments: Sequence[CommentCard]) -> Iterator[CommentCard]:
    """Return comments in the order in which they stand on the page."""
    for card in comments:
        yield card
        yield from flat(card.replies)
