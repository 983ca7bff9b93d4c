"""Counts everything anew and tells where what is stored differs."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.comments.models import Comment, Discussion, MindChange, Persuasion, Reaction
from discuss.comments.rules import SHOWN_STATES, UP_KINDS, quantised_controversy, quantised_rank
from discuss.comments.rules.minds import median_points


@dataclass(frozen=True, slots=True)
class Drift:
    """A stored figure that a recount does not confirm."""

    what: str
    id: int
    stored: object
    counted: object


def recount(session: Session) -> list[Drift]:
    """Return every counter, rank and place that differs from a recount; reads all comments."""
    comments = {c.id: c for c in session.scalars(select(Comment)).unique()}
    return [
        *_tree(comments),
        *_marks(session, comments),
        *_discussions(session, comments),
        *_persuasions(session),
    ]


def _tree(comments: dict[int, Comment]) -> list[Drift]:
    shown, replies, below = _counted(comments)
    drift = []
    for each in comments.values():
        pairs = [("is_shown", each.is_shown, shown[each.id])]
        pairs.append(("reply_count", each.reply_count, replies[each.id]))  # type: ignore[arg-type]
        pairs.append(("neg_replies", each.neg_replies, -replies[each.id]))  # type: ignore[arg-type]
        if each.parent_id is None:
            pairs.append(("descendant_count", each.descendant_count, below[each.id]))  # type: ignore[arg-type]
        drift += [
            Drift(what, each.id, stored, real) for what, stored, real in pairs if stored != real
        ]
    return drift


def _counted(
    comments: dict[int, Comment],
) -> tuple[dict[int, bool], dict[int, int], dict[int, int]]:
    """Return, by comment, whether it is shown, its shown replies and its published descendants."""
    shown: dict[int, bool] = {}
    replies: dict[int, int] = defaultdict(int)
    below: dict[int, int] = defaultdict(int)
    for each in sorted(comments.values(), key=lambda c: -c.depth):
        shown[each.id] = each.state in SHOWN_STATES or replies[each.id] > 0
        if each.parent_id is not None and shown[each.id]:
            replies[each.parent_id] += 1
        if each.root_id is not None and each.state == "published":
            below[each.root_id] += 1
    return shown, replies, below


def _marks(session: Session, comments: dict[int, Comment]) -> list[Drift]:
    people: dict[tuple[int, int], set[str]] = defaultdict(set)
    for comment_id, person_id, kind in session.execute(
        select(Reaction.comment_id, Reaction.person_id, Reaction.kind)
    ):
        people[comment_id, person_id].add(kind)
    counted: dict[int, list[int]] = {each: [0, 0, 0, 0] for each in comments}
    for (comment_id, _), kinds in people.items():
        figures = counted[comment_id]
        figures[0] += bool(kinds & UP_KINDS)
        figures[1] += "not_useful" in kinds
        figures[2] += "good_point" in kinds
        figures[3] += "well_sourced" in kinds
    return [
        Drift("marks", each.id, stored, real)
        for each in comments.values()
        if (stored := _stored_marks(each)) != (real := _counted_marks(counted[each.id]))
    ]


def _stored_marks(each: Comment) -> tuple[int, ...]:
    counts = (each.up, each.down, each.good_point_count, each.well_sourced_count)
    return (*counts, each.neg_best, each.neg_controversy)


def _counted_marks(figures: list[int]) -> tuple[int, ...]:
    up, down = figures[:2]
    return (*figures, quantised_rank(up, down), quantised_controversy(up, down))


def _discussions(session: Session, comments: dict[int, Comment]) -> list[Drift]:
    drift = []
    for each in session.scalars(select(Discussion)):
        mine = [c for c in comments.values() if c.prompt_id == each.prompt_id]
        real = (
            sum(c.state == "published" for c in mine),
            sum(c.parent_id is None and c.is_shown for c in mine),
        )
        stored = (each.comment_count, each.root_count)
        if stored != real:
            drift.append(Drift("discussion", each.prompt_id, stored, real))
    return drift


def _persuasions(session: Session) -> list[Drift]:
    points: dict[tuple[int, int], list[float]] = defaultdict(list)
    for each in session.scalars(select(MindChange)):
        points[each.comment_id, each.question_id].append(abs(each.after - each.before) * 100)
    real = {pair: (len(moved), median_points(moved)) for pair, moved in points.items()}
    stored = {
        (each.comment_id, each.question_id): (each.people, each.median_points)
        for each in session.scalars(select(Persuasion))
    }
    return [
        Drift("persuasion", pair[0], stored.get(pair), real.get(pair))
        for pair in {*stored, *real}
        if stored.get(pair) != real.get(pair)
    ]
