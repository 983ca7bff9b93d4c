"""What the queue can be narrowed by, as fields of a form."""

from collections.abc import Sequence
from dataclasses import dataclass

from discuss.accounts.rules import LANGUAGES
from discuss.moderation.presenters.findings import LABELS
from discuss.moderation.queries import Counts, Sought
from discuss.moderation.queries.narrowing import ANY
from discuss.moderation.rules.claims import LATE
from discuss.moderation.rules.escalating import KINDS

AGES = (
    (LATE, "Past its target"),
    ("1", "Older than an hour"),
    ("4", "Older than four hours"),
    ("24", "Older than a day"),
    ("72", "Older than three days"),
    ("168", "Older than a week"),
)
HOLDERS = (("me", "Me"), ("nobody", "Nobody"), ("somebody", "Somebody"))

RAISED = ((ANY, "Whatever the reason"), *KINDS.items())

Options = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Filter:
    """One field: a choice, or a text where there are no options."""

    name: str
    label: str
    value: str
    anything: str = ""
    """What the choice says where it narrows nothing."""
    options: Options = ()
    hint: str = ""


def filters_of(sought: Sought, counts: Counts) -> list[Filter]:
    """Return the fields; who is limited to one section chooses none."""
    named = [(each, each) for each in counts.sections]
    spoken = [(each, LANGUAGES.get(each, each)) for each in counts.languages]
    found = [
        _choice("section", "Section", "Any", named, sought.section),
        Filter("article", "Article", sought.article, hint="The end of its address"),
        _choice("detector", "Check", "Any or none", _checks(), sought.detector),
        _choice("language", "Language", "Any", spoken, sought.language),
        _choice("age", "Waits", "However long", _ages(sought.age), sought.age),
        _choice("escalated", "Escalated", "Or not", RAISED, sought.escalated),
        _choice("claimed", "Who works on it", "Anybody or nobody", HOLDERS, sought.claimed),
    ]
    return [each for each in found if each.hint or each.value or len(each.options) > 1]


def _choice(name: str, label: str, anything: str, options: Options, value: str) -> Filter:
    """Return a choice; what an address asks for and nobody offers stands in it, too."""
    known = value and value not in dict(options)
    return Filter(name, label, value, anything, [*options, (value, value)] if known else options)


def _checks() -> Options:
    return sorted(LABELS.items(), key=lambda each: each[1])


def _ages(value: str) -> Options:
    if not value or value in dict(AGES):
        return AGES
    return [*AGES, (value, f"Older than {int(value)} h")]
