"""The form in which comments are written, as pages show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from discuss.comments.presenters.chips import Chip
from discuss.comments.rules.forecasts import by_question
from discuss.comments.rules.pace import Pace
from discuss.kit.command import Filled
from discuss.kit.errors import Invalid, Refusal
from discuss.kit.ids import public_id
from discuss.predictions.presenters import AskedCard, asked_card
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
    kept_at: int | None = None
    """When the server kept `body` as a draft, in milliseconds, 0 for never; else None."""
    error: str = ""
    is_advised: bool = False
    """Whether `error` is advice: a second press posts the words as they are."""
    preview: str | None = None
    submission_key: str = field(default_factory=lambda: public_id(20))
    attachable: Sequence[Chip] = ()
    askable: Sequence[AskedCard] = ()
    """Questions on which a forecast can be made in the same act, with what was typed there."""
    attach: bool = True
    refused: str = ""
    """Why this reader cannot post now; empty when they can."""
    signed_in: bool = True
    takes_guests: bool = False
    pace: Pace = field(default_factory=Pace)
    """How slowly readers write here."""
    guest: Filled = field(default_factory=Filled.empty)
    """Name and address as a stranger typed them, with what to mend."""

    @property
    def has_forecast(self) -> bool:
        """Whether something was typed as a forecast."""
        return any(each.form.values for each in self.askable)

    @property
    def is_forecast_wrong(self) -> bool:
        """Whether it is a forecast that needs another look, and not the words."""
        return any(each.form.errors for each in self.askable)

    @property
    def faults(self) -> list[tuple[str, str]]:
        """What is to mend: the name of the field on the page, and the sentence."""
        numbers = [
            (_field_id(f"f{self.suffix}-", each, name), sentence)
            for each in self.askable
            for name, sentence in each.form.errors.items()
        ]
        words = [
            (f"body{self.suffix}" if name == "body" else f"g{self.suffix}{name}", sentence)
            for name, sentence in self.guest.errors.items()
        ]
        return numbers or words or [(f"body{self.suffix}", self.error)]

    @property
    def suffix(self) -> str:
        """What its names on a page end with, so that several stand side by side."""
        return f"-{self.parent_id or self.about}" if self.parent_id or self.about else ""

    @property
    def home(self) -> str:
        """The address at which it stands."""
        query = f"?about={self.about}" if self.about else ""
        return f"{self.path}{query}#write{f'-{self.about}' if self.about else ''}"


def askable(
    unanswered: Sequence[Unanswered],
    typed: Mapping[str, Mapping[str, str]],
    refusal: Refusal | None,
) -> list[AskedCard]:
    """Return the questions that a comment can answer, with what was typed and is to mend."""
    wrong = by_question(refusal.fields) if isinstance(refusal, Invalid) else {}
    return [
        asked_card(each, Filled(typed.get(key, {}), wrong.get(key, {})))
        for each, key in ((each, str(each.question_id)) for each in unanswered)
    ]


def _field_id(at: str, card: AskedCard, name: str) -> str:
    """Return the name on the page of the field to mend; of shares, that of the first answer."""
    if name == "percent":
        return f"{at}n{card.id}"
    if name == "shares" and card.options:
        return f"{at}q{card.id}-{card.options[0].key}"
    return f"{at}{name}{card.id}"
