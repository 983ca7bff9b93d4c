"""Discussions, comments and what readers made of them."""

from discuss.comments.models.comments import (
    Anchor,
    Comment,
    CommentRevision,
    Hold,
    Mention,
    Withdrawal,
)
from discuss.comments.models.discussions import Arrangement, BranchLock, Discussion, Slowing
from discuss.comments.models.marks import (
    ForecastStamp,
    Honour,
    MindChange,
    Persuasion,
    Reaction,
)
from discuss.comments.models.readers import Draft, GuestComment, Visit

__all__ = [
    "Anchor",
    "Arrangement",
    "BranchLock",
    "Comment",
    "CommentRevision",
    "Discussion",
    "Draft",
    "ForecastStamp",
    "GuestComment",
    "Hold",
    "Honour",
    "Mention",
    "MindChange",
    "Persuasion",
    "Reaction",
    "Slowing",
    "Visit",
    "Withdrawal",
]
