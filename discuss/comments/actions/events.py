"""What comments announce, in the transaction in which it happens."""

from dataclasses import dataclass, field
from datetime import datetime

from discuss.accounts.rules import Actor
from discuss.comments.models import Comment, CommentRevision


@dataclass(frozen=True, slots=True)
class HoldReason:
    """Why a revision has to wait: a class that the author is told, and a detail for moderators."""

    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Answering:
    """Somebody is about to answer a comment; a listener that objects raises a refusal."""

    parent: Comment
    actor: Actor
    now: datetime


@dataclass(frozen=True, slots=True)
class Submitted:
    """New words ask to be published; a listener that objects adds to `holds`.

    One that only wants their author to look again adds a sentence to `advice`.
    """

    comment: Comment
    revision: CommentRevision
    actor: Actor
    now: datetime
    holds: list[HoldReason] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Posted:
    """A comment can be read by everybody for the first time."""

    comment: Comment
    now: datetime


@dataclass(frozen=True, slots=True)
class Reappeared:
    """A comment that had been taken away can be read again."""

    comment: Comment
    now: datetime


@dataclass(frozen=True, slots=True)
class Reworded:
    """A comment that can be read says something else."""

    comment: Comment
    now: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """A revision waits for a moderator."""

    comment: Comment
    revision: CommentRevision
    reasons: tuple[HoldReason, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class Vanished:
    """A comment cannot be read any more, for whatever reason."""

    comment: Comment
    now: datetime


@dataclass(frozen=True, slots=True)
class Hidden:
    """A comment is covered until somebody has decided about it; `cause` says what covered it."""

    comment: Comment
    cause: str
    now: datetime


@dataclass(frozen=True, slots=True)
class MindChanged:
    """A reader says for the first time that a comment moved their forecast on a question."""

    comment: Comment
    question_id: int
    now: datetime


@dataclass(frozen=True, slots=True)
class MindsUnchanged:
    """Nobody says any more that a comment moved them."""

    comment_id: int
    now: datetime


@dataclass(frozen=True, slots=True)
class Regarded:
    """Somebody's comments under an article count among the site's own people's, or no more."""

    article_id: int
    person_id: int
