"""Steps that moderation takes towards a person: what each does, and what its statement says."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from discuss.accounts.rules import ENGLISH
from discuss.moderation.rules.clauses import Clause
from discuss.moderation.rules.phrases import instant_in, instead, say
from discuss.moderation.rules.statement import cited_in, joined, quoted, redress


@dataclass(frozen=True, slots=True)
class Measure:
    """A kind of step; the later stand for the graver."""

    kind: str
    title: str
    effect: str
    """What the person is told that it does; empty for a note, which they are not told of."""
    needs_clause: bool = True
    has_end: bool = False
    on_questions: bool = False
    """Whether it is about forecasts on some questions, and taken there."""


MEASURES = (
    Measure("note", "Note for moderators", "", needs_clause=False),
    Measure("advice", "Advice", "We write to you; nothing else changes.", needs_clause=False),
    Measure("warning", "Warning", "You can post, mark and forecast again once you confirm it."),
    Measure(
        "premoderation",
        "Comments read first",
        "A moderator reads each of your comments before it appears.",
        has_end=True,
    ),
    Measure(
        "exclusion",
        "Forecasts left out of the crowd",
        "What readers together say is counted without them. They stay yours and are scored as "
        "before, and you can go on forecasting.",
        on_questions=True,
    ),
    Measure(
        "suspension",
        "Suspension",
        "You can read, and cannot post, mark or forecast. Your forecasts stay and are scored.",
        has_end=True,
    ),
    Measure(
        "ban",
        "Ban",
        "You can read, and cannot post, mark or forecast. Your forecasts stay and are scored. "
        "Two people decided this.",
    ),
)

BY_KIND = {measure.kind: measure for measure in MEASURES}

ENDING = {"acknowledged", "lifted", "reversed"}
"""Steps after which a sanction has no effect any more."""

MODERATORS_SUSPEND = timedelta(days=7)
"""For how long a moderator suspends without an admin."""

LONGEST_SUSPENSION = timedelta(days=90)
"""What lasts longer is a ban, which takes two people."""

BANS_AT_ONCE = frozenset({"5", "6"})
"""House rules of which one grave breach is enough: threats and crimes, and farms of accounts."""

SHORTENED = frozenset({"premoderation", "suspension", "ban"})
"""What an answer to an objection can let end earlier."""

ANSWERS = frozenset({"upheld", "reversed", "shortened"})
"""Steps by which somebody else answers an objection."""

RESTRICTING = {"warning", "premoderation", "exclusion", "suspension", "ban"}


def in_force(kind: str, steps: Collection[str], ends_at: datetime | None, now: datetime) -> bool:
    """Tell whether a sanction has an effect now: a ban only once somebody else confirmed it."""
    if ENDING & set(steps) or (ends_at is not None and ends_at <= now):
        return False
    return kind in RESTRICTING and (kind != "ban" or "confirmed" in steps)


def lasts_within(limit: timedelta, since: datetime, ends_at: datetime | None) -> bool:
    """Tell whether what ends with a day is over within a limit, counted in whole days."""
    return ends_at is not None and ends_at.date() - since.date() <= limit


def may_be_objected_to(kind: str, steps: Collection[str]) -> bool:
    """Tell whether a sanction is one that its person can ask another look at, and has not."""
    told = kind in RESTRICTING and (kind != "ban" or "confirmed" in steps)
    return told and not {"objected", "lifted", "reversed"} & set(steps)


def awaits_answer(steps: Collection[str]) -> bool:
    """Tell whether its person has objected and nobody has answered."""
    return "objected" in steps and not {*ANSWERS, "lifted"} & set(steps)


@dataclass(frozen=True, slots=True)
class Touches:
    """What a step about forecasts touches besides its person; nothing for any other step."""

    forecasters: frozenset[int] = frozenset()
    """People of the desk who forecast on one of its questions."""
    sections: frozenset[str] = frozenset()
    """Where its questions are asked."""


NOTHING_ELSE = Touches()


@dataclass(frozen=True, slots=True)
class Left:
    """Forecasts on which questions are left out, since when and until when."""

    titles: Sequence[str]
    since: datetime
    until: datetime | None


def rendered(  # noqa: PLR0913, PLR0917 - what a statement is made from
    kind: str,
    clause: Clause | None,
    words: str,
    created_at: datetime,
    ends_at: datetime | None,
    left: Left | None = None,
    language: str = ENGLISH,
) -> str:
    """Return what the person is told, in their language.

    Parts with a heading line each, an empty line between.
    """
    measure = BY_KIND[kind]
    title = instead(language, f"measure.{kind}.title", measure.title)
    effect = instead(language, f"measure.{kind}.effect", measure.effect)
    since, until = (left.since, left.until) if left else (created_at, ends_at)
    parts = [
        ("did", f"{title}{_of(left, language)}. {effect}"),
        ("since", _duration(kind, since, until, language)),
        ("how", say(language, "people")),
        ("rule", f"{cited_in(language, clause)}{words}"),
    ]
    if kind in RESTRICTING:
        parts.append(("redress", redress(language, created_at)))
    return joined(language, parts)


def _of(left: Left | None, language: str) -> str:
    """Return on which questions, where it is about forecasts."""
    if left is None:
        return ""
    return ": " + ", ".join(quoted(language, title) for title in left.titles)


def _duration(kind: str, created_at: datetime, ends_at: datetime | None, language: str) -> str:
    since = instant_in(language, created_at)
    if ends_at is not None:
        return say(language, "since.until", since=since, until=instant_in(language, ends_at))
    return say(language, "since.read" if kind == "warning" else "since.open", since=since)
