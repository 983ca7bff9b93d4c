"""What is sent in deciding a question: rulings, objections, answers."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field, field_validator

from discuss.kit.command import Form, Whole
from discuss.kit.errors import Invalid
from discuss.predictions.actions.commands import (
    Object,
    Reply,
    Rule,
    TakeBack,
)
from discuss.predictions.forms.fields import (
    DATE,
    MaybeMoment,
    checked_link,
)
from discuss.predictions.rules.lifecycle import Action

SINCE_WHEN = (
    "Say since when the answer could be known. Forecasts from before that moment are scored."
)


class NewRuling(Form):
    """A step in deciding a question, with what it stands on.

    The outcome of a number or a date is a value, or `below` or `above` beyond an open bound.
    """

    action: Literal["resolve", "annul", "ambiguous", "reopen"] = "resolve"
    outcome: Annotated[str, Field(max_length=40)] = ""
    knowable_at: MaybeMoment = None
    source_url: Annotated[str, Field(max_length=500)] = ""
    note: Annotated[str, Field(max_length=2000)] = ""
    seen_seq: Whole
    haste: Annotated[str, Field(max_length=500)] = ""

    sentences: ClassVar[Mapping[str, str]] = {"knowable_at": DATE}

    _checked_source = field_validator("source_url")(checked_link)

    def command(self, question_id: int) -> Rule:
        """Return the deed that the form asks for; an outcome needs its moment."""
        if self.action == "resolve" and self.knowable_at is None:
            raise Invalid(SINCE_WHEN, {"knowable_at": SINCE_WHEN})
        return Rule(
            question_id=question_id,
            action=Action(self.action),
            outcome=self.outcome,
            knowable_at=self.knowable_at,
            source_url=self.source_url,
            note=self.note,
            seen_seq=self.seen_seq,
            haste=self.haste,
        )


class NewDispute(Form):
    """A reader's objection to a proposed outcome, with an address that shows why."""

    proposed_id: Whole
    body: Annotated[str, Field(max_length=4000)] = ""
    source_url: Annotated[str, Field(max_length=500)] = ""

    _checked_source = field_validator("source_url")(checked_link)

    def command(self, question_id: int) -> Object:
        """Return the deed that the form asks for."""
        return Object(question_id, self.proposed_id, self.body, self.source_url)


class NewReply(Form):
    """An editor's answer to an objection."""

    verdict: Literal["upheld", "changed"]
    words: Annotated[str, Field(max_length=2000)] = ""

    sentences: ClassVar[Mapping[str, str]] = {"verdict": "Choose whether the outcome stands."}

    def command(self, question_id: int, objection_id: int) -> Reply:
        """Return the deed that the form asks for."""
        return Reply(question_id, objection_id, self.verdict == "upheld", self.words)


class NewTakeBack(Form):
    """Taking a proposed outcome back, with a public reason."""

    proposed_id: Whole
    words: Annotated[str, Field(max_length=2000)] = ""

    def command(self, question_id: int) -> TakeBack:
        """Return the deed that the form asks for."""
        return TakeBack(question_id, self.proposed_id, self.words)
