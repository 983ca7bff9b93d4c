"""What moderators send about people: steps, answers, forecasts that are left out."""

import re
from datetime import date, datetime
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from discuss.kit import clock
from discuss.kit.command import Form, Whole
from discuss.moderation.actions.commands import Impose, LeaveOut
from discuss.predictions.forms.fields import MaybeMoment, Moment
from discuss.predictions.rules.excluding import MOST

SPLIT = re.compile(r"[\s,;]+")


def handles_of(value: object) -> tuple[str, ...]:
    """Return the handles that were ticked or written, each once, whatever stands between them."""
    texts = value if isinstance(value, list | tuple) else [value]
    found = [part.removeprefix("@") for text in texts for part in SPLIT.split(str(text or ""))]
    return tuple(dict.fromkeys(each for each in found if each))


class NewSanction(Form):
    """A step towards a person; `handle` comes from the address."""

    sentences: ClassVar = {
        "kind": "Choose what to do.",
        "words": "Write why: the person reads it, except in a note.",
        "ends_on": "Enter a date, such as 2026-12-24, or leave it empty.",
    }

    handle: str
    kind: Literal["note", "advice", "warning", "premoderation", "suspension", "ban"]
    clause: Annotated[str, Field(max_length=10)] = ""
    words: Annotated[str, Field(min_length=1, max_length=2_000)]
    ends_on: date | Literal[""] | None = ""

    def command(self) -> Impose:
        """Return the deed; it ends with the end of its last day, in UTC."""
        ends = clock.end_of(self.ends_on) if self.ends_on else None
        return Impose(self.handle, self.kind, self.clause, self.words, ends)


class Lifting(Form):
    """Why a sanction ends before its time."""

    sentences: ClassVar = {"words": "Write why it ends: the person reads it."}

    words: Annotated[str, Field(min_length=1, max_length=2_000)]


class NewSanctionAnswer(Form):
    """An answer to an objection to a sanction; `sanction_id` comes from the address."""

    sentences: ClassVar = {
        "outcome": "Choose whether it stands.",
        "words": "Write the answer: the person reads it.",
        "ends_on": "Enter a date, such as 2026-12-24, or leave it empty.",
    }

    sanction_id: Whole
    outcome: Literal["upheld", "reversed", "shortened"]
    words: Annotated[str, Field(min_length=1, max_length=2_000)]
    ends_on: date | Literal[""] | None = ""

    def answer(self) -> tuple[int, str, str]:
        """Return what is answered how, with which words."""
        return self.sanction_id, self.outcome, self.words

    def until(self) -> datetime | None:
        """Return when it ends, with the end of its last day, in UTC."""
        return clock.end_of(self.ends_on) if self.ends_on else None


class NewExclusion(Form):
    """Whose forecasts on a question are left out of its crowd; `question_id` is in the address."""

    sentences: ClassVar = {
        "people": f"Choose whose forecasts are left out, {MOST} at most, or write their handles.",
        "from_at": "Enter from when, such as 2026-12-01T18:00.",
        "to_at": "Enter until when, such as 2026-12-01T18:00, or leave it empty.",
        "words": "Write why: each of them reads it.",
    }

    question_id: Whole
    people: Annotated[
        tuple[str, ...], BeforeValidator(handles_of), Field(min_length=1, max_length=MOST)
    ]
    from_at: Moment
    to_at: MaybeMoment = None
    everywhere: bool = False
    clause: Annotated[str, Field(max_length=10)] = ""
    words: Annotated[str, Field(min_length=1, max_length=2_000)]

    def command(self) -> LeaveOut:
        """Return the deed."""
        facts = self.model_dump(exclude={"people"})
        return LeaveOut(handles=self.people, **facts)
