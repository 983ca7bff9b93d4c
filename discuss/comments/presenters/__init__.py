"""Comments as pages and the API show them."""

from discuss.comments.presenters.anchors import AnchorCard, Passage, margin
from discuss.comments.presenters.cards import (
    CommentCard,
    ThreadCard,
    cards,
    readable,
    reads_withheld,
    thread,
)
from discuss.comments.presenters.chips import Chip, own_chips
from discuss.comments.presenters.composer import Composer
from discuss.comments.presenters.fresh import Fresh, fresh
from discuss.comments.presenters.orders import HIDDEN, NEW_PLACES, TOO_SMALL, leader, why_of
from discuss.comments.presenters.shapes import (
    CommentOut,
    DiscussionOut,
    LatelyOut,
    PeopleOut,
    PersonOut,
    PreviewOut,
    RepliesOut,
    RevisionOut,
    RevisionsOut,
    StampOut,
    ThreadOut,
    as_json,
    lately_as_json,
)

__all__ = [
    "HIDDEN",
    "NEW_PLACES",
    "TOO_SMALL",
    "AnchorCard",
    "Chip",
    "CommentCard",
    "CommentOut",
    "Composer",
    "DiscussionOut",
    "Fresh",
    "LatelyOut",
    "Passage",
    "PeopleOut",
    "PersonOut",
    "PreviewOut",
    "RepliesOut",
    "RevisionOut",
    "RevisionsOut",
    "StampOut",
    "ThreadCard",
    "ThreadOut",
    "as_json",
    "cards",
    "fresh",
    "lately_as_json",
    "leader",
    "margin",
    "own_chips",
    "readable",
    "reads_withheld",
    "thread",
    "why_of",
]
