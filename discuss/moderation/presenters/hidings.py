"""What an author was told about a comment that is hidden for the time being."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel

from discuss.accounts.rules import Actor
from discuss.moderation.presenters.out import PartOut
from discuss.moderation.queries import ToldHiding
from discuss.moderation.rules.outcomes import REMOVED
from discuss.moderation.rules.statement import parts_of


@dataclass(frozen=True, slots=True)
class HidingCard:
    """Such a statement as its page shows it."""

    hiding_id: int
    comment_id: int
    parts: Sequence[tuple[str, str]]
    language: str
    """In which the parts are written."""
    words: str
    """What its author wrote, to them alone."""
    since: datetime
    told_at: datetime
    cause: str
    is_over: bool
    """Whether the comment is not hidden any more, or hidden anew."""
    is_decided: bool
    """Whether a statement of its own tells what was decided."""


class HidingOut(BaseModel):
    """What an author was told about a comment that was hidden until somebody decided."""

    hiding_id: int
    comment_id: int
    parts: list[PartOut]
    language: str
    since: datetime
    told_at: datetime
    cause: str
    """`reports` where software hid it, `moderator` where somebody did by hand."""
    is_over: bool


def hiding_card(told: ToldHiding, actor: Actor) -> HidingCard:
    """Return what was told about a hiding, for its author or for a moderator."""
    return HidingCard(
        hiding_id=told.hiding.id,
        comment_id=told.comment.id,
        parts=parts_of(told.statement.text),
        language=told.statement.language,
        words=told.words if actor.id == told.statement.person_id else "",
        since=told.hiding.created_at,
        told_at=told.statement.created_at,
        cause=told.hiding.cause,
        is_over=told.is_over,
        is_decided=told.comment.state in REMOVED,
    )


def hiding_out(card: HidingCard) -> HidingOut:
    """Return what was told about a hiding."""
    return HidingOut(
        hiding_id=card.hiding_id,
        comment_id=card.comment_id,
        parts=[PartOut(heading=heading, text=text) for heading, text in card.parts],
        language=card.language,
        since=card.since,
        told_at=card.told_at,
        cause=card.cause,
        is_over=card.is_over,
    )
