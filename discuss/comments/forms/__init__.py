"""What readers send to discussions."""

from discuss.comments.forms.reading import (
    PageOf,
    Since,
    ThreadOf,
)
from discuss.comments.forms.standing import (
    Arranged,
    BranchWish,
    ChangedMind,
    Honoured,
    Mark,
    NewMind,
    OldMind,
    ReadingMode,
    Slowed,
)
from discuss.comments.forms.writing import (
    Beginning,
    ChangedComment,
    GuestComment,
    GuestName,
    KeptDraft,
    NewComment,
    Replying,
    Words,
    answers,
    gathered,
)

__all__ = [
    "Arranged",
    "Beginning",
    "BranchWish",
    "ChangedComment",
    "ChangedMind",
    "GuestComment",
    "GuestName",
    "Honoured",
    "KeptDraft",
    "Mark",
    "NewComment",
    "NewMind",
    "OldMind",
    "PageOf",
    "ReadingMode",
    "Replying",
    "Since",
    "Slowed",
    "ThreadOf",
    "Words",
    "answers",
    "gathered",
]
