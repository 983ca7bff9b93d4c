"""What people ask of groups of questions, understood and checked for shape."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from discuss.predictions.actions.commands import Answer, Wording
from discuss.predictions.rules.grouping import Row
from discuss.predictions.rules.wellformed import Kind


@dataclass(frozen=True, slots=True)
class Template:
    """The question that each row asks, with {label} and {date} where they go.

    A row with a date closes on it, and is to be decided as long after it as the template says.
    `kept` is what was sent, for rows that are added later.
    """

    kind: Kind
    wording: Wording
    kept: Mapping[str, Any]
    is_published: bool = False


@dataclass(frozen=True, slots=True)
class MakeGroup:
    """A new group under a prompt, a question for each row.

    `is_nested` says that the rows are dates, of which each later one includes the earlier ones.
    """

    prompt_id: int
    name: str
    intro: str
    template: Template
    rows: Sequence[Row]
    is_nested: bool = False


@dataclass(frozen=True, slots=True)
class AddRows:
    """More questions for a group."""

    group_id: int
    template: Template
    rows: Sequence[Row]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TakeOut:
    """Taking a question out of its group, in which it then stands no more."""

    group_id: int
    question_id: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class WordGroup:
    """Another title, introduction, labels or dates, why, and the last step that the editor saw.

    `rows` holds what becomes of a question's label and date, by its number; others stay.
    """

    group_id: int
    seen_n: int
    name: str
    intro: str
    reason: str = ""
    rows: Mapping[int, Row] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """Forecasts on several questions of a group; `is_sure` when a warning has been read."""

    group_id: int
    answers: Sequence[Answer]
    is_sure: bool = False
