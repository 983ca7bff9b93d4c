"""Ranks, windows, paces and comparisons are arithmetic that anybody can check."""

import math
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discuss.comments import rules

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

# The lower bound with z = 1.281551565545, computed apart to ten decimals.
BOUNDS = {
    (0, 0): 0.0,
    (1, 0): 0.3784475032,
    (0, 1): 0.0,
    (1, 1): 0.1642517200,
    (2, 0): 0.5490923700,
    (5, 0): 0.7527428729,
    (5, 1): 0.5746713830,
    (10, 0): 0.8589313179,
    (10, 10): 0.3622620431,
    (40, 20): 0.5851513140,
    (60, 40): 0.5360895562,
    (100, 1): 0.9674801511,
    (100, 5): 0.9180828795,
    (100, 90): 0.4798667302,
    (400, 100): 0.7761092040,
    (600, 400): 0.5799979263,
}
RANKS = {(0, 0): 0, (0, 1): 0, (1, 0): -378_448, (10, 0): -858_931, (100, 5): -918_083}


@pytest.mark.parametrize(("marks", "bound"), BOUNDS.items())
def test_the_wilson_bound_has_its_known_figures(marks: tuple[int, int], bound: float) -> None:
    assert math.isclose(rules.wilson(*marks), bound, abs_tol=5e-11)


@pytest.mark.parametrize(("marks", "rank"), RANKS.items())
def test_a_rank_is_a_whole_number(marks: tuple[int, int], rank: int) -> None:
    assert rules.quantised_rank(*marks) == rank


def test_on_a_grid_more_good_marks_never_lower_a_comment_and_bad_ones_never_raise_it() -> None:
    grid = [[rules.quantised_rank(up, down) for down in range(100)] for up in range(400)]

    for up in range(399):
        for down in range(99):
            here = grid[up][down]
            assert -1_000_000 < here <= 0
            assert grid[up + 1][down] <= here
            assert grid[up][down + 1] >= here


def test_one_friend_outranks_a_contested_comment() -> None:
    assert rules.quantised_rank(1, 0) < rules.quantised_rank(10, 10)


@pytest.mark.parametrize(
    ("after", "still", "minutes"),
    [
        (timedelta(0), True, 15),
        (timedelta(minutes=14, seconds=59), True, 1),
        (timedelta(minutes=15), False, 0),
        (timedelta(days=2), False, 0),
    ],
)
def test_a_comment_can_be_edited_for_fifteen_minutes(
    after: timedelta, *, still: bool, minutes: int
) -> None:
    assert rules.may_still_edit(NOON, NOON + after) is still
    assert rules.minutes_to_edit(NOON, NOON + after) == minutes


@pytest.mark.parametrize(
    ("ages", "wait"),
    [
        ([], 0),
        ([3], 7),
        ([10], 0),
        ([3600 * 2], 0),
        ([120 * k for k in range(1, 30)], 0),
        ([118 * k for k in range(1, 31)], 60),
        ([118 * k for k in range(30, 0, -1)], 60),
    ],
)
def test_authors_pause_between_comments(ages: list[int], wait: int) -> None:
    recent = [NOON - timedelta(seconds=age) for age in ages]

    assert rules.seconds_to_wait(recent, NOON) == wait


@given(st.lists(st.integers(0, 7200), max_size=60))
def test_whoever_waits_as_told_may_post(ages: list[int]) -> None:
    recent = [NOON - timedelta(seconds=age) for age in ages]
    later = NOON + timedelta(seconds=rules.seconds_to_wait(recent, NOON))

    while wait := rules.seconds_to_wait(recent, later):
        assert len(recent) > rules.MOST_AN_HOUR
        later += timedelta(seconds=wait)
    assert later - NOON <= timedelta(hours=1)


WORDS = st.text(alphabet="ab c\n", max_size=40)


@given(WORDS, WORDS)
def test_a_comparison_holds_both_wordings_and_nothing_else(before: str, after: str) -> None:
    words = rules.differences(before, after)

    def said(kinds: set[str]) -> list[str]:
        return [word for each in words if each.kind in kinds for word in each.text.split()]

    assert said({"same", "del"}) == before.split()
    assert said({"same", "ins"}) == after.split()


def test_a_comparison_names_what_changed() -> None:
    words = rules.differences("Relief is not pressure.", "Relief is no pressure at all.")

    assert [(word.kind, word.text) for word in words] == [
        ("same", "Relief is"),
        ("del", "not pressure."),
        ("ins", "no pressure at all."),
    ]


DISPUTES = {
    (0, 0): 0.0,
    (5, 0): 0.0,
    (0, 1): 0.0,
    (1, 1): 2.0,
    (5, 1): 1.4309690811,
    (10, 10): 20.0,
    (40, 20): 7.7459666924,
    (60, 40): 21.5443469003,
    (100, 1): 1.0472327460,
    (100, 5): 1.2620003198,
    (100, 90): 112.4289723026,
    (400, 100): 4.7287080450,
    (600, 400): 100.0,
}


@pytest.mark.parametrize(("marks", "dispute"), DISPUTES.items())
def test_controversy_has_its_known_figures(marks: tuple[int, int], dispute: float) -> None:
    up, down = marks
    assert math.isclose(rules.controversy(up, down), dispute, abs_tol=5e-11)
    assert rules.controversy(up, down) == rules.controversy(down, up)
