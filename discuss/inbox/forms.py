"""What people send to their inbox."""

from discuss.inbox.rules import Attitude, Rhythm, Stream
from discuss.kit.command import Form, Whole


class Reading(Form):
    """Which notice has been read; none for all."""

    notice_id: Whole | None = None


class MailChoices(Form):
    """How often mail of which stream is wanted; a stream that is not named stays as it is."""

    replies: Rhythm | None = None
    mentions: Rhythm | None = None
    follows: Rhythm | None = None
    questions: Rhythm | None = None
    decisions: Rhythm | None = None

    def rhythms(self) -> dict[Stream, Rhythm]:
        """Return what was chosen."""
        chosen = {stream: getattr(self, stream.value) for stream in Stream}
        return {stream: rhythm for stream, rhythm in chosen.items() if rhythm is not None}


class Watching(Form):
    """What somebody wants to hear of a place."""

    attitude: Attitude
