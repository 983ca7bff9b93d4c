"""Which part of a discussion is asked for."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from discuss.comments.forms.fields import ABOUT, About, Id
from discuss.comments.rules import Order
from discuss.comments.rules.ranks import Stance
from discuss.kit.command import Asked, Whole


class PageOf(Asked):
    """Which page of a discussion, in which order."""

    sentences: ClassVar = {
        "order": "Choose best, newest, oldest, answered, controversial, staff, unread, "
        "forecast, bridging or saw."
    }

    order: Order | None = None
    """None for the one that suits the discussion."""
    after: Annotated[str, Field(max_length=400)] = ""


class ThreadOf(PageOf):
    """Which page of a discussion, in which order, about which paragraph, and of what kind."""

    sentences: ClassVar = {
        **PageOf.sentences,
        "about": ABOUT,
        "show": "Choose staff, forecast, plain, new or moved, or leave it out.",
        "stance": "Choose low, middle or high, or leave it out.",
        "question": "Name the question by its number.",
        "since": "Say since which version of the discussion, a whole number.",
        "at": "Name the comment by its number.",
    }

    about: About = ""
    by: Annotated[str, Field(max_length=40)] = ""
    """The handle of whose comments are wanted."""
    show: Literal["", "staff", "forecast", "plain", "new", "moved"] = ""
    """Of the site's own people, with or without a forecast, new to the reader, or moved `since`."""
    stance: Stance | Literal[""] = ""
    """Where the forecast that they carry stands: under 35 %, over 65 %, or between."""
    question: Id | Literal[""] = ""
    """The yes-or-no question of that forecast; the leading one where it is left out."""
    since: Whole = 0
    at: Whole = 0
    """The comment with whose branch the page begins, where no marker says otherwise."""

    @property
    def is_narrowed(self) -> bool:
        """Whether a part of the comments is wanted, for what they have in common."""
        return bool(self.by or self.show or self.stance)


class Since(Asked):
    """The version of a discussion that the asker's page shows."""

    sentences: ClassVar = {"since": "Say which version you have, a whole number."}

    since: Whole
