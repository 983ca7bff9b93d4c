"""Counts everything anew and tells where what is stored differs."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from discuss.articles.models import Authorship, Prompt
from discuss.comments.models import (
    Comment,
    Discussion,
    ForecastStamp,
    MindChange,
    Persuasion,
    Reaction,
)
from discuss.comments.queries.minds import BY_WHO_COUNTS
from discuss.comments.rules import SHOWN_STATES, UP_KINDS, quantised_controversy, quantised_rank
from discuss.comments.rules.minds import Movement, Summed, summed
from discuss.comments.rules.ranks import AUTHORS, band, quantised_consensus, stance


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
        *_stamps(session, comments),
        *_authors(session, comments),
    ]


def _tree(comments: dict[int, Comment]) -> list[Drift]:
    shown, replies, below = _counted(comments)
    fresh = _fresh(comments)
    drift = []
    for each in comments.values():
        pairs = [("is_shown", each.is_shown, shown[each.id])]
        pairs.append(("reply_count", each.reply_count, replies[each.id]))  # type: ignore[arg-type]
        pairs.append(("neg_replies", each.neg_replies, -replies[each.id]))  # type: ignore[arg-type]
        if each.parent_id is None:
            pairs.append(("descendant_count", each.descendant_count, below[each.id]))  # type: ignore[arg-type]
            pairs.append(("neg_fresh", each.neg_fresh, -fresh[each.id]))  # type: ignore[arg-type]
        drift += [
            Drift(what, each.id, stored, real) for what, stored, real in pairs if stored != real
        ]
    return drift


def _fresh(comments: dict[int, Comment]) -> dict[int, int]:
    """Return, by top-level comment, the version in which its branch last grew."""
    fresh: dict[int, int] = defaultdict(int)
    for each in comments.values():
        root = each.root_id or each.id
        fresh[root] = max(fresh[root], each.appeared_in)
    return fresh


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


COUNTS = (
    "up",
    "down",
    "good_point_count",
    "well_sourced_count",
    "low_up",
    "low_marks",
    "high_up",
    "high_marks",
)


def ranks_of(each: Comment) -> dict[str, int]:
    """Return the ranks that follow from a comment's counters of marks, by column."""
    return {
        "neg_best": quantised_rank(each.up, each.down),
        "neg_controversy": quantised_controversy(each.up, each.down),
        "neg_bridging": quantised_consensus(
            each.low_up, each.low_marks, each.high_up, each.high_marks
        ),
    }


def _marks(session: Session, comments: dict[int, Comment]) -> list[Drift]:
    people: dict[tuple[int, int], list[Reaction]] = defaultdict(list)
    for each in session.scalars(select(Reaction)):
        people[each.comment_id, each.person_id].append(each)
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    for (comment_id, _), marks in people.items():
        counted[comment_id].update(_judgement(marks))
    drift = []
    for comment in comments.values():
        real: dict[str, int] = {name: counted[comment.id][name] for name in COUNTS}
        stored = {name: getattr(comment, name) for name in COUNTS}
        ranks = ranks_of(comment)
        stored_ranks = {name: getattr(comment, name) for name in ranks}
        if (stored, stored_ranks) != (real, ranks):
            drift.append(Drift("marks", comment.id, stored | stored_ranks, real | ranks))
    return drift


def _judgement(marks: Sequence[Reaction]) -> dict[str, int]:
    """Return what one person's marks on a comment add to its counters."""
    kinds, taken = {each.kind for each in marks}, marks[0].side
    up = int(bool(kinds & UP_KINDS))
    sided = {f"{taken}_up": up, f"{taken}_marks": 1} if taken else {}
    return {
        "up": up,
        "down": int("not_useful" in kinds),
        "good_point_count": int("good_point" in kinds),
        "well_sourced_count": int("well_sourced" in kinds),
        **sided,
    }


def _discussions(session: Session, comments: dict[int, Comment]) -> list[Drift]:
    drift = []
    marks = dict(
        session.execute(
            select(Comment.prompt_id, func.count())
            .join(Reaction, Reaction.comment_id == Comment.id)
            .group_by(Comment.prompt_id)
        ).all()
    )
    for each in session.scalars(select(Discussion)):
        mine = [c for c in comments.values() if c.prompt_id == each.prompt_id]
        real = (
            sum(c.state == "published" for c in mine),
            sum(c.parent_id is None and c.is_shown for c in mine),
            marks.get(each.prompt_id, 0),
        )
        stored = (each.comment_count, each.root_count, each.mark_count)
        if stored != real:
            drift.append(Drift("discussion", each.prompt_id, stored, real))
    return drift


def _persuasions(session: Session) -> list[Drift]:
    changes: dict[tuple[int, int], list[Movement]] = defaultdict(list)
    for each in session.scalars(select(MindChange).where(BY_WHO_COUNTS)):
        moved = Movement(each.answer, each.before, each.after)
        changes[each.comment_id, each.question_id].append(moved)
    real = {pair: summed(movements) for pair, movements in changes.items()}
    stored = {
        (each.comment_id, each.question_id): Summed(
            each.people, each.median_points, each.median_value
        )
        for each in session.scalars(select(Persuasion))
    }
    return [
        Drift("persuasion", pair[0], stored.get(pair), real.get(pair))
        for pair in {*stored, *real}
        if stored.get(pair) != real.get(pair)
    ]


def _stamps(session: Session, comments: dict[int, Comment]) -> list[Drift]:
    stamps = session.scalars(select(ForecastStamp)).all()
    carrying = {each.comment_id for each in stamps}
    drift = [
        Drift("has_forecast", each.id, each.has_forecast, each.id in carrying)
        for each in comments.values()
        if each.has_forecast is not (each.id in carrying)
    ]
    for each in stamps:
        stored = (each.neg_best, each.band, each.stance)
        real = (comments[each.comment_id].neg_best, *_place(each.probability))
        if stored != real:
            drift.append(Drift("stamp", each.comment_id, stored, real))
    return drift


def _place(probability: float | None) -> tuple[int, str]:
    """Return the fifth of the scale and the stance of a forecast."""
    if probability is None:
        return -1, ""
    return band(probability), stance(probability) or ""


def _authors(session: Session, comments: dict[int, Comment]) -> list[Drift]:
    """Return the comments that do not count as their article's author's where they should."""
    found = session.execute(
        select(Prompt.id, Authorship.person_id).join(
            Authorship, Authorship.article_id == Prompt.article_id
        )
    )
    wrote = {(prompt_id, person_id) for prompt_id, person_id in found}
    pairs = [
        (each.id, each.neg_staff <= AUTHORS, (each.prompt_id, each.author_id) in wrote)
        for each in comments.values()
    ]
    return [
        Drift("is_author", number, stored, real) for number, stored, real in pairs if stored != real
    ]
