"""Steps towards people, and what moderators tell each other, for programs."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import BaseModel

from discuss.moderation.presenters.out import PartOut
from discuss.moderation.presenters.sanctions import SanctionCard
from discuss.moderation.queries import Holder, Noted


class HappenedOut(BaseModel):
    """What happened to a sanction since."""

    what: str
    words: str
    at: datetime


class LeftOutOnOut(BaseModel):
    """A question out of whose crowd somebody's forecasts are left."""

    question_id: int
    title: str
    since: datetime
    until: datetime | None


class SanctionOut(BaseModel):
    """A step towards a person, why, what became of it, and what you may do about it."""

    id: int
    kind: str
    person: str
    handle: str
    by: str
    """Who decided; empty for the person whom it concerns."""
    at: datetime
    ends_at: datetime | None
    words: str
    left_out: list[LeftOutOnOut]
    """Of forecasts that are left out of crowds: on which questions, from when and until when."""
    parts: list[PartOut]
    """What the person was told; empty for a note."""
    state: str
    is_in_force: bool
    steps: list[HappenedOut]
    may: list[str]
    """Of `confirm`, `lift`, `acknowledge`, `object` and `answer`."""


class SanctionsOut(BaseModel):
    """Several steps towards people."""

    sanctions: list[SanctionOut]


class ClaimOut(BaseModel):
    """Who is working on a case, and until when; nobody where both are null."""

    case_id: int
    by: str | None
    until: datetime | None


class NoteOut(BaseModel):
    """What a moderator told the others about a case."""

    words: str
    by: str
    at: datetime


class NotesOut(BaseModel):
    """The latest notes about a case, newest first."""

    notes: list[NoteOut]


def sanction_out(card: SanctionCard, *, for_desk: bool = True) -> SanctionOut:
    """Return a step towards a person, for the desk or for that person."""
    deeds = {
        "confirm": card.may_confirm,
        "lift": card.may_lift,
        "acknowledge": card.may_acknowledge,
        "object": card.may_object,
        "answer": card.may_answer,
    }
    return SanctionOut(
        id=card.id,
        kind=card.kind,
        person=card.person,
        handle=card.handle,
        by=card.by if for_desk else "",
        at=card.at,
        ends_at=card.ends_at,
        words=card.words,
        left_out=[
            LeftOutOnOut(
                question_id=each.question_id, title=each.title, since=each.since, until=each.until
            )
            for each in card.left_out
        ],
        parts=[PartOut(heading=heading, text=text) for heading, text in card.parts],
        state=card.state,
        is_in_force=card.is_in_force,
        steps=[HappenedOut(what=what, words=words, at=at) for what, words, at in card.steps],
        may=[name for name, verdict in deeds.items() if verdict],
    )


def sanctions_out(cards: Sequence[SanctionCard]) -> SanctionsOut:
    """Return several steps."""
    return SanctionsOut(sanctions=[sanction_out(card) for card in cards])


def claim_out(case_id: int, holder: Holder | None) -> ClaimOut:
    """Return who has a case."""
    if holder is None:
        return ClaimOut(case_id=case_id, by=None, until=None)
    return ClaimOut(case_id=case_id, by=holder.name, until=holder.until)


def notes_out(notes: Sequence[Noted]) -> NotesOut:
    """Return notes about a case."""
    return NotesOut(notes=[NoteOut(words=n.words, by=n.by, at=n.at) for n in notes])
