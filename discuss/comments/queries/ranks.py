"""The ranks of `rules.ranks` once more, in SQL: what is stored is checked by a second reckoning."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Double, Integer, case, cast, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from discuss.comments.models import Comment
from discuss.comments.rules import Z80
from discuss.comments.rules.ranks import FEWEST_A_SIDE

Number = ColumnElement[int] | InstrumentedAttribute[int]


def wilson_rank(up: Number, down: Number) -> ColumnElement[int]:
    """Return −round(10⁶ · Wilson bound) as an expression; 0 without marks."""
    n, z = cast(up + down, Double), Z80
    share = up / n
    spread = z * func.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    bound = (share + z * z / (2 * n) - spread) / (1 + z * z / n)
    return case((up == 0, 0), else_=_quantised(bound))


def controversy_rank(up: Number, down: Number) -> ColumnElement[int]:
    """Return −round(10⁶ · controversy) as an expression; 0 where marks agree."""
    less = cast(case((up < down, up), else_=down), Double)
    more = case((up < down, down), else_=up)
    return case(
        (or_(up == 0, down == 0), 0),
        else_=_quantised(func.pow(cast(up + down, Double), less / more)),
    )


def consensus_rank(
    low_up: Number, low_marks: Number, high_up: Number, high_marks: Number
) -> ColumnElement[int]:
    """Return −round(10⁶ · consensus of both sides) as an expression; 0 until each has judged."""
    accepted = cast(low_up + 1, BigInteger) * (high_up + 1) * 1_000_000
    judged = cast(low_marks + 2, BigInteger) * (high_marks + 2)
    return case(
        (or_(low_marks < FEWEST_A_SIDE, high_marks < FEWEST_A_SIDE), 0),
        else_=-((2 * accepted + judged) // (2 * judged)),
    )


def misplaced(session: Session, most: int = 100) -> Sequence[int]:
    """Return comments whose stored ranks do not follow from their counters; one statement."""
    up, down = Comment.up, Comment.down
    sides = (Comment.low_up, Comment.low_marks, Comment.high_up, Comment.high_marks)
    return session.scalars(
        select(Comment.id)
        .where(
            or_(
                Comment.neg_best != wilson_rank(up, down),
                Comment.neg_controversy != controversy_rank(up, down),
                Comment.neg_bridging != consensus_rank(*sides),
                Comment.neg_replies != -Comment.reply_count,
            )
        )
        .order_by(Comment.id)
        .limit(most)
    ).all()


def _quantised(value: ColumnElement[Any]) -> ColumnElement[int]:
    """Return a value in millionths, halves up, negated: ascending is the highest first."""
    return -cast(func.floor(value * 1_000_000 + 0.5), Integer)
