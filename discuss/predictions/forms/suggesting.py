"""What readers send to suggest a question, and editors to answer."""

import re
from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from discuss.kit.command import Form, Whole
from discuss.kit.text import one_line
from discuss.predictions.actions.commands import Merge, Return, Suggest
from discuss.predictions.forms.fields import DATE, MaybeMoment, none_if_empty

TITLE = "Write the title as a question that ends with a question mark."


def number_of(value: object) -> object:
    """Return the number of a question, also where its whole address was sent."""
    found = re.search(r"/questions/(\d+)(?:[/?#]|$)", value) if isinstance(value, str) else None
    return found[1] if found else none_if_empty(value)


class NewSuggestion(Form):
    """A question that a reader would ask; a time without a zone is in UTC."""

    title: Annotated[str, Field(max_length=300)] = ""
    criteria: Annotated[str, Field(max_length=4000)] = ""
    source: Annotated[str, Field(max_length=500)] = ""
    due_at: MaybeMoment = None

    sentences: ClassVar[Mapping[str, str]] = {"due_at": DATE, "title": TITLE}

    def command(self, prompt_id: int, suggestion_id: int | None = None) -> Suggest:
        """Return the deed that the form asks for."""
        return Suggest(
            prompt_id=prompt_id,
            title=one_line(self.title),
            criteria=self.criteria,
            source=one_line(self.source),
            due_at=self.due_at,
            suggestion_id=suggestion_id,
        )


class SuggestionReturn(Form):
    """Returning a suggestion with a reason."""

    seen_n: Whole
    note: Annotated[str, Field(max_length=2000)] = ""

    def command(self, suggestion_id: int) -> Return:
        """Return the deed that the form asks for."""
        return Return(suggestion_id, self.seen_n, self.note)


class SuggestionMerge(Form):
    """Merging a suggestion into a question that asks the same: its number, or its address."""

    seen_n: Whole
    question_id: Annotated[Whole | None, BeforeValidator(number_of)] = None
    note: Annotated[str, Field(max_length=2000)] = ""

    sentences: ClassVar[Mapping[str, str]] = {"question_id": "Enter the number of a question."}

    def command(self, suggestion_id: int) -> Merge:
        """Return the deed that the form asks for."""
        return Merge(suggestion_id, self.seen_n, self.question_id, self.note)
