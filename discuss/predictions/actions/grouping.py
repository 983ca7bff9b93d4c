"""Editors put questions into groups, add to them, take out of them, and word them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.articles.models import Prompt
from discuss.kit.errors import Conflict, Invalid, Missing
from discuss.kit.orm import LOCKED
from discuss.predictions import policy, queries
from discuss.predictions.actions.asking import ask, checked, open_now
from discuss.predictions.actions.commands import Ask, Wording
from discuss.predictions.actions.group_commands import (
    AddRows,
    MakeGroup,
    TakeOut,
    Template,
    WordGroup,
)
from discuss.predictions.actions.relabelling import relabelling
from discuss.predictions.actions.stepping import step
from discuss.predictions.models import GroupMember, QuestionGroup
from discuss.predictions.queries import Grouped
from discuss.predictions.rules import grouping
from discuss.predictions.rules.grouping import FEWEST, Row
from discuss.predictions.rules.lifecycle import State

Drafted = Sequence[Wording]
"""How the questions of a group would read."""

INCOMPLETE = "The group is not complete yet."
ONLY_YES_OR_NO = "Only questions that are answered by yes or no include one another."
TAKEN = "The question of this row stands in another group already. Take it out there first."
SAID = (
    "Somebody has forecast on this question, so it stays in the group. Word it anew, or annul it, "
    "if it should not be asked any more."
)
LAST = (
    "A group has two questions or more. Add another one before you take this one out, or leave the "
    "group as it is."
)


def make_group(session: Session, actor: Actor, command: MakeGroup, now: datetime) -> QuestionGroup:
    """Ask a question for each row, as a group, and return it; made twice it is one.

    Raises `Invalid` with a sentence a field, or `row-1` on, when something is not well formed.
    """
    policy.may_ask(actor).enforce()
    prompt = session.get(Prompt, command.prompt_id, with_for_update=LOCKED)
    if prompt is None:
        raise Missing("There is no prompt at this address. Open the article and start from there.")
    _check_group(command, now)
    before = queries.group_named(session, prompt.id, command.name)
    if before is not None:
        return before
    group = QuestionGroup(
        prompt_id=prompt.id,
        position=queries.next_group_place(session, prompt.id),
        name=command.name,
        intro=command.intro,
        is_nested=command.is_nested,
        template=dict(command.template.kept),
        created_by_id=actor.person_id,
        created_at=now,
    )
    session.add(group)
    session.flush()
    step(session, group, actor, now, "made")
    _join(session, actor, group, command.template, command.rows, now)
    return group


def add_rows(session: Session, actor: Actor, command: AddRows, now: datetime) -> QuestionGroup:
    """Ask more questions in a group; a row that is there already is added once."""
    policy.may_ask(actor).enforce()
    seen = _locked(session, command.group_id)
    rows = _to_add(seen, command, now)
    last = max(each.position for each in seen.members)
    added = _join(session, actor, seen.group, command.template, rows, now, last)
    for question_id, row in zip(added, rows, strict=True):
        made = step(session, seen.group, actor, now, "added", command.reason)
        made.question_id, made.label = question_id, row.label
    session.flush()
    return seen.group


def take_out(session: Session, actor: Actor, command: TakeOut, now: datetime) -> QuestionGroup:
    """Let a question on which nobody has forecast stand by itself again.

    Raises `Invalid` once somebody has, and when too few would be left.
    """
    policy.may_ask(actor).enforce()
    seen = _locked(session, command.group_id)
    member = next((each for each in seen.members if each.question_id == command.question_id), None)
    if member is None:
        return seen.group
    queries.locked(session, command.question_id, now)
    if queries.has_forecasts(session, command.question_id):
        raise Invalid(SAID)
    if len(seen.members) <= FEWEST:
        raise Invalid(LAST)
    made = step(session, seen.group, actor, now, "taken_out", command.reason)
    made.question_id, made.label = member.question_id, member.label
    session.delete(member)
    session.flush()
    return seen.group


def word_group(session: Session, actor: Actor, command: WordGroup, now: datetime) -> QuestionGroup:
    """Give a group another title or introduction, or its rows other labels, with a public reason.

    Raises `Conflict` when another editor was faster; what is wrong with a row stands under `row-7`
    for question 7.
    """
    policy.may_ask(actor).enforce()
    seen = _locked(session, command.group_id)
    group = seen.group
    if command.seen_n != group.step_n:
        raise Conflict(
            "Another editor changed this group meanwhile. "
            "Your words are kept below; compare them with the group as it stands."
        )
    relabelled = relabelling(seen, command.rows)
    found = relabelled.faults
    if not command.name:
        found["name"] = "Give the group a title."
    if not command.reason.strip():
        found["reason"] = "Say why you change it. Readers see the reason beside the change."
    _refuse(found)
    if (group.name, group.intro) != (command.name, command.intro) or not relabelled.changed:
        group.name, group.intro = command.name, command.intro
        step(session, group, actor, now, "worded", command.reason)
    for member, row in relabelled.changed:
        member.label, member.due_at = row.label, row.due_at
        made = step(session, group, actor, now, "worded", command.reason)
        made.question_id, made.label = member.question_id, row.label
    session.flush()
    return group


def drafted(command: MakeGroup, now: datetime) -> Drafted:
    """Return how the questions of a group would read; raise `Invalid` as making it would."""
    _check_group(command, now)
    return [asked_by(command.template, row) for row in command.rows]


def drafted_rows(session: Session, command: AddRows, now: datetime) -> Drafted:
    """Return how more questions of a group would read; raise `Invalid` as adding them would."""
    rows = _to_add(queries.group(session, command.group_id), command, now)
    return [asked_by(command.template, row) for row in rows]


def open_group(session: Session, actor: Actor, group_id: int, now: datetime) -> int:
    """Open every draft of a group, and those that would open later; return how many."""
    policy.may_ask(actor).enforce()
    faces = queries.blind(session, _locked(session, group_id).ids, None, now)
    waiting = [face for face in faces if face.state in {State.DRAFT, State.UPCOMING}]
    for face in waiting:
        open_now(session, actor, face.question.id, now)
    return len(waiting)


def asked_by(template: Template, row: Row) -> Wording:
    """Return the words and dates of the question that a row asks."""
    said = template.wording
    close_at = row.due_at or said.close_at
    return replace(
        said,
        title=grouping.worded(said.title, row),
        short_title=grouping.worded(said.short_title, row),
        criteria=grouping.worded(said.criteria, row),
        close_at=close_at,
        resolve_by=close_at + (said.resolve_by - said.close_at),
    )


def _check_group(command: MakeGroup, now: datetime) -> None:
    is_nested = command.is_nested
    _refuse(_faults(command.name, command.template, command.rows, now, is_nested=is_nested))


def _faults(
    name: str, template: Template, rows: Sequence[Row], now: datetime, *, is_nested: bool
) -> dict[str, str]:
    """Return what is wrong with the group, its template or its rows, a sentence a field."""
    found = grouping.faults(name, template.wording.title, rows, is_nested=is_nested)
    if is_nested and template.kind.value != "binary":
        found["kind"] = ONLY_YES_OR_NO
    size = grouping.size_fault(len(rows))
    if size:
        found["rows"] = size
    for n, row in enumerate(rows, 1):
        try:
            checked(template.kind, asked_by(template, row), now)
        except Invalid as refusal:
            for field, sentence in refusal.fields.items():
                is_rows = field in {"close_at", "resolve_by"} and row.due_at is not None
                found.setdefault(f"row-{n}" if is_rows else field, sentence)
    return found


def _to_add(seen: Grouped, command: AddRows, now: datetime) -> list[Row]:
    """Return the rows that are not there yet; raise `Invalid` when they do not fit."""
    there = [Row(each.label, each.due_at) for each in seen.members]
    rows = [row for row in command.rows if row not in there]
    whole, is_nested = [*there, *rows], seen.group.is_nested
    found = _faults(seen.group.name, command.template, whole, now, is_nested=is_nested)
    _refuse(_renumbered(found, len(there)))
    return rows


def _renumbered(found: dict[str, str], there: int) -> dict[str, str]:
    """Return the faults of rows that are added, counted from the first of them.

    What is wrong with rows that are there already is not the matter of those that are added.
    """
    rows = {name: words for name, words in found.items() if name.startswith("row-")}
    rest = {name: words for name, words in found.items() if name not in rows}
    numbered = {int(name.removeprefix("row-")) - there: words for name, words in rows.items()}
    return {**rest, **{f"row-{n}": words for n, words in numbered.items() if n > 0}}


def _refuse(found: dict[str, str]) -> None:
    if found:
        raise Invalid(INCOMPLETE, found)


def _locked(session: Session, group_id: int) -> Grouped:
    """Return a group that nobody else can change until this transaction ends."""
    session.get(QuestionGroup, group_id, with_for_update=LOCKED, populate_existing=True)
    return queries.group(session, group_id)


def _join(  # noqa: PLR0913, PLR0917 - who asks which rows of which template where, and when
    session: Session,
    actor: Actor,
    group: QuestionGroup,
    template: Template,
    rows: Sequence[Row],
    now: datetime,
    there: int = 0,
) -> list[int]:
    """Ask the question of each row, give it its place, and return their numbers."""
    ids = []
    for n, row in enumerate(rows, 1):
        command = Ask(
            group.prompt_id,
            template.kind,
            asked_by(template, row),
            is_published=template.is_published,
        )
        question = ask(session, actor, command, now)
        if session.get(GroupMember, question.id) is not None:
            raise Invalid(TAKEN, {f"row-{n}": TAKEN})
        session.add(
            GroupMember(
                question_id=question.id,
                group_id=group.id,
                position=there + n,
                label=row.label,
                due_at=row.due_at,
            )
        )
        session.flush()
        ids.append(question.id)
    return ids
