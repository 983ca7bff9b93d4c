"""Comments, their words, and what became of them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from discuss.accounts.models import Person
from discuss.kit.orm import Base, RowId

STATES = "('held', 'published', 'hidden', 'rejected', 'removed_illegal', 'withdrawn', 'erased')"


class Comment(Base):
    """One comment's place, state and counters; its words stand in its revisions."""

    __tablename__ = "comment"
    __table_args__ = (
        CheckConstraint(f"state IN {STATES}", name="state"),
        UniqueConstraint("author_id", "submission_key"),
        Index("ix_comment_best", "prompt_id", "parent_id", "is_shown", "neg_best", "id"),
        Index("ix_comment_disputed", "prompt_id", "parent_id", "is_shown", "neg_controversy", "id"),
        Index("ix_comment_answers", "prompt_id", "parent_id", "is_shown", "neg_replies", "id"),
        Index(
            "ix_comment_staff", "prompt_id", "parent_id", "is_shown", "neg_staff", "neg_best", "id"
        ),
        Index(
            "ix_comment_bridging",
            "prompt_id",
            "parent_id",
            "is_shown",
            "neg_bridging",
            "neg_best",
            "id",
        ),
        Index("ix_comment_answered", "prompt_id", "parent_id", "is_shown", "answered_in"),
        Index("ix_comment_fresh", "prompt_id", "parent_id", "is_shown", "neg_fresh", "id"),
        Index("ix_comment_time", "prompt_id", "parent_id", "is_shown", "id"),
        Index("ix_comment_moved", "prompt_id", "parent_id", "is_shown", "moved_in"),
        Index("ix_comment_appeared", "prompt_id", "appeared_in"),
        Index("ix_comment_marked", "prompt_id", "marked_in"),
        Index("ix_comment_author", "author_id", "id"),
        Index("ix_comment_forecast", "prompt_id", "has_forecast", "id"),
        Index(
            "ix_comment_of_staff",
            "prompt_id",
            "id",
            postgresql_where=text("neg_staff < 0"),
            sqlite_where=text("neg_staff < 0"),
        ),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    prompt_id: Mapped[int] = mapped_column(ForeignKey("prompt.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"), index=True)
    root_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"), index=True)
    """The top-level comment above it; None at the top."""
    depth: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    submission_key: Mapped[str]
    """From the form; the same key from the same author is the same comment."""
    state: Mapped[str]
    state_version: Mapped[int] = mapped_column(default=1)
    """Counts up with every change of state or words; a decision names the one it saw."""
    revision_n: Mapped[int] = mapped_column(default=1)
    is_shown: Mapped[bool]
    """Published or hidden, or a tombstone that keeps the place of shown replies."""
    up: Mapped[int] = mapped_column(default=0)
    """People who marked a good point or a good source."""
    down: Mapped[int] = mapped_column(default=0)
    """People who privately marked it not useful."""
    good_point_count: Mapped[int] = mapped_column(default=0)
    well_sourced_count: Mapped[int] = mapped_column(default=0)
    low_up: Mapped[int] = mapped_column(default=0)
    """Of `up`, those who forecast under 35 % on the leading question."""
    low_marks: Mapped[int] = mapped_column(default=0)
    """Of `up` and `down`, those who did."""
    high_up: Mapped[int] = mapped_column(default=0)
    """Of `up`, those who forecast over 65 %."""
    high_marks: Mapped[int] = mapped_column(default=0)
    neg_bridging: Mapped[int] = mapped_column(default=0)
    """−round(10⁶ · consensus of both sides), 0 until each judged it: ascending is best first."""
    neg_best: Mapped[int] = mapped_column(default=0)
    """−round(10⁶ · Wilson lower bound of up among up + down): ascending is best first."""
    neg_controversy: Mapped[int] = mapped_column(default=0)
    """−round(10⁶ · controversy of up and down): ascending is most disputed first."""
    neg_replies: Mapped[int] = mapped_column(default=0)
    """−`reply_count`: ascending is most answered first."""
    neg_staff: Mapped[int] = mapped_column(default=0)
    """−1 for the site's own people, by their role when they wrote, and 2 less for the article's
    authors; else 0."""
    moved_in: Mapped[int] = mapped_column(default=0)
    """The discussion's version in which its rank last changed or it last appeared."""
    answered_in: Mapped[int] = mapped_column(default=0)
    """The discussion's version in which its number of replies last changed or it last appeared."""
    appeared_in: Mapped[int] = mapped_column(default=0)
    """The discussion's version in which everybody could first read it; 0 until then."""
    neg_fresh: Mapped[int] = mapped_column(default=0)
    """−the version in which a comment last appeared in its branch, itself included; kept on
    top-level comments only: ascending is the latest word first."""
    marked_in: Mapped[int] = mapped_column(default=0)
    """The discussion's version in which its public marks last changed; 0 until somebody marks."""
    reply_count: Mapped[int] = mapped_column(default=0)
    """Shown direct replies."""
    descendant_count: Mapped[int] = mapped_column(default=0)
    """Published comments below it; kept on top-level comments only."""
    removal_note: Mapped[str] = mapped_column(default="")
    """Why a moderator removed it, in the words that stand in its place."""
    created_at: Mapped[datetime]
    edited_at: Mapped[datetime | None] = mapped_column(default=None)
    is_edited_answered: Mapped[bool] = mapped_column(default=False)
    """Whether its words changed after somebody had answered them."""
    is_locked: Mapped[bool] = mapped_column(default=False)
    """Whether moderators ended the replies to it, here or at a comment above it."""

    has_forecast: Mapped[bool] = mapped_column(default=False)
    """Whether it carries what its author forecast, as a stamp of its own for each question."""

    author: Mapped[Person] = relationship(init=False, lazy="raise")


class Anchor(Base):
    """Which paragraph of the article a top-level comment answers."""

    __tablename__ = "anchor"
    __table_args__ = (Index("ix_anchor_block", "prompt_id", "block", "comment_id"),)

    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    prompt_id: Mapped[int] = mapped_column(ForeignKey("prompt.id"))
    block: Mapped[str]
    """The paragraph's key, such as "p3", which light edits of the article leave as it is."""
    quote: Mapped[str]
    """Its first words at the moment of posting."""
    is_gone: Mapped[bool] = mapped_column(default=False)
    """The article as it is now has no such paragraph any more."""


class CommentRevision(Base):
    """What a comment said from one moment on."""

    __tablename__ = "comment_revision"
    __table_args__ = (UniqueConstraint("comment_id", "n"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"))
    n: Mapped[int]
    source: Mapped[str]
    html: Mapped[str]
    text: Mapped[str]
    renderer_version: Mapped[int]
    created_at: Mapped[datetime]


class Withdrawal(Base):
    """An author took a comment back; taking that back deletes the row."""

    __tablename__ = "withdrawal"

    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    previous_state: Mapped[str]
    state_version: Mapped[int]
    """The comment's version that the withdrawal made; whatever came later ended the way back."""
    created_at: Mapped[datetime]


class Mention(Base):
    """Somebody is called by name in a comment, in the wording of one revision or several."""

    __tablename__ = "mention"

    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    revision_n: Mapped[int]
    """The latest wording that calls them; an earlier one than the current calls no more."""


class Hold(Base):
    """Why a revision waits for a moderator."""

    __tablename__ = "hold"

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    revision_id: Mapped[int] = mapped_column(ForeignKey("comment_revision.id"), index=True)
    reason: Mapped[str]
    """The detector that held them, such as `suspect_word`: the class that the author is told."""
    detail: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    released_at: Mapped[datetime | None] = mapped_column(default=None)
    """When a moderator let these words be read; until then nobody else reads them, ever."""
