"""Moderators see who is working on what, and leave notes for each other."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, update
from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.comments.policy import may_take_up
from discuss.kit import chosen
from discuss.kit.audit import digest
from discuss.kit.orm import add_missing
from discuss.moderation import policy, queries
from discuss.moderation.actions.cases import open_case
from discuss.moderation.actions.recording import record
from discuss.moderation.actions.reports import locked_comment
from discuss.moderation.models import Case, CaseNote, Claim
from discuss.moderation.rules.claims import LEFT
from discuss.moderation.rules.knobs import CLAIM_MINUTES


def claim(session: Session, actor: Actor, case_id: int, now: datetime) -> None:
    """Take an open case for some minutes unless somebody else has it; three statements."""
    policy.may_open_desk(actor).enforce()
    if queries.case(session, case_id, actor).closed_at is not None:
        return
    mine = {"moderator_id": actor.id, "until": now + _claim_span(session)}
    add_missing(session, Claim, [{"case_id": case_id} | mine])
    free = or_(Claim.moderator_id == actor.id, Claim.until <= now)
    session.execute(update(Claim).where(Claim.case_id == case_id, free).values(**mine))


def go_on(session: Session, actor: Actor, case_id: int, now: datetime) -> None:
    """Let others have the cases that somebody left for this one, soon; one statement."""
    others = (Claim.moderator_id == actor.id) & (Claim.case_id != case_id)
    soon = now + LEFT
    session.execute(update(Claim).where(others, Claim.until > soon).values(until=soon))


def take_over(session: Session, actor: Actor, case_id: int, now: datetime) -> None:
    """Take a case that somebody else has; the record says so."""
    policy.may_open_desk(actor).enforce()
    case = queries.case(session, case_id, actor)
    holder = queries.holder(session, case_id, now)
    if holder is None or holder.moderator_id == actor.id:
        claim(session, actor, case_id, now)
        return
    mine = {"moderator_id": actor.id, "until": now + _claim_span(session)}
    session.execute(update(Claim).where(Claim.case_id == case.id).values(**mine))
    about = f"case:{case.id}"
    record(session, actor, "takeover", about, now, before=holder.moderator_id)


def take_up(session: Session, actor: Actor, comment_id: int, now: datetime) -> Case:
    """Return the case about a comment that a moderator noticed, a new one where there is none.

    A new one waits for nobody: what follows from it is that moderator's to decide. Raises `Missing`
    for a comment of a section that is not theirs, and `Refused` where a new one would be about
    their own words or about what is not there any more.
    """
    policy.may_open_desk(actor).enforce()
    comment = locked_comment(session, comment_id)
    found = queries.case_of(session, comment.id)
    if found is None:
        may_take_up(actor, comment.author_id, comment.state).enforce()
        found = open_case(session, comment, "reported", now)
        found.closed_at = now
        session.flush()
    return queries.case(session, found.id, actor)


def release(session: Session, actor: Actor, case_id: int) -> None:
    """Give back a case that is decided; one statement."""
    session.execute(delete(Claim).where(Claim.case_id == case_id, Claim.moderator_id == actor.id))


def leave_note(session: Session, actor: Actor, case_id: int, words: str, now: datetime) -> CaseNote:
    """Tell whoever works on a case next what you know about it."""
    policy.may_open_desk(actor).enforce()
    case = queries.case(session, case_id, actor)
    note = CaseNote(case_id=case.id, moderator_id=actor.id, words=words, created_at=now)
    session.add(note)
    session.flush()
    record(session, actor, "case_note", f"case:{case.id}", now, words=digest(words))
    return note


def _claim_span(session: Session) -> timedelta:
    """Return how long a case is somebody's after they last opened it."""
    return timedelta(minutes=chosen.of(session).number(CLAIM_MINUTES))
