"""How a reader did beside the others."""

import json
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discuss.predictions.rules import peers, scoring
from discuss.predictions.rules import scores as rules
from discuss.predictions.rules.scoring import Case
from discuss.predictions.rules.standing import Event, Stretch, Window, stretches

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text())
START = datetime(2026, 1, 1, tzinfo=UTC)
Entry = tuple[int, float, float | None]
"""Who, on which day, and what; nothing is a withdrawal."""


def day(number: float) -> datetime:
    return START + timedelta(days=number)


WINDOW = Window.of(day(0), day(10))
yes = partial(scoring.log, outcome="yes")


def vector(name: str) -> tuple[Any, Any]:
    return VECTORS[name]["inputs"], VECTORS[name]["expected"]


def held(entries: list[Entry], window: Window = WINDOW) -> dict[int, list[Stretch[float]]]:
    return {
        person: stretches(
            [Event(day(at), seq, p) for seq, (who, at, p) in enumerate(entries) if who == person],
            window,
        )
        for person in dict.fromkeys(who for who, _, _ in entries)
    }


def pairs(found: dict[int, rules.Averaged]) -> list[tuple[float | None, float]]:
    return [(each.value, each.coverage) for _, each in sorted(found.items())]


@pytest.mark.parametrize(
    "name", ["peer_binary_0.1_0.9", "peer_binary_0.1_0.3_0.6_0.9", "peer_binary_0.9"]
)
def test_readers_are_compared_with_the_geometric_mean_of_the_others(name: str) -> None:
    given_, expected = vector(name)
    entries: list[Entry] = [(who, 0, p) for who, p in enumerate(given_["p_yes"])]
    found = peers.over_time(held(entries), WINDOW, yes)
    assert [value for value, _ in pairs(found)] == pytest.approx(expected)


def test_everybody_together_comes_to_nothing() -> None:
    given_, expected = vector("peer_zero_sum")
    entries: list[Entry] = [(who, 0, p) for who, p in enumerate(given_["p_yes"])]
    found = peers.over_time(held(entries), WINDOW, yes)
    assert sum(value or 0 for value, _ in pairs(found)) == pytest.approx(expected, abs=1e-9)


def test_those_who_come_later_are_compared_from_then_on() -> None:
    given_, expected = vector("peer_staggered")
    entries: list[Entry] = [(who, at, p) for who, (at, p) in enumerate(given_["forecasts"])]
    assert pairs(peers.over_time(held(entries), WINDOW, yes)) == [
        pytest.approx(each) for each in expected
    ]


def test_somebody_who_leaves_and_another_who_comes_are_two_people() -> None:
    given_, expected = vector("peer_switch_user_and_coverage")
    entries: list[Entry] = []
    for who, each in enumerate(given_["forecasts"]):
        entries.append((who, each["s"], each["p"]))
        if "e" in each:
            entries.append((who, each["e"], None))
    assert pairs(peers.over_time(held(entries), WINDOW, yes)) == [
        pytest.approx(each) for each in expected
    ]


def test_when_the_last_one_withdraws_coverage_ends() -> None:
    given_, expected = vector("peer_last_withdrawal_quirk")
    only = given_["forecasts"][0]
    found = peers.over_time(held([(1, 0, only["p"]), (1, only["e"], None)]), WINDOW, yes)
    assert pairs(found) == [(0, pytest.approx(expected["correct_coverage"]))]


def test_three_logs_give_the_distances_from_the_mean_of_the_others() -> None:
    given_, expected = vector("peer_continuous_faq")
    everybody = {
        who: [Stretch(day(0), day(10), log)] for who, log in enumerate(given_["log_scores"])
    }
    found = peers.over_time(everybody, WINDOW, lambda log: log)
    assert [100 * each for each in expected] == pytest.approx([v for v, _ in pairs(found)])


def test_the_best_there_is() -> None:
    given_, expected = vector("peer_best_possible")
    found = peers.over_time(held([(1, 0, given_["p"]), (2, 0, given_["others"])]), WINDOW, yes)
    assert found[1].value == pytest.approx(expected["binary"])


def test_at_the_close_those_count_who_stand_there() -> None:
    _, expected = vector("spot_peer_ignores_withdrawn")
    entries: list[Entry] = [(1, 0, 0.1), (2, 0, 0.5), (3, 0, 0.9), (3, 5, None)]
    found = peers.at_close(held(entries), WINDOW, yes)
    assert pairs(found) == [pytest.approx(each) for each in expected[:2]]


def test_who_comes_after_the_spot_has_no_score_there() -> None:
    given_, expected = vector("spot_baseline_after_spot_time")
    late = held([(1, given_["start"], given_["p"])], Window.of(day(0), day(10), day(5)))
    assert peers.at_close(late, Window.of(day(0), day(10), day(5)), yes) == {}
    assert expected == {"score": 0, "coverage": 0}


def test_the_first_day_hears_nobody_who_came_later() -> None:
    entries: list[Entry] = [(1, 0, 0.6), (2, 0.5, 0.3), (3, 1, 0.99), (1, 2, 0.99)]
    found = peers.after_first_day(held(entries), WINDOW, yes)
    assert sorted(found) == [1, 2]
    assert found[1].value == pytest.approx(100 * (yes(0.6) - yes(0.3)))


def test_a_question_that_ends_within_a_day_is_looked_at_when_it_ends() -> None:
    short = Window.of(day(0), day(10), day(0.5))
    found = peers.after_first_day(
        held([(1, 0, 0.6), (2, 0.4, 0.3), (3, 0.6, 0.9)], short), short, yes
    )
    assert sorted(found) == [1, 2]


def test_the_first_quarter_hears_nothing_of_the_rest() -> None:
    entries: list[Entry] = [(1, 0, 0.8), (2, 0, 0.5), (2, 1.25, 0.8), (2, 4, 0.99), (3, 3, 0.99)]
    found = peers.in_first_quarter(held(entries), WINDOW, yes)
    assert sorted(found) == [1, 2]
    assert found[1].value == pytest.approx(50 * (yes(0.8) - yes(0.5)))
    assert found[1].coverage == 1


def test_an_answer_that_was_added_later_was_part_of_the_rest() -> None:
    given_, expected = vector("baseline_mc_missing_option_reads_other")
    first, second, _, rest = given_["pmf"]
    said = {"a": first, "b": second, "other": rest}
    assert scoring.against_even(said, "c") == pytest.approx(expected["score"])
    assert scoring.log({"a": 0.5, "b": 0.5}, "c") == pytest.approx(rules.log(0))


def test_certainty_that_is_wrong_costs_much_and_has_an_end() -> None:
    given_, expected = vector("log_score_clip_zero")
    assert rules.log(given_["p"]) == pytest.approx(expected)
    given_, expected = vector("log_score_nat")
    assert rules.log(given_["p_outcome"]) == pytest.approx(expected)


def test_dividing_by_the_scheduled_time_rewards_honest_words() -> None:
    _, expected = vector("truncation_properness")

    def worth(first: float, *, by_schedule: bool) -> float:
        def of(ends: int, outcome: str, chance: float) -> float:
            window = Window.of(day(0), day(52 if by_schedule else ends), day(ends))
            said = [Event(day(0), 1, first), Event(day(1), 2, 0.05)]
            point = partial(scoring.against_even, outcome=outcome)
            return chance * (rules.over_schedule(stretches(said, window), window, point).value or 0)

        return of(1, "yes", 0.2) + of(52, "yes", 0.04) + of(52, "no", 0.76)

    for name, by_schedule in (("no_truncation", False), ("truncation", True)):
        assert worth(0.24, by_schedule=by_schedule) == pytest.approx(expected[name]["honest"])
        assert worth(0.99, by_schedule=by_schedule) == pytest.approx(expected[name]["gaming"])


entries_ = st.lists(
    st.tuples(
        st.integers(1, 5),
        st.integers(0, 12),
        st.one_of(st.none(), st.integers(1, 99).map(lambda percent: percent / 100)),
    ),
    max_size=20,
)


@given(entries_)
def test_what_some_gain_others_lose(entries: list[Entry]) -> None:
    """I6: what readers gain by comparison, others lose."""
    for compare in (peers.over_time, peers.at_close, peers.after_first_day):
        found = compare(held(entries), WINDOW, yes)
        assert sum(each.value or 0 for each in found.values()) == pytest.approx(0, abs=1e-7)


@given(entries_)
def test_the_quick_sum_is_the_plain_one(entries: list[Entry]) -> None:
    everybody = held(entries)
    found = peers.over_time(everybody, WINDOW, yes)
    for person, parts in everybody.items():
        if not parts:
            assert person not in found
            continue
        plain = 0.0
        for hour in range(10):
            logs = {
                who: yes(part.value)
                for who, theirs in everybody.items()
                for part in theirs
                if part.start <= day(hour) < part.end
            }
            own = logs.pop(person, None)
            if own is not None and logs:
                plain += 100 * (own - sum(logs.values()) / len(logs)) / 10
        assert found[person].value == pytest.approx(plain, abs=1e-7)


@given(entries_, st.randoms(use_true_random=False))
def test_the_order_in_which_people_are_read_changes_nothing(
    entries: list[Entry], chance: Any
) -> None:
    """I7: scores depend on no order."""
    everybody = list(held(entries).items())
    before = peers.over_time(dict(everybody), WINDOW, yes)
    chance.shuffle(everybody)
    assert peers.over_time(dict(everybody), WINDOW, yes) == before


@given(entries_, st.integers(1, 50))
def test_a_number_nearer_the_outcome_never_scores_worse(entries: list[Entry], raised: int) -> None:
    """I14: nearer is never worse, by any kind of score."""
    nearer = [
        (who, at, p if who != 1 or p is None else min(0.99, p + raised / 100))
        for who, at, p in entries
    ]
    for kind in scoring.kinds_for("binary"):
        before, after = (kind.of_readers(a_case(each)).get(1) for each in (entries, nearer))
        if before is None or after is None:
            assert before is after
            continue
        sign = -1 if kind.name in {"brier", "middle"} else 1
        assert sign * (after.value or 0) >= sign * (before.value or 0) - 1e-7
        assert after.coverage == before.coverage


def a_case(entries: list[Entry]) -> Case:
    return Case("binary", "yes", WINDOW, held(entries), held(entries))


@given(entries_, st.integers(0, 9))
def test_withdrawing_leaves_the_past_as_it_was(entries: list[Entry], at: int) -> None:
    """I13: a withdrawal leaves what was earned before."""
    # Up to the withdrawal everything is worth what it would be, had the question ended then.
    before = [each for each in entries if each[1] < at]
    window = Window.of(day(0), day(10), day(at))
    withdrawn = peers.over_time(
        held([*before, *((who, at, None) for who in range(6))]), WINDOW, yes
    )
    ended = peers.over_time(held(before, window), window, yes)
    assert {k: v for k, v in withdrawn.items() if v.coverage} == ended
