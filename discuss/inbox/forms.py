"""What people send to their inbox."""

from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from discuss.inbox.rules import Attitude, Rhythm, Stream, Subject
from discuss.kit.command import Form, Whole


class Reading(Form):
    """Which notice has been read; none for all."""

    notice_id: Whole | None = None


def _listed(value: object) -> object:
    """Return a list of what was ticked; the page sends an empty value along, for none at all."""
    several = [value] if isinstance(value, str) else value
    return [each for each in several if each != ""] if isinstance(several, list) else several


Subjects = Annotated[list[Subject], Field(max_length=20)]


class MailChoices(Form):
    """How often mail of which stream is wanted; a stream that is not named stays as it is.

    `on_site` lists all that notices on the site shall be about, beside decisions about your own
    comments, which are always told.
    """

    sentences: ClassVar = {"on_site": "Choose among replies, mentions, minds, follows, questions."}

    replies: Rhythm | None = None
    mentions: Rhythm | None = None
    follows: Rhythm | None = None
    questions: Rhythm | None = None
    decisions: Rhythm | None = None
    on_site: Annotated[Subjects | None, BeforeValidator(_listed)] = None

    def rhythms(self) -> dict[Stream, Rhythm]:
        """Return what was chosen."""
        chosen = {stream: getattr(self, stream.value) for stream in Stream}
        return {stream: rhythm for stream, rhythm in chosen.items() if rhythm is not None}


class Watching(Form):
    """What somebody wants to hear of a place."""

    attitude: Attitude
    next: str = ""
