"""Somebody without an account writes; the words wait until they follow the link in the mail."""

from dataclasses import replace
from datetime import datetime
from json import dumps
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.comments import policy, queries
from discuss.comments.actions.anchors import quote_of
from discuss.comments.actions.commands import AskAsGuest, Post
from discuss.comments.actions.stamps import check_with
from discuss.comments.actions.words import post
from discuss.comments.models import Comment, GuestComment
from discuss.comments.rules import GUEST_WINDOW
from discuss.kit import outbox
from discuss.kit.errors import Missing, Refusal, Refused
from discuss.kit.ids import digest, secret
from discuss.predictions import queries as predictions
from discuss.predictions.actions import look
from discuss.predictions.actions.commands import Answer


def ask_as_guest(session: Session, command: AskAsGuest, now: datetime, *, guests: bool) -> None:
    """Keep a stranger's words and mail them the link that publishes; twice is once.

    Nothing tells whether the address is known. The mail holds nothing that was typed, so that
    nobody can send words to other people's addresses. Raises `Refused`, `Missing`, `Conflict`.
    """
    discussion = queries.discussion(session, command.prompt_id)
    policy.may_ask_as_guest(discussion, guests=guests).enforce()
    _check(session, command, now)
    session.execute(delete(GuestComment).where(GuestComment.expires_at <= now))
    typed = dumps(command.forecasts, sort_keys=True) if command.forecasts else ""
    place = f"{command.prompt_id} {command.parent_id} {command.about}"
    key = digest(f"{command.submission_key} {command.email} {place} {command.source}{typed}")
    if session.scalar(select(GuestComment.id).where(GuestComment.key == key)) is not None:
        return
    text = secret()
    session.add(_waiting(session, command, key, text, now))
    _mail(session, command, key, text, now)
    session.flush()


def publish_guest(
    session: Session, waiting: GuestComment, actor: Actor, command: Post, now: datetime
) -> tuple[Comment, bool]:
    """Post a guest's words as whoever has the address, with the forecasts that can still be made.

    Returns the comment, and whether a forecast was left out: its question takes none any more, was
    reworded meanwhile, or the account forecasts on it already. Who could see what others expect
    when they typed a number has seen it. Words, name, address and numbers are forgotten here.
    """
    taken = {
        each.question_id
        for each in predictions.unanswered(session, command.prompt_id, actor.id, now)
    }
    said = [
        each
        for each in command.forecasts
        if each.question_id in taken and _is_still_meant(session, waiting, each, now)
    ]
    for each in said:
        if waiting.forecasts[str(each.question_id)]["was_revealed"]:
            look(session, actor, each.question_id, now)
    comment = post(session, actor, replace(command, forecasts=said), now)
    waiting.comment_id = comment.id
    waiting.name = waiting.email = waiting.source = ""
    waiting.forecasts = {}
    session.flush()
    return comment, len(said) < len(command.forecasts)


def _waiting(
    session: Session, command: AskAsGuest, key: str, text: str, now: datetime
) -> GuestComment:
    return GuestComment(
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
        forecasts=_as_typed(session, command, now),
    )


def _as_typed(session: Session, command: AskAsGuest, now: datetime) -> dict[str, Any]:
    """Return the forecasts to keep, and whether the device knew what others expect."""
    if not command.answers:
        return {}
    seen = predictions.sight(session, command.prompt_id, command.device_id, now).revealed
    return {
        question: {"said": typed, "was_revealed": int(question) in seen}
        for question, typed in command.forecasts.items()
    }


def _is_still_meant(session: Session, waiting: GuestComment, answer: Answer, now: datetime) -> bool:
    try:
        return check_with(session, waiting.prompt_id, answer, now) <= waiting.created_at
    except Refusal:
        return False


def _check(session: Session, command: AskAsGuest, now: datetime) -> None:
    _check_parent(session, command)
    quote_of(session, command.prompt_id, command.parent_id, command.about)
    for answer in command.answers:
        check_with(session, command.prompt_id, answer, now)


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
