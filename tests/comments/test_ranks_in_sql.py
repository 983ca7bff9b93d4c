"""Ranks reckoned by the database are the ranks reckoned in Python, to the last digit."""

from itertools import product

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import CTE, literal, select, true, update
from sqlalchemy.orm import Session

from discuss.comments import queries
from discuss.comments.models import Comment
from discuss.comments.queries.ranks import consensus_rank, controversy_rank, wilson_rank
from discuss.comments.rules import quantised_controversy, quantised_rank, wilson
from discuss.comments.rules.ranks import quantised_consensus
from tests.makers.comments import a_comment


def numbers(name: str, most: int) -> CTE:
    """Return the whole numbers below `most` as a table of one column."""
    first = select(literal(0).label("n")).cte(name, recursive=True)
    return first.union_all(select(first.c.n + 1).where(first.c.n + 1 < most))


def test_on_a_grid_of_400_by_100_both_agree(session: Session) -> None:
    ups, downs = numbers("ups", 400), numbers("downs", 100)
    up, down = ups.c.n, downs.c.n
    rows = session.execute(
        select(up, down, wilson_rank(up, down), controversy_rank(up, down)).select_from(
            ups.join(downs, true())
        )
    ).all()

    reckoned = {(row[0], row[1]): (row[2], row[3]) for row in rows}

    assert len(reckoned) == 40_000
    assert reckoned == {
        marks: (quantised_rank(*marks), quantised_controversy(*marks))
        for marks in product(range(400), range(100))
    }


def test_for_both_sides_both_agree(session: Session) -> None:
    low, high = numbers("lows", 40), numbers("highs", 40)
    up, marks = low.c.n, high.c.n
    rows = session.execute(
        select(up, marks, consensus_rank(up, marks + up, marks, marks + 14)).select_from(
            low.join(high, true())
        )
    ).all()
    assert len(rows) == 1600
    for u, m, rank in rows:
        assert rank == quantised_consensus(u, m + u, m, m + 14), (u, m)


@given(up=st.integers(0, 5000), down=st.integers(0, 5000))
def test_a_good_point_lifts_and_a_not_useful_never_does(up: int, down: int) -> None:
    assert wilson(up + 1, down) > wilson(up, down)
    assert wilson(up, down + 1) <= wilson(up, down)
    assert wilson(up, 0) < 1


def test_the_operator_is_told_what_differs(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.extensions, "discuss_prepare", lambda: None)
    comment = a_comment(session)
    runner = app.test_cli_runner()
    fine = runner.invoke(args=["comments", "recount"])
    session.execute(update(Comment).where(Comment.id == comment.id).values(neg_best=-5))
    session.commit()
    wrong = runner.invoke(args=["comments", "recount"])
    assert (fine.exit_code, fine.output) == (0, "All counters and ranks are right.\n")
    assert wrong.exit_code == 1
    assert f"comment {comment.id}: its place does not follow from its marks" in wrong.output
    assert queries.misplaced(session) == [comment.id]
