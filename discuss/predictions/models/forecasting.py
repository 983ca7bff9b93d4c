"""Questions and everything that happened to them: events are added, caches can be rebuilt."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from discuss.kit.orm import Base, RowId

KINDS = "('binary', 'choice', 'number', 'integer', 'date')"


class Question(Base):
    """One thing that will be decided, under the prompt of an article."""

    __tablename__ = "question"
    __table_args__ = (CheckConstraint(f"kind IN {KINDS}", name="kind"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    prompt_id: Mapped[int] = mapped_column(ForeignKey("prompt.id"), index=True)
    position: Mapped[int]
    kind: Mapped[str]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    revision_n: Mapped[int] = mapped_column(default=1)
    published_at: Mapped[datetime | None] = mapped_column(default=None)
    """None while it is a draft that only editors see."""
    forecaster_count: Mapped[int] = mapped_column(default=0)
    """People with a standing forecast now; moved by SQL arithmetic, can be recounted."""
    resolution_seq: Mapped[int] = mapped_column(default=0)
    """The number of the latest resolution event, 0 before the first."""
    edition: Mapped[int] = mapped_column(default=0)
    """How often it was decided anew whose forecasts count; figures keep the one that made them."""


class QuestionRevision(Base):
    """How a question was worded and scheduled from one moment on, and why it changed."""

    __tablename__ = "question_revision"
    __table_args__ = (
        UniqueConstraint("question_id", "n"),
        CheckConstraint(
            "reveal IN ('after_vote', 'after_time', 'always', 'on_close')", name="reveal"
        ),
        CheckConstraint("open_at < close_at AND close_at <= resolve_by", name="dates"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    n: Mapped[int]
    title: Mapped[str]
    short_title: Mapped[str]
    criteria: Mapped[str]
    source_name: Mapped[str]
    source_url: Mapped[str] = mapped_column(default="")
    options: Mapped[list[Any]] = mapped_column(default_factory=list)
    """Of a choice: `{"key": "a", "label": …, "live": true}`; keys are never used twice."""
    scale: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    """Of numbers and dates: unit, bounds and whether they are open."""
    open_at: Mapped[datetime]
    close_at: Mapped[datetime]
    resolve_by: Mapped[datetime]
    reveal: Mapped[str] = mapped_column(default="after_vote")
    reveal_at: Mapped[datetime | None] = mapped_column(default=None)
    is_ordered: Mapped[bool] = mapped_column(default=False)
    """Of a choice: its answers stand in an order, so that some are nearer than others."""
    min_show: Mapped[int] = mapped_column(default=5)
    """Forecasters below this number are not summed up in public."""
    reason: Mapped[str] = mapped_column(default="")
    material_n: Mapped[int] = mapped_column(default=1)
    """The latest revision, up to this one, that changed what is asked or by when."""
    editor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]


class ForecastEvent(Base):
    """One deed of a forecaster; `id` is the sequence in which they count."""

    __tablename__ = "forecast_event"
    __table_args__ = (
        UniqueConstraint("person_id", "idempotency_key"),
        CheckConstraint("kind IN ('set', 'affirm', 'withdraw', 'expire', 'fold')", name="kind"),
        CheckConstraint("exposure IN ('blind', 'exposed')", name="exposure"),
        CheckConstraint(
            "probability IS NULL OR (probability > 0 AND probability < 1)", name="probability"
        ),
        Index("ix_forecast_event_history", "question_id", "id"),
        Index("ix_forecast_event_own", "person_id", "question_id", "id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    revision_n: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str]
    probability: Mapped[float | None] = mapped_column(default=None)
    shares: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    """Of a choice: option key to probability, summing to 1."""
    quantiles: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    """Of a number or a date: low, guess and high as entered, q1 and q3 of the distribution."""
    cdf: Mapped[list[Any] | None] = mapped_column(default=None)
    """Of a number or a date: the distribution at 201 places along the question's scale."""
    entered: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    """What was typed, as it was typed."""
    reason: Mapped[str] = mapped_column(default="")
    """Why, in one line, for the forecaster alone; receipts and open data leave it out."""
    exposure: Mapped[str] = mapped_column(default="blind")
    is_seasoned: Mapped[bool] = mapped_column(default=False)
    """Whether the account was confirmed for a day: it counts in the adjusted estimate as well."""
    source: Mapped[str] = mapped_column(default="page")
    expires_at: Mapped[datetime | None] = mapped_column(default=None)
    """Until when it is to stand, as its forecaster planned; None until the question closes."""
    idempotency_key: Mapped[str]
    created_at: Mapped[datetime]


class Standing(Base):
    """A person's forecast that counts now; a cache of the events."""

    __tablename__ = "standing"
    __table_args__ = (
        Index("ix_standing_person_id", "person_id"),
        Index("ix_standing_crowd", "question_id", "is_left_out", "probability"),
        Index("ix_standing_seasoned", "question_id", "is_seasoned", "event_id"),
        Index("ix_standing_ends", "question_id", "expires_at"),
    )

    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("forecast_event.id"))
    probability: Mapped[float | None] = mapped_column(default=None)
    shares: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    quantiles: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    cdf: Mapped[list[Any] | None] = mapped_column(default=None, deferred=True)
    is_seasoned: Mapped[bool] = mapped_column(default=False)
    expires_at: Mapped[datetime | None] = mapped_column(default=None)
    """When it ends before the question is over; None when it does not."""
    is_left_out: Mapped[bool] = mapped_column(default=False)
    """Whether it is left out of the crowd now, by an exclusion."""
    since: Mapped[datetime]


class Pass(Base):
    """A reader chose to look at the crowd without answering; later forecasts are `exposed`."""

    __tablename__ = "pass"

    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    created_at: Mapped[datetime]


class CrowdPoint(Base):
    """What the crowd said after one event, by one version of the formula; never rewritten.

    When it is decided anew whose forecasts count, points of a new edition take the place of those
    that say something else now, and these keep what was published.
    """

    __tablename__ = "crowd_point"
    __table_args__ = (
        UniqueConstraint(
            "question_id",
            "event_id",
            "version",
            "edition",
            "created_at",
            "is_edge",
            name="uq_crowd_point_place",
        ),
        Index("ix_crowd_point_history", "question_id", "version", "superseded_in", "id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    event_id: Mapped[int] = mapped_column(ForeignKey("forecast_event.id"))
    version: Mapped[str]
    n: Mapped[int]
    figures: Mapped[dict[str, Any]]
    """Binary: median, q1, q3 and mean, in [0, 1]; choice: the same for each option key. Of the
    adjusted estimate: `estimate`, a probability or one for each option key. Numbers and dates, by
    either: median, q1 and q3 as values of the question's scale."""
    cdf: Mapped[list[Any] | None] = mapped_column(default=None, deferred=True)
    """Of numbers and dates: the mean distribution from which the figures were read."""
    edition: Mapped[int] = mapped_column(default=0)
    """The question's edition that made it."""
    superseded_in: Mapped[int | None] = mapped_column(default=None)
    """The edition that put another in its place; None for those that count."""
    is_edge: Mapped[bool] = mapped_column(default=False)
    """Made where forecasts began or ceased to be left out, and after no deed of a reader."""
    created_at: Mapped[datetime]


class ResolutionEvent(Base):
    """One step in deciding a question: who said what, from which source, knowable since when."""

    __tablename__ = "resolution_event"
    __table_args__ = (
        UniqueConstraint("question_id", "seq"),
        CheckConstraint("action IN ('resolve', 'annul', 'ambiguous', 'reopen')", name="action"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    seq: Mapped[int]
    action: Mapped[str]
    outcome: Mapped[str] = mapped_column(default="")
    """`yes` or `no`, or the key of the option that happened."""
    knowable_at: Mapped[datetime | None] = mapped_column(default=None)
    source_url: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    figures: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    """`formula`, `scored` people, the median's shown score `crowd`, all of its `crowd_by_kind`,
    `better_than` so many in 100 readers, the adjusted estimate's `adjusted`, `adjusted_by_kind`,
    what other `ways` to add up the last forecasts earned, and what they `said`. By the question's
    edition; what they were by an earlier one stands in `recount`."""
    proposed_id: Mapped[int | None] = mapped_column(ForeignKey("proposed_outcome.id"), default=None)
    """The proposal that this step carries out, if readers had time to object."""
    haste: Mapped[str] = mapped_column(default="")
    """Why readers were not given that time."""
    has_stake: Mapped[bool] = mapped_column(default=False)
    """Whether the editor had a standing forecast on the question at that moment."""
    editor_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]


class ProposedOutcome(Base):
    """An outcome to which readers may object before it is carried out; said once, ended once."""

    __tablename__ = "proposed_outcome"
    __table_args__ = (
        CheckConstraint("action IN ('resolve', 'annul', 'ambiguous')", name="action"),
        CheckConstraint("ended_as IN ('unopposed', 'upheld', 'changed')", name="ended_as"),
        Index("ix_proposed_outcome_question_id", "question_id", "id"),
        Index(
            "ux_proposed_outcome_pending",
            "question_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    action: Mapped[str]
    outcome: Mapped[str]
    knowable_at: Mapped[datetime | None]
    source_url: Mapped[str]
    note: Mapped[str]
    editor_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    has_stake: Mapped[bool]
    created_at: Mapped[datetime]
    objections_until: Mapped[datetime]
    open_objections: Mapped[int] = mapped_column(default=0)
    """Objections that wait for an answer; a cache, changed under the question's lock."""
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_as: Mapped[str | None] = mapped_column(default=None)
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    words: Mapped[str] = mapped_column(default="")
    """Why it was taken back."""


class OutcomeObjection(Base):
    """A reader's objection to a proposed outcome, and the editors' answer, given once."""

    __tablename__ = "outcome_objection"
    __table_args__ = (
        UniqueConstraint("proposed_id", "person_id"),
        CheckConstraint("verdict IN ('upheld', 'changed')", name="verdict"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True, init=False)
    proposed_id: Mapped[int] = mapped_column(ForeignKey("proposed_outcome.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    body: Mapped[str]
    source_url: Mapped[str]
    created_at: Mapped[datetime]
    verdict: Mapped[str | None] = mapped_column(default=None)
    """`upheld`: the outcome stands as proposed. `changed`: the reader was right."""
    answer: Mapped[str] = mapped_column(default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
