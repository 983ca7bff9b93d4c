"""What readers and moderators send to moderation."""

from discuss.moderation.forms.comments import (
    Limits,
    NewAnswer,
    NewBundle,
    NewDecision,
    NewEscalation,
    NewMeasure,
    NewNote,
    NewNotice,
    NewObjection,
    NewReport,
    NewWord,
    RetiredWord,
    Setting,
    Unsetting,
)
from discuss.moderation.forms.people import (
    Lifting,
    NewExclusion,
    NewSanction,
    NewSanctionAnswer,
    handles_of,
)

__all__ = [
    "Lifting",
    "Limits",
    "NewAnswer",
    "NewBundle",
    "NewDecision",
    "NewEscalation",
    "NewExclusion",
    "NewMeasure",
    "NewNote",
    "NewNotice",
    "NewObjection",
    "NewReport",
    "NewSanction",
    "NewSanctionAnswer",
    "NewWord",
    "RetiredWord",
    "Setting",
    "Unsetting",
    "handles_of",
]
