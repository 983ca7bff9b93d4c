"""A question that waits for a reader's forecast, as a form beside other words asks it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from discuss.kit.command import Filled
from discuss.predictions.presenters.cards import Option
from discuss.predictions.presenters.spreads import SpreadCard, unsaid_card
from discuss.predictions.queries import Unanswered
from discuss.predictions.rules.scale import NUMERIC, Scale


@dataclass(frozen=True, slots=True)
class AskedCard:
    """What the fields of a forecast need, and nothing of what anybody said."""

    id: int
    kind: str
    short_title: str
    options: Sequence[Option] = ()
    spread: SpreadCard | None = None
    form: Filled = field(default_factory=Filled.empty)
    own: None = None
    """There is no forecast yet."""


def asked_card(asked: Unanswered, form: Filled | None = None) -> AskedCard:
    """Return the card of a question without a forecast; `form` holds what was typed already."""
    return AskedCard(
        id=asked.question_id,
        kind=asked.kind,
        short_title=asked.short_title,
        options=[
            Option(each["key"], each["label"], None) for each in asked.options if each["live"]
        ],
        spread=unsaid_card(Scale.of(asked.scale)) if asked.kind in NUMERIC else None,
        form=form or Filled.empty(),
    )
