"""Who may report, decide, undo, object and answer; each no is a sentence for the reader."""

from collections.abc import Collection, Iterable
from datetime import datetime

from discuss.accounts.policy import may_take_part
from discuss.accounts.rules import Actor
from discuss.comments.rules import TAKEN_BACK
from discuss.kit.verdict import YES, Verdict, no
from discuss.moderation.models import Batch, Decision, Measure
from discuss.moderation.rules.outcomes import ILLEGAL, REMOVED, REMOVES
from discuss.moderation.rules.statement import objection_ends

PUBLIC = {"published", "hidden"}
FROM = {
    "approve": {"held", *PUBLIC},
    "reject": {"held", *PUBLIC},
    ILLEGAL: {"held", *PUBLIC, "rejected"},
    "restore": REMOVED,
}
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


def may_handle(actor: Actor, section: str) -> Verdict:
    """Say whether a case of a section is somebody's to see: to others it is as if it never was."""
    if not (verdict := may_open_desk(actor)):
        return verdict
    return YES if actor.covers(section) else no("This section is not yours to moderate.")


def may_judge(
    actor: Actor,
    author_id: int,
    parent_author_id: int | None,
    reporter_ids: Collection[int],
    mentioned_ids: Collection[int],
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
    if actor.id in mentioned_ids:
        return no("This comment calls you by name. Somebody else decides about it.")
    return YES


def may_remove_alone(actor: Actor) -> Verdict:
    """Say whether somebody may remove as illegal without a second person: admins."""
    if not (verdict := may_open_desk(actor)):
        return verdict
    if actor.is_admin:
        return YES
    return no("Two people remove a comment as illegal. Propose it; somebody else says yes or no.")


def may_second(actor: Actor, batch: Batch, *, is_settled: bool) -> Verdict:
    """Say whether somebody may agree to what needs two people: anybody but who proposed it."""
    if (verdict := may_drop(actor, batch, is_settled=is_settled)) and actor.id == (
        batch.moderator_id
    ):
        return no("You proposed this. Somebody else says yes or no.")
    return verdict


def may_drop(actor: Actor, batch: Batch, *, is_settled: bool) -> Verdict:
    """Say whether somebody may refuse what was proposed, or take their own proposal back."""
    if not (verdict := may_open_desk(actor)):
        return verdict
    if is_settled or not batch.needs_second:
        return no("Nothing waits for a yes or a no here.")
    return YES


def may_look_again(actor: Actor, first_moderator_ids: Collection[int]) -> Verdict:
    """Say whether a moderator may decide where a notifier questions what these people decided."""
    if actor.id in first_moderator_ids:
        return no("You made the decision that is questioned. Somebody else looks again.")
    return YES


def may_move(outcome: str, state: str) -> Verdict:
    """Say whether an outcome leads on from a comment's state."""
    if state in FROM[outcome]:
        return YES
    if state in TAKEN_BACK:
        return no("The author has withdrawn this comment, so there is nothing left to decide.")
    if outcome == "restore":
        return no("This comment is not removed, so there is nothing to restore.")
    if state == "removed_illegal":
        return no("This comment is removed already, as against the law.")
    return no("This comment is rejected already. It can be restored with a reason.")


def may_cover(state: str, *, is_hidden: bool) -> Verdict:
    """Say whether a comment in a state can be hidden until somebody decides, or shown again."""
    if is_hidden and state != "published":
        return no("Only what readers can read is hidden.")
    if not is_hidden and state != "hidden":
        return no("This comment is not hidden, so there is nothing to show again.")
    return YES


def may_take_back(actor: Actor, measure: Measure, now: datetime, *, is_taken_back: bool) -> Verdict:
    """Say whether somebody may take back that a comment was hidden or shown: soon, who did so."""
    if not (verdict := may_open_desk(actor)):
        return verdict
    if actor.id != measure.moderator_id:
        return no("Only the moderator who did so can take it back.")
    if is_taken_back:
        return no("This is taken back already.")
    if now >= measure.effective_at:
        return no("The time to take it back is over. The comment can be hidden and shown by hand.")
    return YES


def may_undo(actor: Actor, decision: Decision, now: datetime, *, is_reversed: bool) -> Verdict:
    """Say whether somebody may take back a decision: its moderator, in its first seconds."""
    if not (verdict := may_open_desk(actor)):
        return verdict
    if actor.id not in {decision.moderator_id, decision.second_id}:
        return no("Only the moderator who decided can take it back.")
    if is_reversed:
        return no("This decision is taken back already.")
    if now >= decision.effective_at:
        return no("The author has been told. A rejected comment can be restored with a reason.")
    return YES


def may_read_statement(actor: Actor, author_id: int, section: str) -> Verdict:
    """Say whether somebody may read what an author was told."""
    if not actor.is_signed_in:
        return no("Sign in to read this statement.")
    if actor.id == author_id or may_handle(actor, section):
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
    if decision.outcome not in REMOVES:
        return no("There is nothing to object to: your comment can be read.")
    if has_objected:
        return no("You have objected already. Somebody else is looking at it.")
    if not is_standing:
        return no("This decision does not stand any more, so there is nothing to object to.")
    if now > objection_ends(decision.effective_at):
        return no("The six months in which you could object are over.")
    return YES


def may_ask_again(
    decision: Decision | None, state: str, now: datetime, *, has_asked: bool
) -> Verdict:
    """Say whether who sent a notice may ask for another look at what was decided about it."""
    if decision is None or decision.effective_at > now:
        return no("Nothing has been decided yet. You will get a mail.")
    if has_asked:
        return no("You have asked for another look already.")
    if decision.outcome in REMOVES or state not in PUBLIC:
        return no("The comment cannot be read any more, so there is nothing to look at again.")
    if now > objection_ends(decision.effective_at):
        return no("The six months in which you could object are over.")
    return YES


def deciders(standing: Iterable[Decision], decision: Decision) -> set[int]:
    """Return who had a part in the removals before one that let them stand for another reason."""
    if decision.source != "objection":
        return set()
    before = [d for d in standing if d.id < decision.id and d.outcome in REMOVES]
    people = {each.moderator_id for each in before} | {each.second_id for each in before}
    return {each for each in people if each is not None}


def may_answer(
    actor: Actor, decision: Decision, near: Verdict, before: Collection[int] = ()
) -> Verdict:
    """Say whether a moderator may answer an objection: never who decided first.

    `near` is what `may_judge` says of them and the comment, `before` who decided the same for
    another reason.
    """
    if not (verdict := may_open_desk(actor)):
        return verdict
    if actor.id in {decision.moderator_id, decision.second_id, *before}:
        return no("You made this decision. Somebody else answers the objection.")
    return near


def may_read_notifier(actor: Actor) -> Verdict:
    """Say whether somebody may read the name and address of who sent a legal notice."""
    if not (verdict := may_open_desk(actor)):
        return verdict
    return YES if actor.is_admin else no("Admins look up who sent a notice. Ask one of them.")


def may_escalate(actor: Actor, author_id: int, state: str, *, is_escalated: bool) -> Verdict:
    """Say whether somebody may hand a case up to somebody senior."""
    if not (verdict := may_open_desk(actor)):
        return verdict
    if actor.id == author_id:
        return no("This comment is yours. Somebody else sees to it.")
    if state in TAKEN_BACK:
        return no("The author has withdrawn this comment, so there is nothing left to decide.")
    if is_escalated:
        return no("This is escalated already. Leave a note with the case to add something.")
    return YES


def may_answer_escalation(actor: Actor, moderator_id: int, *, waits: bool) -> Verdict:
    """Say whether somebody may answer what was escalated: an admin who did not send it."""
    if not (verdict := may_open_desk(actor)):
        return verdict
    if not waits:
        return no("This is answered or decided already.")
    if actor.id == moderator_id:
        return no("You escalated this. Somebody else answers, or you decide about the comment.")
    return YES if actor.is_admin else no("Admins answer what is escalated.")


def may_take_handover(actor: Actor, *, is_taken: bool) -> Verdict:
    """Say whether somebody may take over a note of the shift before."""
    if not (verdict := may_open_desk(actor)):
        return verdict
    return no("Somebody has taken this note over already.") if is_taken else YES


def may_edit_words(actor: Actor) -> Verdict:
    """Say whether somebody may change the list of suspect words, which is the whole site's."""
    if not (verdict := may_open_desk(actor)):
        return verdict
    if actor.sections:
        return no("The lists are for the whole site, and you see to some of its sections.")
    return YES
