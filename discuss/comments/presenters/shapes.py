"""Comments as the API shows them."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel

from discuss.comments.models import Discussion
from discuss.comments.presenters.anchors import AnchorCard
from discuss.comments.presenters.chips import Chip
from discuss.comments.presenters.comment_card import CommentCard
from discuss.comments.queries import Lately, Moved
from discuss.predictions.presenters import QuantilesOut


class StampOut(BaseModel):
    """A forecast on a comment; without numbers while the asker has not answered."""

    question_id: int
    question: str
    hidden: bool
    then_percent: int | None
    now_percent: int | None
    answer: str
    then: QuantilesOut | None
    now: QuantilesOut | None


class MovedOut(BaseModel):
    """How many readers a comment moved on a question, by a median of how many points.

    Of a number or a date it is `median_value`, in the question's unit, or in days.
    """

    question_id: int
    question: str
    people: int
    median_points: int
    median_value: float | None


class AnchorOut(BaseModel):
    """The paragraph that a comment answers: its key, and its first words at that moment."""

    about: str
    quote: str
    is_gone: bool
    """The article has no such paragraph any more."""


class CommentOut(BaseModel):
    """A comment; `html` is empty and `gone` says why where the words are not shown."""

    id: int
    parent_id: int | None
    author: str
    author_handle: str
    author_role: str
    is_author: bool
    """Whether who wrote it wrote the article too."""
    expertise: str
    """What its author is known to be an expert on, or empty."""
    html: str
    gone: str
    state: str
    depth: int
    created_at: datetime
    edited_at: datetime | None
    edited_after_replies: bool
    good_points: int
    well_sourced: int
    my_marks: list[str]
    is_ignored: bool
    """Whether you ignore its author."""
    reply_count: int
    forecasts: list[StampOut]
    held_because: str
    held_within_minutes: int | None
    """By when moderators mean to have read it, while it waits; null otherwise."""
    honour: str
    """`pin`, `pick` or empty."""
    minds_changed: int
    """On questions that the asker has answered."""
    changed_my_mind: bool
    bridging: bool
    """Whether most of at least ten readers from each side accepted it, where the asker may know."""
    speaks_for: str
    """`low` or `high`: the side of the leading question that it convinces while the other side is
    not, where the asker may know; empty otherwise."""
    moved: list[MovedOut]
    """Where it moved at least five readers, on questions that the asker has answered."""
    anchor: AnchorOut | None
    """Null for a reply and for a comment on the article as a whole."""
    replies: list["CommentOut"]


class ThreadOut(BaseModel):
    """A page of a discussion; `after` continues it, null at the end."""

    order: str
    why: str
    """Why this order, in a sentence for readers."""
    comment_count: int
    closed: bool
    comments: list[CommentOut]
    after: str | None
    moved: int
    """On later pages by a rank: comments that appeared or changed rank since the first, which no
    later page holds; begin again to read them."""


class NewRepliesOut(BaseModel):
    """How many new replies a comment has."""

    parent_id: int
    count: int


class MovedMarksOut(BaseModel):
    """How a comment, at any depth, is marked by now."""

    id: int
    good_points: int
    well_sourced: int


class LatelyOut(BaseModel):
    """What changed since the asker's page was made, each counted up to 100."""

    version: int
    comment_count: int
    new_comments: int
    new_ids: list[int]
    new_replies: list[NewRepliesOut]
    marks: list[MovedMarksOut]


class RepliesOut(BaseModel):
    """A page of replies; `after` continues it, null at the end."""

    comments: list[CommentOut]
    after: str | None
    moved: int
    """As in a page of a discussion."""


class RevisionOut(BaseModel):
    """One wording of a comment."""

    n: int
    html: str
    created_at: datetime


class RevisionsOut(BaseModel):
    """Every wording of a comment, oldest first."""

    revisions: list[RevisionOut]


class PreviewOut(BaseModel):
    """How words will look."""

    html: str


class PersonOut(BaseModel):
    """Somebody who takes part, and the address of their page."""

    name: str
    handle: str


class PeopleOut(BaseModel):
    """People of a discussion, by name."""

    people: list[PersonOut]


def as_json(card: CommentCard) -> CommentOut:
    """Return a comment and its replies for the API."""
    return CommentOut(
        id=card.id,
        parent_id=card.parent_id,
        **_who(card),
        html=card.html,
        gone=card.gone,
        state=card.state,
        depth=card.depth,
        created_at=card.created_at,
        edited_at=card.edited_at,
        edited_after_replies=card.is_edited_answered,
        good_points=card.good_points,
        well_sourced=card.well_sourced,
        my_marks=sorted(card.marks),
        is_ignored=card.is_ignored,
        reply_count=card.reply_count,
        forecasts=[_stamp(chip) for chip in card.chips],
        held_because=card.held_because,
        held_within_minutes=card.held_within or None,
        honour=card.honour,
        minds_changed=card.credit.minds,
        changed_my_mind=card.credit.has_mine,
        bridging=card.is_bridge,
        speaks_for=card.speaks_for,
        moved=[_moved(row) for row in card.credit.moved],
        anchor=_anchor(card.anchor),
        replies=[as_json(reply) for reply in card.replies],
    )


def _who(card: CommentCard) -> dict[str, Any]:
    """Return who wrote a comment, under the names of its fields."""
    return {
        "author": card.author,
        "author_handle": card.handle,
        "author_role": card.role,
        "is_author": card.is_author,
        "expertise": card.expertise,
    }


def _anchor(card: AnchorCard | None) -> AnchorOut | None:
    return AnchorOut(about=card.block, quote=card.quote, is_gone=card.is_gone) if card else None


def lately_as_json(talk: Discussion, lately: Lately) -> LatelyOut:
    """Return what is new in a discussion for the API."""
    return LatelyOut(
        version=talk.version or 0,
        comment_count=talk.comment_count or 0,
        new_comments=lately.roots,
        new_ids=list(lately.new),
        new_replies=[
            NewRepliesOut(parent_id=parent, count=count) for parent, count in lately.replies.items()
        ],
        marks=[
            MovedMarksOut(id=each, good_points=good, well_sourced=sourced)
            for each, good, sourced in lately.marks
        ],
    )


def _stamp(chip: Chip) -> StampOut:
    return StampOut(
        question_id=chip.question_id,
        question=chip.name,
        hidden=chip.masked,
        then_percent=chip.then,
        now_percent=chip.now,
        answer=chip.answer,
        then=chip.then_quantiles,
        now=chip.now_quantiles,
    )


def _moved(row: Moved) -> MovedOut:
    return MovedOut(
        question_id=row.question_id,
        question=row.short_title,
        people=row.people,
        median_points=row.median_points,
        median_value=row.median_value,
    )
