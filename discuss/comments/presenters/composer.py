"""The form in which comments are written, as pages show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from discuss.comments.presenters.chips import Chip
from discuss.kit.command import Filled
from discuss.kit.ids import public_id
from discuss.predictions.queries import Unanswered


@dataclass(frozen=True, slots=True)
class Composer:
    """The form in which a comment is written, as it stands."""

    article_id: int
    path: str
    parent_id: int | None = None
    about: str = ""
    """The key of the paragraph that is answered."""
    quote: str = ""
    """Its first words."""
    body: str = ""
    error: str = ""
    preview: str | None = None
    submission_key: str = field(default_factory=lambda: public_id(20))
    attachable: Sequence[Chip] = ()
    askable: Sequence[Unanswered] = ()
    """Questions on which a forecast can be made in the same act."""
    forecasts: Mapping[str, str] = field(default_factory=dict)
    """What was typed into them, by question id."""
    attach: bool = True
    refused: str = ""
    """Why this reader cannot post now; empty when they can."""
    signed_in: bool = True
    takes_guests: bool = False
    guest: Filled = field(default_factory=Filled.empty)
    """Name and address as a stranger typed them, with what to mend."""

    @property
    def suffix(self) -> str:
        """What its names on a page end with, so that several stand side by side."""
        return f"-{self.parent_id or self.about}" if self.parent_id or self.about else ""

    @property
    def home(self) -> str:
        """The address at which it stands."""
        query = f"?about={self.about}" if self.about else ""
        return f"{self.path}{query}#write{f'-{self.about}' if self.about else ''}"
