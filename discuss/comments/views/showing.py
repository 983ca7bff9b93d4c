"""A page names the comments and threads that it shows, for whoever was told of them."""

from collections.abc import Sequence

from discuss.comments.presenters import CommentCard
from discuss.web.shown import show


def shows(cards: Sequence[CommentCard]) -> None:
    """Name every comment on the page, and every thread that stands there to its last reply."""
    for card in cards:
        show(f"comment-{card.id}")
        if card.parent_id is None and _is_whole(card):
            show(f"thread-{card.id}")
        shows(card.replies)


def shows_discussion(prompt_id: int, cards: Sequence[CommentCard]) -> None:
    """Name a discussion whose reader has come to it, and what of it is on the page."""
    show(f"discussion-{prompt_id}")
    shows(cards)


def _is_whole(card: CommentCard) -> bool:
    return not card.more_replies and all(map(_is_whole, card.replies))
