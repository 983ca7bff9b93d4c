"""Where what a moderator typed stands on the page again: in the box of its outcome alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from discuss.kit.command import Filled
from discuss.moderation.presenters.case import CaseCard
from discuss.moderation.rules.outcomes import ILLEGAL

PREFIXES = {"approve": "keep-", ILLEGAL: "illegal-"}


@dataclass(frozen=True, slots=True)
class Boxes:
    """The forms of a case, one for each outcome that takes words."""

    filled: Mapping[str, Filled]
    """By outcome: what was typed for it; no words for one outcome stand under another."""
    prefix: str
    """How the names of the fields begin in the box that was sent."""
    homeless: str
    """Words for an outcome that cannot be decided any more, to be copied."""


def boxes(card: CaseCard, form: Filled) -> Boxes:
    """Return the forms of a case after `form` was sent, or before anything was."""
    sent = str(form.values.get("outcome") or "reject")
    filled = {each: form if each == sent else Filled.empty() for each in _takes_words(card)}
    words = str(form.values.get("explanation") or "")
    return Boxes(filled, PREFIXES.get(sent, ""), "" if sent in filled else words)


def _takes_words(card: CaseCard) -> list[str]:
    if card.objection or not card.verdict:
        return []
    return [each for each in card.outcomes if each != "approve" or card.needs_words]
