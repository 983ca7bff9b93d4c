"""What editors send to make groups of questions and to change them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import Field

from discuss.kit.command import Form, Whole
from discuss.kit.errors import Invalid
from discuss.kit.text import one_line
from discuss.predictions.actions.group_commands import AddRows, MakeGroup, Template, WordGroup
from discuss.predictions.forms.fields import DATE, Flag, MaybeMoment
from discuss.predictions.forms.questions import QuestionWords
from discuss.predictions.rules.grouping import LONGEST_LABEL, LONGEST_NAME, MOST, Row
from discuss.predictions.rules.wellformed import Kind

Name = Annotated[str, Field(max_length=LONGEST_NAME)]
Intro = Annotated[str, Field(max_length=500)]
Because = Annotated[str, Field(max_length=500)]


class GroupRow(Form):
    """One question of a group: what it is called there, and the date that it is about, if any."""

    label: Annotated[str, Field(max_length=LONGEST_LABEL)] = ""
    due_at: MaybeMoment = None

    sentences: ClassVar[Mapping[str, str]] = {"due_at": DATE}

    def row(self) -> Row:
        """Return the row that the fields make."""
        return Row(one_line(self.label), self.due_at)


Rows = Annotated[list[GroupRow], Field(max_length=MOST)]


class MemberWords(QuestionWords):
    """The question that each row asks; `{label}` and `{date}` stand where the row's own go.

    A row with a date closes on it, and is to be decided as long after it as the dates here say.
    """

    kind: Literal["binary", "choice", "number", "integer", "date"] = "binary"
    is_published: Flag = False

    def template(self) -> Template:
        """Return the question that each row asks."""
        kept = self.model_dump(mode="json", include=set(MemberWords.model_fields))
        return Template(Kind(self.kind), self.wording(), kept, is_published=self.is_published)


class NewGroup(MemberWords):
    """Several questions that belong together, one for each row, under one title.

    With `is_nested`, the rows are dates, of which each later one includes the earlier ones.
    """

    name: Name = ""
    intro: Intro = ""
    is_nested: Flag = False
    rows: Rows = Field(default_factory=list)

    def command(self, prompt_id: int) -> MakeGroup:
        """Return the deed that the form asks for."""
        return MakeGroup(
            prompt_id=prompt_id,
            name=one_line(self.name),
            intro=one_line(self.intro),
            template=self.template(),
            rows=[each.row() for each in self.rows],
            is_nested=self.is_nested,
        )


class MoreRows(MemberWords):
    """More questions for a group, with the words in which they are asked."""

    rows: Rows = Field(default_factory=list)
    reason: Because = ""

    def command(self, group_id: int) -> AddRows:
        """Return the deed that the form asks for."""
        rows = [each.row() for each in self.rows]
        return AddRows(group_id, self.template(), rows, self.reason)


class NewRows(Form):
    """More questions for a group, asked by the words from which it was made."""

    rows: Rows = Field(default_factory=list)
    reason: Because = ""

    def command(self, group_id: int, kept: Mapping[str, Any], now: datetime) -> AddRows:
        """Return the deed that the form asks for; the questions open now, or when the words say."""
        words = MemberWords.parse(kept)
        if words.open_at < now:
            words = MemberWords.parse({**kept, "open_at": now.isoformat()})
        rows = [each.row() for each in self.rows]
        return AddRows(group_id, words.template(), rows, self.reason)


class MemberLabel(GroupRow):
    """Another label or date for a question of a group."""

    question_id: Whole


class GroupWords(Form):
    """Another title, introduction, labels or dates, with the public reason.

    `rows` names the questions whose label or date changes; `seen_n` is the last step that the
    editor saw.
    """

    name: Name = ""
    intro: Intro = ""
    reason: Because = ""
    rows: Annotated[list[MemberLabel], Field(max_length=MOST)] = Field(default_factory=list)
    seen_n: Whole

    def command(self, group_id: int) -> WordGroup:
        """Return the deed that the form asks for."""
        name, intro = one_line(self.name), one_line(self.intro)
        rows = {each.question_id: each.row() for each in self.rows}
        return WordGroup(group_id, self.seen_n, name, intro, self.reason, rows)


LABEL_FIELD = "label-"
DUE_FIELD = "due-"
Sent = TypeVar("Sent", NewGroup, MoreRows)


def typed_in_rows(source: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the rows of an HTML form in which something was typed, in order.

    The first row's fields are `label-1` and `due-1`.
    """
    rows = [
        {
            "label": str(source.get(f"{LABEL_FIELD}{n}", "")),
            "due_at": str(source.get(f"{DUE_FIELD}{n}", "")),
        }
        for n in range(1, MOST + 1)
    ]
    return [row for row in rows if any(value.strip() for value in row.values())]


def labelled(source: Mapping[str, Any]) -> GroupWords:
    """Return what an HTML form that words a group holds: `label-7` and `due-7` are question 7's.

    Raises `Invalid` with a sentence a field, `row-7` for that question's row.
    """
    rows, found = [], {}
    for name in source:
        number = name.removeprefix(LABEL_FIELD)
        if not name.startswith(LABEL_FIELD) or not number.isdecimal():
            continue
        typed = {"label": source[name], "due_at": source.get(f"{DUE_FIELD}{number}", "")}
        try:
            MemberLabel.parse(typed, question_id=number)
        except Invalid as refusal:
            found[f"row-{number}"] = next(iter(refusal.fields.values()))
        rows.append({**typed, "question_id": number})
    if found:
        raise Invalid("Some rows need another look.", found)
    rest = {k: v for k, v in source.items() if not k.startswith((LABEL_FIELD, DUE_FIELD))}
    return GroupWords.parse({**rest, "rows": rows})


def compacted(source: Mapping[str, Any]) -> dict[str, Any]:
    """Return an HTML form's values, the filled rows first, as refusals count them."""
    rest = {k: v for k, v in source.items() if not k.startswith((LABEL_FIELD, DUE_FIELD))}
    for n, row in enumerate(typed_in_rows(source), 1):
        rest |= {f"{LABEL_FIELD}{n}": row["label"], f"{DUE_FIELD}{n}": row["due_at"]}
    return rest


def parsed_rows(form: type[Sent], source: Mapping[str, Any]) -> Sent:
    """Return what an HTML form of a group holds.

    Raises `Invalid` with a sentence for each faulty field at once, rows as `row-1` on.
    """
    rows = typed_in_rows(source)
    found = {}
    for n, row in enumerate(rows, 1):
        try:
            GroupRow.parse(row)
        except Invalid as refusal:
            found[f"row-{n}"] = next(iter(refusal.fields.values()))
    rest = {k: v for k, v in source.items() if not k.startswith((LABEL_FIELD, DUE_FIELD))}
    try:
        read = form.parse({**rest, "rows": [] if found else rows})
    except Invalid as refusal:
        raise Invalid(refusal.sentence, {**refusal.fields, **found}) from None
    if found:
        raise Invalid("Some rows need another look.", found)
    return read
