"""How the words of a case differ from those that somebody saw."""

from collections.abc import Sequence
from dataclasses import dataclass

from discuss.comments.rules import Word, differences
from discuss.moderation.queries import CaseFile


@dataclass(frozen=True, slots=True)
class Changes:
    """What an author changed: since the moderator looked, or else since the first report."""

    is_since_seen: bool
    words: Sequence[Word]


def changes(file: CaseFile, seen: str) -> Changes | None:
    """Return how the words differ from those that were seen, or else from those first reported."""
    reported = next((each.text for each in file.reports[::-1] if each.is_older_wording), "")
    before = seen or reported
    if not before or before == file.revision.text:
        return None
    return Changes(bool(seen), differences(before, file.revision.text))
