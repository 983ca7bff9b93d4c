"""What was done towards people, as its person and the desk see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from discuss.accounts.rules import ENGLISH, Actor
from discuss.kit.verdict import Verdict
from discuss.moderation import policy
from discuss.moderation.models import SanctionStep
from discuss.moderation.queries import LeftOutOn, Taken
from discuss.moderation.rules.phrases import instant_in, say
from discuss.moderation.rules.sanctions import BY_KIND, SHORTENED, awaits_answer
from discuss.moderation.rules.statement import parts_of

IMPOSED = {
    "note": "Kept. Moderators read it, nobody else.",
    "advice": "Sent. The person finds it in their inbox and their mail.",
    "warning": "Sent. The person takes part again once they confirm it.",
    "premoderation": "Each of their comments waits for a moderator now. The person is told.",
    "exclusion": "The crowd is counted without them. The person is told.",
    "suspension": "They read and do not take part until then. The person is told.",
    "ban": "Proposed. It counts once somebody else confirms it.",
}
STEPS = {
    "confirmed": "Confirmed by a second person",
    "acknowledged": "Read and confirmed",
    "lifted": "Lifted",
    "objected": "The person objects",
    "upheld": "Objection answered: it stands",
    "reversed": "Objection answered: it has ended",
    "shortened": "Objection answered: it ends earlier",
}


@dataclass(frozen=True, slots=True)
class SanctionCard:
    """One step towards a person and all that can be done about it."""

    id: int
    kind: str
    title: str
    person: str
    handle: str
    by: str
    at: datetime
    ends_at: datetime | None
    words: str
    left_out: Sequence[LeftOutOn]
    """Of forecasts that are left out: on which questions."""
    parts: Sequence[tuple[str, str]]
    language: str
    """In which the parts are written."""
    steps: Sequence[tuple[str, str, datetime]]
    state: str
    is_in_force: bool
    awaits_answer: bool
    may_confirm: Verdict
    may_lift: Verdict
    may_acknowledge: Verdict
    may_object: Verdict
    may_answer: Verdict
    has_shorter: bool
    """Whether an answer can let it end earlier."""


def sanction_cards(found: Sequence[Taken], actor: Actor, now: datetime) -> list[SanctionCard]:
    """Return several steps for the desk."""
    return [sanction_card(taken, actor, now) for taken in found]


def sanction_card(taken: Taken, actor: Actor, now: datetime) -> SanctionCard:
    """Return one step for its person or for the desk."""
    row, kinds = taken.sanction, taken.kinds
    involved = {step.person_id for step in taken.steps if step.kind == "confirmed"}
    return SanctionCard(
        id=row.id,
        kind=row.kind,
        title=BY_KIND[row.kind].title,
        person=taken.person.name,
        handle=taken.person.handle,
        by=taken.by,
        at=row.created_at,
        ends_at=taken.ends_at,
        words=row.words,
        left_out=taken.left_out,
        parts=parts_of(row.statement) if row.statement else [],
        language=row.language,
        steps=[(_named(each), each.words, each.created_at) for each in taken.steps],
        state=_state(taken, now),
        is_in_force=taken.is_in_force(now),
        awaits_answer=awaits_answer(kinds),
        may_confirm=policy.may_confirm(actor, row, kinds, is_warned=taken.is_warned),
        may_lift=policy.may_lift(
            actor, row, kinds, now, taken.alone, taken.touches, taken.shortened_to
        ),
        may_acknowledge=policy.may_acknowledge(actor, row, kinds),
        may_object=policy.may_object_to_sanction(actor, row, kinds, now),
        has_shorter=row.kind in SHORTENED,
        may_answer=policy.may_answer_sanction(actor, row, kinds, involved, taken.touches),
    )


def sanction_mail(taken: Taken, what: str, site_url: str) -> tuple[str, str]:
    """Return subject and text of the mail that carries a step, or what became of it."""
    step = taken.step(what)
    language = taken.person.language if step else taken.sanction.language
    text = _mailed(step, language) if step else taken.sanction.statement
    where = f"{say(language, 'account.where')}\n{site_url}/sanctions/{taken.sanction.id}"
    return say(language, f"account.{what}.title"), f"{text}\n\n{where}\n"


def _mailed(step: SanctionStep, language: str) -> str:
    """Return what became of a step, until when it lasts if that is new, and why."""
    parts = [say(language, f"account.{step.kind}.body"), step.words]
    if step.ends_at is not None:
        parts.insert(1, say(language, "account.until", until=instant_in(language, step.ends_at)))
    return "\n\n".join(parts)


def _named(step: SanctionStep) -> str:
    if step.ends_at is None:
        return STEPS[step.kind]
    return f"{STEPS[step.kind]}, on {instant_in(ENGLISH, step.ends_at)}"


def _state(taken: Taken, now: datetime) -> str:
    if taken.is_in_force(now):
        return "In force"
    ended = taken.step("lifted", "reversed", "acknowledged")
    if ended is not None:
        return STEPS[ended.kind]
    if taken.sanction.kind == "ban":
        return "Waits for a second person"
    return "Over" if taken.ends_at else "Kept"
