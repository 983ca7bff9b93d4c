"""A group of questions as one card: a row a question, each saying what it shows and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from discuss.accounts.rules import Actor
from discuss.kit.command import Filled
from discuss.predictions.models import GroupMember
from discuss.predictions.presenters.cards import QuestionCard, card
from discuss.predictions.presenters.fans import FanCard, fan_card
from discuss.predictions.presenters.revealing import reveal_words
from discuss.predictions.queries import Face, Grouped
from discuss.predictions.rules import grouping
from discuss.predictions.rules.lifecycle import State, is_decided

Rows = Mapping[int, Mapping[str, Any]]
"""What was typed in each row, by question."""


@dataclass(frozen=True, slots=True)
class MemberCard:
    """One row: the question, what it is called here, what is shown of others, and why."""

    card: QuestionCard
    label: str
    due_at: datetime | None
    because: str
    others: str
    """What the readers say, in short; empty while it is not shown."""
    error: str


@dataclass(frozen=True, slots=True)
class GroupCard:
    """A group as one reader faces it; `form` holds what was typed when it is shown again."""

    id: int
    path: str
    name: str
    intro: str
    is_nested: bool
    step_n: int
    members: Sequence[MemberCard]
    decided: str
    takes_forecasts: bool
    has_own: bool
    may_edit: bool
    drafts: int
    """How many of its questions wait to be opened by an editor."""
    implied: Sequence[tuple[str, str, str]] = ()
    """For editors: the label and path of dates that follow from a decided one, and its label."""
    fan: FanCard | None = None
    """What readers say of its questions, as a chart; None while fewer than two are shown."""
    form: Filled = field(default_factory=Filled.empty)


@dataclass(frozen=True, slots=True)
class Block:
    """What stands by itself under a prompt: a question, or a group of them."""

    card: QuestionCard | None = None
    group: GroupCard | None = None


def blocks(groups: Sequence[Grouped], faces: Sequence[Face], actor: Actor) -> list[Block]:
    """Return questions and groups in order; a group stands where its first question does."""
    of = {each.question_id: seen for seen in groups for each in seen.members}
    shown: set[int] = set()
    found = []
    for face in faces:
        seen = of.get(face.question.id)
        if seen is None:
            found.append(Block(card=card(face, actor)))
        elif seen.group.id not in shown:
            shown.add(seen.group.id)
            found.append(Block(group=group_card(seen, faces, actor)))
    return found


def group_card(
    seen: Grouped,
    faces: Sequence[Face],
    actor: Actor,
    form: Filled | None = None,
    rows: Rows | None = None,
) -> GroupCard:
    """Return the card of a group with those of its questions that this reader faces."""
    typed, said = form or Filled.empty(), rows or {}
    by_id = {face.question.id: face for face in faces}
    there = [(each, by_id[each.question_id]) for each in seen.members if each.question_id in by_id]
    return GroupCard(
        id=seen.group.id,
        path=f"/groups/{seen.group.id}",
        name=seen.group.name,
        intro=seen.group.intro,
        is_nested=seen.group.is_nested,
        step_n=seen.group.step_n,
        members=[
            _member(member, face, actor, typed, said.get(member.question_id, {}))
            for member, face in there
        ],
        decided=_decided([face for _, face in there]),
        takes_forecasts=any(face.state is State.OPEN for _, face in there),
        has_own=any(face.own for _, face in there),
        may_edit=actor.may_edit,
        drafts=sum(face.state in {State.DRAFT, State.UPCOMING} for _, face in there),
        implied=_implied(seen, faces) if actor.may_edit else (),
        fan=fan_card(seen, faces),
        form=typed,
    )


def _implied(seen: Grouped, faces: Sequence[Face]) -> list[tuple[str, str, str]]:
    labels = {each.question_id: each.label for each in seen.members}
    return [
        (labels[number], f"/questions/{number}/resolution", source.label)
        for number, source in follows_from(seen, faces).items()
    ]


def _member(
    member: GroupMember, face: Face, actor: Actor, form: Filled, typed: Mapping[str, Any]
) -> MemberCard:
    shown = card(face, actor, Filled.empty(**typed))
    return MemberCard(
        card=shown,
        label=member.label,
        due_at=member.due_at,
        because=reveal_words(face),
        others=_others(shown),
        error=form.errors.get(f"m{member.question_id}", ""),
    )


def _others(shown: QuestionCard) -> str:
    """Return what the readers say of a row's question, in short."""
    crowd = shown.crowd
    if crowd is None:
        return ""
    if not crowd.is_shown:
        return f"{crowd.n} answered; their numbers appear once {shown.min_show} have."
    if crowd.median is not None:
        return f"Readers {crowd.median}%, middle half {crowd.low} to {crowd.high}."
    if shown.spread and shown.spread.crowd:
        return f"Readers {shown.spread.crowd}, middle half {shown.spread.crowd_range}."
    said = [f"{each.label} {each.crowd}%" for each in shown.options if each.crowd is not None]
    return f"Readers: {', '.join(said)}." if said else ""


def _decided(faces: Sequence[Face]) -> str:
    """Return how many of a group's questions are decided, in a sentence."""
    n = sum(is_decided(face.state) for face in faces)
    if not n:
        return f"None of its {len(faces)} questions is decided yet."
    if n == len(faces):
        return f"All of its {n} questions are decided."
    return f"{n} of its {len(faces)} questions {'is' if n == 1 else 'are'} decided."


def follows_from(seen: Grouped, faces: Sequence[Face]) -> dict[int, GroupMember]:
    """Return which undecided dates of a group follow from which decided one, by question."""
    by_id = {face.question.id: face for face in faces}
    in_order = [each for each in seen.by_date if each.question_id in by_id]
    implied = grouping.implied([_outcome(by_id[each.question_id]) for each in in_order])
    return {in_order[place].question_id: in_order[source] for place, source in implied.items()}


def _outcome(face: Face) -> str:
    """Return the outcome in force, nothing while it is open, and a word where something waits."""
    if face.ruling is not None:
        return face.ruling.outcome or face.ruling.action
    return "" if face.proposed is None else "proposed"
