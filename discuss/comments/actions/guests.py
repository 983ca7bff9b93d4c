"""Somebody without an account writes; the words wait until they follow the link in the mail."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from discuss.comments import policy, queries
from discuss.comments.actions.anchors import quote_of
from discuss.comments.actions.commands import AskAsGuest
from discuss.comments.models import Comment, GuestComment
from discuss.comments.rules import GUEST_WINDOW
from discuss.kit import outbox
from discuss.kit.errors import Missing, Refused
from discuss.kit.ids import digest, secret


def ask_as_guest(session: Session, command: AskAsGuest, now: datetime, *, guests: bool) -> None:
    """Keep a stranger's words and mail them the link that publishes; twice is once.

    Nothing tells whether the address is known. The mail holds nothing that was typed, so that
    nobody can send words to other people's addresses. Raises `Refused`, `Missing`, `Conflict`.
    """
    discussion = queries.discussion(session, command.prompt_id)
    policy.may_ask_as_guest(discussion, guests=guests).enforce()
    _check_parent(session, command)
    quote_of(session, command.prompt_id, command.parent_id, command.about)
    session.execute(delete(GuestComment).where(GuestComment.expires_at <= now))
    key = digest(f"{command.submission_key} {command.email} {command.source}")
    if session.scalar(select(GuestComment.id).where(GuestComment.key == key)) is not None:
        return
    text = secret()
    session.add(
        GuestComment(
            key=key,
            secret_digest=digest(text),
            prompt_id=command.prompt_id,
            parent_id=command.parent_id,
            about=command.about,
            name=command.name,
            email=command.email,
            source=command.source,
            created_at=now,
            expires_at=now + GUEST_WINDOW,
        )
    )
    _mail(session, command, key, text, now)
    session.flush()


def settle_guest(session: Session, waiting: GuestComment, comment: Comment) -> None:
    """Note what a guest's words have become, and forget them, the name and the address here."""
    waiting.comment_id = comment.id
    waiting.name = waiting.email = waiting.source = ""
    session.flush()


def _check_parent(session: Session, command: AskAsGuest) -> None:
    if command.parent_id is None:
        return
    parent = session.get(Comment, command.parent_id)
    if parent is None or parent.prompt_id != command.prompt_id:
        raise Missing("The comment that you answer is not in this discussion.")
    if parent.state != "published":
        raise Refused("This comment is not there any more, so it takes no replies.")


def _mail(session: Session, command: AskAsGuest, key: str, text: str, now: datetime) -> None:
    _, _, headline = queries.home_of(session, command.prompt_id)
    body = (
        f"Somebody, probably you, wrote a comment under “{headline}” and gave this address.\n\n"
        f"Follow this link to read it once more and publish it:\n\n"
        f"{command.site_url}/guest-comments/{text}\n\n"
        "It works for three days. If it was not you, there is nothing to do: without the link "
        "nothing appears, and after three days it is forgotten.\n"
    )
    payload = {
        "address": command.email,
        "subject": f"Publish your comment at {command.site_name}",
        "text": body,
    }
    outbox.enqueue(session, key=f"guest-{key}", kind="mail", payload=payload, now=now)
