"""What is done with comments and discussions that stand."""

from datetime import date, datetime, timedelta
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from discuss.comments.actions.commands import Arrange, LockBranch, Post, Slow
from discuss.comments.forms.fields import Id, People
from discuss.comments.rules import LONGEST_BODY
from discuss.comments.rules.pace import LONGEST_WHY
from discuss.kit import clock
from discuss.kit.command import Form
from discuss.kit.errors import Invalid
from discuss.kit.richtext import render
from discuss.predictions.forms import NewForecast

ONE_END = "Give a last day or a number of days, not two that differ."
ONE_SPAN = "Choose minutes or a last day, not both."


class Arranged(Form):
    """How an editor wants a discussion."""

    sentences: ClassVar = {
        "state": "Choose open or closed.",
        "closes_on": "Enter a date, such as 2026-12-24, or leave it empty.",
        "closes_after": "Enter a number of days from 1 to 3650, or leave it empty.",
        "slow_minutes": "Choose 0, 1, 5, 15 or 60.",
    }

    state: Literal["open", "closed"]
    closes_on: date | Literal[""] | None = ""
    closes_after: Annotated[int, Field(ge=1, le=3650)] | Literal[""] = ""
    slow_minutes: Annotated[int, Field(ge=0, le=60)] = 0

    def command(self, prompt_id: int, now: datetime) -> Arrange:
        """Return the deed; a discussion closes with the end of its last day, in UTC.

        Raises `Invalid` where both a day and a number of days are given, and they differ.
        """
        on = self.closes_on
        if self.closes_after:
            day = (now + timedelta(days=self.closes_after)).date()
            if on and on != day:
                raise Invalid(ONE_END, {"closes_after": ONE_END})
            on = day
        ends = clock.end_of(on) if on else None
        return Arrange(prompt_id, self.state == "open", ends, self.slow_minutes)


class Slowed(Form):
    """How slowly a discussion goes for a while, and why; 0 minutes end that."""

    sentences: ClassVar = {
        "minutes": "Choose 1, 5, 15 or 60, or 0 to end it.",
        "lasts_minutes": "Choose how long it lasts.",
        "ends_on": "Enter a date, such as 2026-12-24, or leave it empty.",
        "words": "Say why, in at most 200 characters: readers see it.",
    }

    minutes: Annotated[int, Field(ge=0, le=60)]
    lasts_minutes: Annotated[int, Field(ge=1, le=43200)] | Literal[""] = ""
    ends_on: date | Literal[""] | None = ""
    words: Annotated[str, Field(max_length=LONGEST_WHY)] = ""
    next: str = ""

    def command(self, prompt_id: int, now: datetime) -> Slow:
        """Return the deed; what lasts until a day ends with it, in UTC.

        Raises `Invalid` without words for readers, and where two ends are given.
        """
        if self.minutes and not self.words:
            raise Invalid(self.sentences["words"], {"words": self.sentences["words"]})
        if self.minutes and self.lasts_minutes and self.ends_on:
            raise Invalid(ONE_SPAN, {"ends_on": ONE_SPAN})
        until = clock.end_of(self.ends_on) if self.ends_on else None
        if self.lasts_minutes:
            until = now + timedelta(minutes=self.lasts_minutes)
        return Slow(prompt_id, self.minutes, until, self.words)


class BranchWish(Form):
    """Whether the replies to a comment end or go on, and why."""

    sentences: ClassVar = {
        "do": "Choose whether replies end or go on.",
        "words": "Say why, in at most 500 characters: other moderators read it.",
    }

    do: Literal["lock", "unlock"]
    words: Annotated[str, Field(min_length=1, max_length=500)]

    def command(self, comment_id: int) -> LockBranch:
        """Return the deed."""
        return LockBranch(comment_id, self.do == "lock", self.words)


class ReadingMode(Form):
    """When the comments of one discussion are read."""

    sentences: ClassVar = {"mode": "Choose site or first."}

    mode: Literal["site", "first"]

    @property
    def is_read_first(self) -> bool:
        """Whether each waits until a moderator has read it."""
        return self.mode == "first"


class Honoured(Form):
    """How a comment is honoured, or not any more."""

    sentences: ClassVar = {"kind": "Choose pin, pick or none."}

    kind: Literal["pin", "pick", "none"]
    next: str = ""


class Mark(Form):
    """What a reader thinks of a comment."""

    sentences: ClassVar = {"kind": "Choose good_point, well_sourced or not_useful."}

    kind: Literal["good_point", "well_sourced", "not_useful"]
    next: str = ""


class ChangedMind(NewForecast):
    """A forecast that a comment moved; `body` is a reply to it in one's own words, or empty."""

    body: Annotated[str, Field(max_length=LONGEST_BODY)] = ""

    def words(self, prompt_id: int, comment_id: int, named: str, people: People) -> Post | None:
        """Return the reply, None without words; `named` tells what it is about, pressed twice."""
        if not self.body:
            return None
        return Post(
            prompt_id=prompt_id,
            parent_id=comment_id,
            source=self.body,
            rendered=render(self.body, people=people),
            submission_key=self.submission_key or f"mind-{named}-{self.follows}",
            attach=False,
        )


class NewMind(ChangedMind):
    """A forecast that a comment moved: which question, and where to go afterwards."""

    question_id: Id
    next: str = ""


class OldMind(Form):
    """Which question a comment did not move after all."""

    question_id: Id
    next: str = ""
