"""What is gone from a discussion takes one line, however much it was."""

from collections.abc import Sequence
from dataclasses import replace
from operator import is_

from discuss.comments.presenters.comment_card import CommentCard

SEVERAL = "Removed or withdrawn."


def closed_up(cards: Sequence[CommentCard]) -> list[CommentCard]:
    """Return a tree in which comments that cannot be read stand together as one line.

    Neighbours without replies are one line, and so is a gone comment with the only reply below it
    when that is gone too; what was said below stays below. Each keeps its address.
    """
    line: list[CommentCard] = []
    for each in cards:
        card = _through(_with(each, closed_up(each.replies)))
        if line and _is_empty(line[-1]) and _is_empty(card):
            beside = line[-1].beside + 1 + card.beside
            line[-1] = replace(_together(line[-1], card), beside=beside)
        else:
            line.append(card)
    return line


def _with(card: CommentCard, replies: list[CommentCard]) -> CommentCard:
    """Return a comment with these replies below it: itself, where they are what stood there."""
    is_same = len(replies) == len(card.replies) and all(map(is_, replies, card.replies))
    return card if is_same else replace(card, replies=replies)


def _through(card: CommentCard) -> CommentCard:
    """Return a gone comment together with the only reply to it, where that is gone as well."""
    if not card.gone or card.reply_count != 1 or len(card.replies) != 1:
        return card
    below = card.replies[0]
    if not below.gone:
        return card
    both = _together(card, below)
    return replace(both, reply_count=below.reply_count, replies=below.replies)


def _is_empty(card: CommentCard) -> bool:
    return bool(card.gone) and not card.replies and not card.more_replies


def _together(first: CommentCard, second: CommentCard) -> CommentCard:
    """Return two gone comments as one, which says of both why, where it is the same."""
    swallowed = (*first.swallowed, second.id, *second.swallowed)
    gone = first.gone if first.gone == second.gone else ""
    return replace(first, swallowed=swallowed, gone=gone or SEVERAL)
