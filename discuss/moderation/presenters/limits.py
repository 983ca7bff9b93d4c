"""Who moderates which sections."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from discuss.accounts.models import Person


class LimitsOut(BaseModel):
    """The sections to which a moderator is limited; none for the whole site."""

    handle: str
    sections: list[str]


@dataclass(frozen=True, slots=True)
class LimitCard:
    """A moderator, and each section with whether they are limited to it."""

    name: str
    handle: str
    said: str
    sections: Sequence[tuple[str, bool]]


def limit_cards(named: Sequence[str], desk: Sequence[Person]) -> list[LimitCard]:
    """Return every moderator, with the sections that there are and those that they have."""
    return [
        LimitCard(
            name=person.name,
            handle=person.handle,
            said=limits_said(person),
            sections=[(each, each in person.sections) for each in _all(named, person)],
        )
        for person in desk
    ]


def limits_said(person: Person) -> str:
    """Return to what somebody sees, as a sentence."""
    if not person.sections:
        return f"{person.name} sees to the whole site."
    return f"{person.name} sees to {', '.join(person.sections)}, and to nothing else."


def _all(named: Sequence[str], person: Person) -> list[str]:
    return sorted({*named, *person.sections})
