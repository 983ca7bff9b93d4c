"""Who may report, decide, undo, object and answer; each no is a sentence for the reader."""

from collections.abc import Collection
from datetime import datetime

from discuss.accounts.policy import may_take_part
from discuss.accounts.rules import Actor
from discuss.kit.verdict import YES, Verdict, no
from discuss.moderation.models import Decision
from discuss.moderation.rules.statement import objection_ends

PUBLIC = {"published", "hidden"}
FROM = {"approve": {"held", *PUBLIC}, "reject": {"held", *PUBLIC}, "restore": {"rejected"}}
"""From which states of the comment an outcome leads on."""


def may_report(actor: Actor, author_id: int, state: str, *, has_reported: bool) -> Verdict:
    """Say whether somebody may report a comment."""
    if not (verdict := may_take_part(actor)):
        return verdict
    if actor.id == author_id:
        return no("This comment is yours. You can edit or withdraw it yourself.")
    if state not in PUBLIC:
        return no("This comment is not public, so there is nothing to report.")
    if has_reported:
        return no("You have reported this comment already. A moderator will look at it.")
    return YES


def may_open_desk(actor: Actor) -> Verdict:
    """Say whether the desk is open to somebody."""
    if not actor.is_signed_in:
        return no("Sign in to open the desk.")
    return YES if actor.may_moderate else no("The desk is for moderators.")


def may_judge(
    actor: Actor, author_id: int, parent_author_id: int | None, reporter_ids: Collection[int]
) -> Verdict:
    """Say whether a moderator may decide about a comment, or is too close to it."""
    if not (verdict := may_open_desk(actor)):
        return verdict
    if actor.id == author_id:
        return no("This comment is yours. Somebody else decides about it.")
    if actor.id == parent_author_id:
        return no("This comment answers you. Somebody else decides about it.")
    if actor.id in reporter_ids:
        return no("You reported this comment. Somebody else decides about it.")
    return YES


def may_move(outcome: str, state: str) -> Verdict:
    """Say whether an outcome leads on from a comment's state."""
    if state in FROM[outcome]:
        return YES
    if state in {"withdrawn", "erased"}:
        return no("The author has withdrawn this comment, so there is nothing left to decide.")
    if outcome == "restore":
        return no("This comment is not rejected, so there is nothing to restore.")
    return no("This comment is rejected already. It can be restored with a reason.")


def may_undo(actor: Actor, decision: Decision, now: datetime, *, is_reversed: bool) -> Verdict:
    """Say whether somebody may take back a decision: its moderator, in its first seconds."""
    if not (verdict := may_open_desk(actor)):
        return verdict
    if actor.id != decision.moderator_id:
        return no("Only the moderator who decided can take it back.")
    if is_reversed:
        return no("This decision is taken back already.")
    if now >= decision.effective_at:
        return no("The author has been told. A rejected comment can be restored with a reason.")
    return YES


def may_read_statement(actor: Actor, author_id: int) -> Verdict:
    """Say whether somebody may read what an author was told."""
    if not actor.is_signed_in:
        return no("Sign in to read this statement.")
    if actor.id == author_id or actor.may_moderate:
        return YES
    return no("This statement was written to somebody else.")


def may_object(  # noqa: PLR0913 - all that speaks for or against it
    actor: Actor,
    decision: Decision,
    author_id: int,
    now: datetime,
    *,
    has_objected: bool,
    is_standing: bool,
) -> Verdict:
    """Say whether somebody may ask for another look at a decision."""
    if not actor.is_signed_in or actor.id != author_id:
        return no("Only the author of the comment can object.")
    if decision.outcome != "reject":
        return no("There is nothing to object to: your comment can be read.")
    if has_objected:
        return no("You have objected already. Somebody else is looking at it.")
    if not is_standing:
        return no("This decision does not stand any more, so there is nothing to object to.")
    if now > objection_ends(decision.effective_at):
        return no("The six months in which you could object are over.")
    return YES


def may_answer(
    actor: Actor, decision: Decision, author_id: int, parent_author_id: int | None
) -> Verdict:
    """Say whether a moderator may answer an objection: never who decided first."""
    if not (verdict := may_open_desk(actor)):
        return verdict
    if actor.id == decision.moderator_id:
        return no("You made this decision. Somebody else answers the objection.")
    return may_judge(actor, author_id, parent_author_id, ())


def may_edit_words(actor: Actor) -> Verdict:
    """Say whether somebody may change the list of suspect words."""
    return may_open_desk(actor)
