"""What editors send to ask a question or to word it anew."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, field_validator

from discuss.kit.command import Form, Whole
from discuss.kit.text import one_line
from discuss.predictions.actions.commands import (
    Ask,
    Revise,
    Wording,
)
from discuss.predictions.forms.fields import (
    DATE,
    Flag,
    MaybeMoment,
    Moment,
    Typed,
    checked_link,
    lines_of,
    none_if_empty,
)
from discuss.predictions.rules.bounds import TypedScale
from discuss.predictions.rules.lifecycle import Reveal
from discuss.predictions.rules.wellformed import Kind


class QuestionWords(Form):
    """How a question is worded and scheduled; times without a zone are in UTC.

    A number or a date has bounds, `lower` and `upper`, each open if an answer may lie beyond it.
    The answers of a choice may stand in an order, `is_ordered`: some are nearer than others.
    """

    title: Annotated[str, Field(max_length=300)]
    short_title: Annotated[str, Field(max_length=60)] = ""
    criteria: Annotated[str, Field(max_length=4000)] = ""
    source_name: Annotated[str, Field(max_length=300)] = ""
    source_url: Annotated[str, Field(max_length=500)] = ""
    options: Annotated[list[str], BeforeValidator(lines_of), Field(max_length=40)] = Field(
        default_factory=list
    )
    open_at: Moment
    close_at: Moment
    resolve_by: Moment
    reveal: Reveal = Reveal.AFTER_VOTE
    reveal_at: MaybeMoment = None
    min_show: Annotated[int, Field(ge=1, le=1000)] = 5
    is_ordered: Flag = False
    lower: Typed = None
    upper: Typed = None
    is_open_lower: Flag = False
    is_open_upper: Flag = False
    is_log: Flag = False
    unit: Annotated[str, Field(max_length=60)] = ""

    sentences: ClassVar[Mapping[str, str]] = {
        "open_at": DATE,
        "close_at": DATE,
        "resolve_by": DATE,
        "title": "Write the title as a question that ends with a question mark.",
        "min_show": "Enter a whole number from 1 to 1000.",
    }

    _checked_source = field_validator("source_url")(checked_link)

    def wording(self) -> Wording:
        """Return the wording that the form holds."""
        return Wording(
            title=one_line(self.title),
            short_title=one_line(self.short_title),
            criteria=self.criteria,
            source_name=one_line(self.source_name),
            source_url=self.source_url,
            options=tuple(self.options),
            open_at=self.open_at,
            close_at=self.close_at,
            resolve_by=self.resolve_by,
            reveal=self.reveal,
            reveal_at=self.reveal_at,
            min_show=self.min_show,
            is_ordered=self.is_ordered,
            scale=TypedScale(
                self.lower or "",
                self.upper or "",
                is_open_lower=self.is_open_lower,
                is_open_upper=self.is_open_upper,
                is_log=self.is_log,
                unit=one_line(self.unit),
            ),
        )


class NewQuestion(QuestionWords):
    """A question that an editor asks under a prompt: a draft, or open on its date."""

    kind: Literal["binary", "choice", "number", "integer", "date"] = "binary"
    is_published: Flag = False
    suggestion_id: Annotated[Whole | None, BeforeValidator(none_if_empty)] = None

    def command(self, prompt_id: int) -> Ask:
        """Return the deed that the form asks for."""
        return Ask(
            prompt_id,
            Kind(self.kind),
            self.wording(),
            is_published=self.is_published,
            suggestion_id=self.suggestion_id,
        )


class RevisedQuestion(QuestionWords):
    """Another wording, the public reason for it, and the revision that the editor saw.

    `is_respelled`: the answers of a choice are the same ones in the same order, spelled anew.
    `is_published`: a draft opens on its date.
    """

    reason: Annotated[str, Field(max_length=500)] = ""
    seen_n: Whole
    is_respelled: Flag = False
    is_published: Flag = False

    def command(self, question_id: int) -> Revise:
        """Return the deed that the form asks for."""
        return Revise(
            question_id,
            self.seen_n,
            self.wording(),
            self.reason,
            respells=self.is_respelled,
            publishes=self.is_published,
        )
