"""Comments as pages and the API show them."""

from discuss.comments.presenters.anchors import AnchorCard, Passage, margin
from discuss.comments.presenters.arranged import DiscussionOut, LockOut, discussion_out
from discuss.comments.presenters.cards import (
    ThreadCard,
    cards,
    thread,
)
from discuss.comments.presenters.chips import Chip, own_chips
from discuss.comments.presenters.comment_card import CommentCard
from discuss.comments.presenters.composer import Composer, askable
from discuss.comments.presenters.fresh import Fresh, flat, fresh
from discuss.comments.presenters.gaps import closed_up
from discuss.comments.presenters.narrowed import (
    HIDDEN_STANCE,
    NOTHING,
    Narrowed,
    Part,
    by_person,
    in_stance,
    of_kind,
    title_of,
)
from discuss.comments.presenters.orders import (
    BY_TIME,
    HIDDEN,
    NEW_PLACES,
    STORED,
    TOO_SMALL,
    leader,
    why_of,
)
from discuss.comments.presenters.readable import is_own_removed, readable, reads_withheld
from discuss.comments.presenters.shapes import (
    CommentOut,
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
    "BY_TIME",
    "HIDDEN",
    "HIDDEN_STANCE",
    "NEW_PLACES",
    "NOTHING",
    "STORED",
    "TOO_SMALL",
    "AnchorCard",
    "Chip",
    "CommentCard",
    "CommentOut",
    "Composer",
    "DiscussionOut",
    "Fresh",
    "LatelyOut",
    "LockOut",
    "Narrowed",
    "Part",
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
    "askable",
    "by_person",
    "cards",
    "closed_up",
    "discussion_out",
    "flat",
    "fresh",
    "in_stance",
    "is_own_removed",
    "lately_as_json",
    "leader",
    "margin",
    "of_kind",
    "own_chips",
    "readable",
    "reads_withheld",
    "thread",
    "title_of",
    "why_of",
]
