"""What is new to a reader: how much, since when, and the way from one to the next."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from discuss.comments.presenters.cards import ThreadCard
from discuss.comments.presenters.comment_card import CommentCard
from discuss.comments.queries import Since


@dataclass(frozen=True, slots=True)
class Fresh:
    """New comments of a discussion, ready for the template."""

    count: int
    since: datetime
    first: str
    """Where the first one stands."""
    first_id: int | None
    """Which one of this page that is, None when it stands elsewhere."""
    onward: Mapping[int, str]
    """By each new comment of this page: where the next one stands; the last leads on."""


def fresh(thread: ThreadCard, since: Since, end: str) -> Fresh | None:
    """Return what is new on a page and elsewhere, None where nothing is; `end` is behind it all."""
    if since.at is None or not since.ids:
        return None
    new = set(since.ids)
    here = [card.id for card in flat(thread.comments) if card.id in new]
    nexts = [f"#c{each}" for each in here]
    beyond = _beyond(thread, here, new - set(here)) or end
    return Fresh(
        count=len(since.ids),
        since=since.at,
        first=nexts[0] if nexts else _elsewhere(thread, since.ids),
        first_id=here[0] if here else None,
        onward=dict(zip(here, [*nexts[1:], beyond], strict=False)),
    )


def _elsewhere(thread: ThreadCard, ids: Sequence[int]) -> str:
    """Return where what is new stands when nothing of it is on the page: several in a list."""
    return f"{thread.path}?show=new#talk" if ids[1:] else f"/comments/{ids[0]}#c{ids[0]}"


def _beyond(thread: ThreadCard, here: Sequence[int], rest: AbstractSet[int]) -> str:
    """Return where the `rest` of what is new stands, '' where all of it has been passed."""
    is_unread = thread.narrowed is not None and thread.narrowed.show == "new"
    is_passed = thread.order == "newest" and bool(here) and not any(n < min(here) for n in rest)
    if rest and thread.after and not is_passed:
        return f"{thread.base}order={thread.order}&after={thread.after}#new"
    return f"{thread.path}?show=new#talk" if rest and not is_unread else ""


def flat(comments: Sequence[CommentCard]) -> Iterator[CommentCard]:
    """Return comments in the order in which they stand on the page."""
    for card in comments:
        yield card
        yield from flat(card.replies)
