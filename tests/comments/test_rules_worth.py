"""What comments are worth, by figures that others published."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discuss.comments.rules import worth as rules
from discuss.comments.rules.ranks import quantised_consensus

VECTORS = json.loads((Path(__file__).parents[1] / "predictions" / "vectors.json").read_text())


def vector(name: str) -> tuple[Any, Any]:
    return VECTORS[name]["inputs"], pytest.approx(
        VECTORS[name]["expected"], abs=VECTORS[name]["tolerance"]
    )


def test_the_index_of_somebodys_comments_has_fractions() -> None:
    asked, expected = vector("h_index_fractional")
    assert [rules.h_index(each) for each in asked["lists"]] == expected


@given(st.lists(st.integers(0, 30), max_size=20), st.integers(1, 9))
def test_one_more_mark_never_lowers_it(marks: list[int], more: int) -> None:
    raised = [*marks[1:], (marks or [0])[0] + more]
    assert rules.h_index(raised) >= rules.h_index(marks)


def test_strength_is_drawn_to_the_middle_while_few_were_moved() -> None:
    asked, expected = vector("key_factor_strength")
    assert [rules.strength(sum(each), len(each)) for each in asked["votes"]] == expected


def test_a_comment_is_worth_what_it_has_and_how_evenly() -> None:
    asked, expected = vector("comment_of_week_score")
    earned = rules.Earned(asked["votes"], asked["cmm"], asked["kf"])
    assert rules.worth(earned, rules.Earned(*asked["max"])) == expected
    assert rules.worth(earned, earned) == pytest.approx(1)


def test_proportions_are_told_from_chance() -> None:
    asked, expected = vector("polis_prop_test")
    assert rules.accepted(asked["succ"], asked["n"]) == expected
    asked, expected = vector("polis_two_prop_test")
    own, others = (asked["succ_in"], asked["pop_in"]), (asked["succ_out"], asked["pop_out"])
    assert rules.told_apart(*own, *others) == expected


def test_a_comment_speaks_for_the_side_that_accepts_it_alone() -> None:
    assert rules.speaks_for(14, 15, 2, 15) == "low"
    assert rules.speaks_for(2, 15, 14, 15) == "high"
    assert rules.speaks_for(14, 15, 14, 15) == ""
    assert rules.speaks_for(0, 15, 0, 15) == ""
    assert rules.speaks_for(9, 9, 0, 15) == ""
    assert rules.speaks_for(6, 15, 1, 15) == ""


def test_the_consensus_of_both_sides_punishes_a_split() -> None:
    asked, expected = vector("polis_group_aware_consensus")
    assert consensus(asked["groups"]) == expected
    asked, expected = vector("polis_consensus_penalises_split")
    assert [consensus(asked[name]) for name in ("split", "even")] == expected


def consensus(groups: list[dict[str, int]]) -> float:
    low, high = groups
    return -quantised_consensus(low["A"], low["S"], high["A"], high["S"]) / 1_000_000
