"""Who may do what with comments, and the sentence when they may not."""

from datetime import datetime

from discuss.accounts import policy as accounts
from discuss.accounts.rules import Actor
from discuss.comments.models import Comment, Discussion, Withdrawal
from discuss.comments.rules import REGRET_WINDOW, may_still_edit
from discuss.kit.verdict import YES, Verdict, no

CLOSED = no("This discussion is closed. You can still read it.")
LOCKED = no("Moderators have ended the replies here. You can read them, and write elsewhere.")


def may_arrange(actor: Actor) -> Verdict:
    """Say whether somebody may close and open discussions, and set the pace that they keep."""
    return accounts.may_edit(actor)


def may_choose_reading(actor: Actor, section: str) -> Verdict:
    """Say whether somebody may let the comments on an article of a section be read first."""
    if actor.may_edit or (actor.may_moderate and actor.covers(section)):
        return YES
    return no("Editors and moderators of its section say whether comments are read first.")


def may_slow(actor: Actor, section: str) -> Verdict:
    """Say whether somebody may switch slow mode on and off below an article of a section."""
    if actor.may_edit or (actor.may_moderate and actor.covers(section)):
        return YES
    return no("Editors and moderators of its section slow a discussion.")


def may_post(actor: Actor, discussion: Discussion) -> Verdict:
    """Say whether somebody may add to a discussion."""
    if discussion.closed_at is not None:
        return CLOSED
    return accounts.may_take_part(actor)


def may_ask_as_guest(discussion: Discussion, *, guests: bool) -> Verdict:
    """Say whether somebody without an account may write, if the site takes guests."""
    if not guests:
        return no("Sign in or open an account to write here. What you typed is kept.")
    return CLOSED if discussion.closed_at is not None else YES


def is_exempt_from_slow(actor: Actor) -> bool:
    """Tell whether a slowed discussion does not slow somebody: the site's own people."""
    return actor.may_edit or actor.may_moderate


def may_lock(actor: Actor, comment: Comment) -> Verdict:
    """Say whether somebody may end the replies to a comment, or allow them again."""
    if not actor.may_moderate:
        return no("Moderators end replies, and allow them again.")
    if comment.author_id == actor.person_id:
        return no("This comment is yours. Somebody else decides about the replies to it.")
    return YES


def may_take_up(actor: Actor, author_id: int, state: str) -> Verdict:
    """Say whether a moderator may open a case about a comment that nobody has brought to them."""
    if not actor.may_moderate:
        return no("The desk is for moderators.")
    if author_id == actor.person_id:
        return no("This comment is yours. Somebody else decides about it.")
    if state != "published":
        return no("This comment is not there any more, so there is nothing to decide.")
    return YES


def may_reply(actor: Actor, parent: Comment, discussion: Discussion) -> Verdict:
    """Say whether somebody may answer a comment: only words that are there can be answered."""
    if parent.state != "published":
        return no("This comment is not there any more, so it takes no replies.")
    if parent.is_locked:
        return LOCKED
    return may_post(actor, discussion)


def may_edit(actor: Actor, comment: Comment, discussion: Discussion, now: datetime) -> Verdict:
    """Say whether somebody may change a comment's words."""
    if comment.author_id != actor.person_id:
        return no("Only its author changes a comment.")
    if comment.state not in {"published", "held"}:
        return no("This comment is not there any more.")
    if discussion.closed_at is not None:
        return CLOSED
    if not may_still_edit(comment.created_at, now):
        return no("The time to edit has passed. You can reply to your own comment instead.")
    return accounts.may_take_part(actor)


def may_withdraw(actor: Actor, comment: Comment) -> Verdict:
    """Say whether somebody may take a comment back: its author, at any time."""
    if comment.author_id != actor.person_id:
        return no("Only its author withdraws a comment.")
    if comment.state not in {"published", "held", "hidden"}:
        return no("This comment is not there any more.")
    return YES


def may_restore(
    actor: Actor, comment: Comment, withdrawal: Withdrawal | None, now: datetime
) -> Verdict:
    """Say whether an author may bring a withdrawn comment back: soon, if nothing came between."""
    if comment.author_id != actor.person_id:
        return no("Only its author brings a comment back.")
    if withdrawal is None or comment.state != "withdrawn":
        return no("This comment is not withdrawn.")
    if comment.state_version != withdrawal.state_version:
        return no("Something happened to this comment since, so it cannot be brought back.")
    if now >= withdrawal.created_at + REGRET_WINDOW:
        return no("The time to bring it back has passed. You can write a new comment instead.")
    return YES


def may_react(actor: Actor, comment: Comment, discussion: Discussion) -> Verdict:
    """Say whether somebody may mark a comment."""
    if comment.author_id == actor.person_id:
        return no("This is your own comment. Other readers mark it.")
    if comment.state != "published":
        return no("This comment is not there any more.")
    return may_post(actor, discussion)


def may_honour(actor: Actor) -> Verdict:
    """Say whether somebody may pin and pick comments: editors and moderators."""
    if actor.may_edit or actor.may_moderate:
        return YES
    return no("Editors and moderators pin and pick comments.")


def may_read(actor: Actor, comment: Comment) -> Verdict:
    """Say whether somebody may open a comment's own page."""
    if comment.is_shown or comment.author_id == actor.person_id or actor.may_moderate:
        return YES
    return no("This comment cannot be seen.")
