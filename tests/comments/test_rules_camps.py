"""Readers who judge alike stand together, by figures that others published."""

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discuss.comments.rules import camps as rules
from discuss.comments.rules import components
from discuss.comments.rules.camps import Judged
from discuss.comments.rules.ranks import quantised_consensus

VECTORS = json.loads((Path(__file__).parents[1] / "predictions" / "vectors.json").read_text())
votes = st.lists(
    st.lists(st.sampled_from((None, -1.0, 0.0, 1.0)), min_size=4, max_size=4),
    min_size=1,
    max_size=30,
)


def vector(name: str) -> tuple[Any, Any]:
    found = VECTORS[name]
    wanted = found["expected"]
    if isinstance(wanted, dict):
        return found["inputs"], {
            key: pytest.approx(each, abs=found["tolerance"]) for key, each in wanted.items()
        }
    return found["inputs"], pytest.approx(wanted, abs=found["tolerance"])


def judged(asked: dict[str, int]) -> Judged:
    return Judged(asked["A"], asked["P"], asked["S"])


def test_the_direction_in_which_rows_differ_most_is_found_by_powers() -> None:
    asked, expected = vector("polis_power_iteration")
    assert components.principal(asked["data"], asked["start"], asked["iters"]) == expected
    assert components.principal([[0.0, 0.0]], [1.0, 1.0]) == [0.0, 0.0]


def test_who_judged_few_comments_is_stretched() -> None:
    asked, expected = vector("polis_sparsity_scale")
    assert components.stretch(asked["n_comments"], asked["n_votes"]) == expected


def test_more_readers_may_divide_into_more_camps() -> None:
    asked, expected = vector("polis_max_k")
    assert asked["max_k"] == rules.MOST_GROUPS
    assert [rules.most_groups(each) for each in asked["base_clusters"]] == expected


def test_a_division_is_good_where_the_next_camp_is_far() -> None:
    asked, expected = vector("polis_silhouette")
    assert rules.silhouette_of(0, asked["dist"], asked["clusters"]) == expected["member_a"]
    assert rules.silhouette(asked["dist"], asked["clusters"]) == expected["clustering"]


def test_who_judged_enough_takes_part_and_of_few_those_who_judged_most() -> None:
    asked, expected = vector("polis_in_conv_threshold")
    assert [rules.enough_of(each) for each in asked["n_cmts"]] == expected
    assert rules.taking_part([9, 1, 7], 50) == [0, 1, 2]
    assert rules.taking_part([*[7] * 15, 6], 50) == list(range(15))
    assert rules.taking_part([*[1] * 5, *[2] * 15], 50) == list(range(5, 20))


def test_a_comment_has_priority_while_few_judged_it_and_it_tells_much() -> None:
    asked, expected = vector("polis_importance_priority")
    found = judged(asked)
    assert rules.importance(found, asked["E"]) == expected["importance"]
    assert rules.priority(found, asked["E"]) == expected["priority"]
    asked, expected = vector("polis_priority_20_3_20_0")
    assert rules.priority(judged(asked), asked["E"]) == expected
    assert rules.priority(found, 1.0) > rules.priority(found, 0.0)


def test_the_consensus_of_two_camps_is_the_one_by_which_comments_are_ordered() -> None:
    found = rules.consensus([Judged(8, 0, 10), Judged(3, 0, 6)])
    assert found == pytest.approx(-quantised_consensus(8, 10, 3, 6) / 1_000_000)


def test_two_camps_that_reject_each_other_are_told_apart() -> None:
    left, right = [1.0, 1.0, -1.0, -1.0, 1.0], [-1.0, -1.0, 1.0, 1.0, 1.0]
    found = rules.camps([*[left] * 9, *[right] * 7])
    assert found.groups == [list(range(9)), list(range(9, 16))]
    assert rules.typical(Judged(9, 0, 9), Judged(0, 0, 7)) > 0
    assert rules.typical(Judged(9, 0, 9), Judged(7, 0, 7)) == 0


def test_who_all_say_the_same_do_not_divide() -> None:
    assert rules.camps([[1.0, 1.0]] * 20).groups == [list(range(20))]


def test_a_camp_of_fewer_than_five_is_none() -> None:
    left, right = [1.0, 1.0, -1.0, -1.0, 1.0, 1.0], [-1.0, -1.0, 1.0, 1.0, 1.0, 1.0]
    alone = [1.0, 1.0, 1.0, 1.0, -1.0, -1.0]
    two = [list(range(8)), list(range(8, 16))]
    for few in (1, 4):
        assert rules.camps([*[left] * 8, *[right] * 8, *[alone] * few]).groups == two
    assert len(rules.camps([*[left] * 8, *[right] * 8, *[alone] * 8]).groups) == 3
    assert rules.camps([*[left] * 16, *[right] * 4]).groups == [list(range(20))]


@given(votes)
def test_nobody_is_in_two_camps_and_no_camp_is_small(said: list[list[float | None]]) -> None:
    found = rules.camps(said)
    within = [each for group in found.groups for each in group]
    assert len(within) == len({*within} & {*found.taking_part})
    assert len(found.groups) == 1 or all(len(each) >= rules.LEAST for each in found.groups)
    assert len(found.groups) <= rules.most_groups(len(found.taking_part))
    assert all(math.isfinite(found.plane.extremity(comment)) for comment in range(4))
