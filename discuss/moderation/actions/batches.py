"""One decision about several cases, and decisions that count once a second person agrees."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.kit import chosen
from discuss.kit.errors import Invalid, Missing
from discuss.moderation import policy, queries
from discuss.moderation.actions.claims import leave_note
from discuss.moderation.actions.commands import Decide, DecideTogether
from discuss.moderation.actions.completing import completed
from discuss.moderation.actions.recording import record
from discuss.moderation.models import Batch, BatchedCase, BatchStep
from discuss.moderation.rules.knobs import ALONE
from discuss.moderation.rules.outcomes import ILLEGAL

NOTICED = (
    "Somebody sent a legal notice about {whom}. Say why it is kept, which they read, or leave it "
    "out. Nothing is decided yet."
)
PROPOSED = "I proposed to remove this as illegal. Whoever agrees or not finds it under Proposals."


def open_batch(session: Session, actor: Actor, command: DecideTogether, now: datetime) -> Batch:
    """Say what shall be decided about several cases; nothing is decided here.

    The same submission again is the same batch. Raises `Invalid` for what any of its decisions
    would lack, so that none is made without the others.
    """
    policy.may_open_desk(actor).enforce()
    earlier = queries.batch_by_key(session, actor.id, command.submission_key)
    if earlier is not None:
        return earlier
    _check(session, actor, command)
    shared = asdict(command)
    del shared["seen"]
    alone = command.outcome != ILLEGAL or policy.may_remove_alone(actor)
    batch = Batch(
        **shared,
        moderator_id=actor.id,
        needs_second=len(command.seen) > chosen.of(session).number(ALONE) or not alone,
        created_at=now,
    )
    session.add(batch)
    session.flush()
    session.add_all(BatchedCase(batch_id=batch.id, **asdict(each)) for each in command.seen)
    session.flush()
    facts = {"outcome": batch.outcome, "cases": len(command.seen), "second": batch.needs_second}
    record(session, actor, "batch", f"batch:{batch.id}", now, **facts)
    if not alone:
        leave_note(session, actor, command.seen[0].case_id, PROPOSED, now)
    return batch


def deeds_of(session: Session, batch: Batch) -> Sequence[Decide]:
    """Return a decision for each case of a batch; one statement."""
    return [
        Decide(
            case_id=each.case_id,
            revision_id=each.revision_id,
            state_version=each.state_version,
            case_version=each.case_version,
            last_report_id=each.last_report_id,
            outcome=batch.outcome,
            reason=batch.reason,
            clause=batch.clause,
            explanation=batch.explanation,
            law=batch.law,
            territory=batch.territory,
            submission_key=f"{batch.submission_key}-{each.case_id}",
        )
        for each in queries.batched(session, batch.id)
    ]


def confirm_batch(session: Session, actor: Actor, batch_id: int, now: datetime) -> Batch:
    """Agree, as the second person, to what somebody proposed."""
    batch = queries.batch(session, batch_id, actor.sections, lock=True)
    settled = queries.is_settled(session, batch_id)
    policy.may_second(actor, batch, is_settled=settled).enforce()
    _settle(session, actor, batch, "confirmed", now)
    return batch


def drop_batch(session: Session, actor: Actor, batch_id: int, now: datetime) -> Batch:
    """Refuse what somebody proposed, or take it back; nothing is decided."""
    batch = queries.batch(session, batch_id, actor.sections, lock=True)
    settled = queries.is_settled(session, batch_id)
    policy.may_drop(actor, batch, is_settled=settled).enforce()
    _settle(session, actor, batch, "dropped", now)
    return batch


def _settle(session: Session, actor: Actor, batch: Batch, kind: str, now: datetime) -> None:
    session.add(BatchStep(batch_id=batch.id, kind=kind, person_id=actor.id, created_at=now))
    session.flush()
    record(session, actor, f"batch_{kind}", f"batch:{batch.id}", now)


def _check(session: Session, actor: Actor, command: DecideTogether) -> None:
    """Raise `Invalid` where one of the decisions would be refused for its words."""
    ids = [each.case_id for each in command.seen]
    if len(queries.known_cases(session, ids, actor.sections)) < len(set(ids)):
        raise Missing(queries.NO_CASE)
    found = queries.bundle(session, actor, ids)
    asked = next((each for each in found if each.needs_words), None)
    if asked is not None and command.outcome == "approve" and not command.explanation:
        sentence = NOTICED.format(whom=f"the comment by {asked.author_name}")
        raise Invalid(sentence, {"explanation": sentence})
    shared = asdict(command)
    seen = shared.pop("seen")[0]
    completed(Decide(**seen, **shared), "notice" if asked else "own")
