"""Where the whiskers of a group stand, and which of them have room for a name."""

import re
from itertools import pairwise

import pytest

from discuss.predictions.rules.fan import Stop, fan, has_room, ladder
from discuss.predictions.rules.geometry import Label

SAY = "{:.0%}".format
STOPS = [
    Stop("March", 0.1, 0.2, 0.3, own=0.25),
    Stop("June"),
    Stop("December", 0.5, 0.7, 0.9),
]


def test_dates_stand_side_by_side_and_a_hidden_one_keeps_its_place() -> None:
    found = fan(STOPS, SAY)
    assert [each.x for each in found.whiskers] == [26.67, 85.33]
    march, december = found.whiskers
    assert march.y1 > march.y > march.y2 > december.y1 > december.y2
    assert (march.own_x, december.own_x) == (26.67, None)
    assert march.own_y is not None
    assert march.y2 < march.own_y < march.y
    assert [label.text for label in found.names] == ["March", "June", "December"]


def test_a_band_and_a_line_go_through_what_is_shown_and_stay_inside() -> None:
    found = fan(STOPS, SAY)
    assert found.band.endswith("z")
    numbers = [float(each) for each in re.findall(r"[\d.]+", found.band + found.line)]
    assert all(0 <= each <= 100 for each in numbers)
    assert fan(STOPS[:2], SAY).band == ""
    assert fan(STOPS[:2], SAY).line == ""


def span(label: Label, width: float = 250) -> tuple[float, float]:
    """Return where a name begins and ends on a narrow screen."""
    long = 6.6 * len(label.text)
    begin = label.x * width / 100 - {"start": 0, "middle": long / 2, "end": long}[label.anchor]
    return begin, begin + long


@pytest.mark.parametrize("count", [2, 3, 5, 8, 12])
@pytest.mark.parametrize("name", ["May", "December 2027"])
def test_names_never_run_into_each_other_and_the_last_is_always_there(
    count: int, name: str
) -> None:
    found = fan([Stop(name, 0.1, 0.2, 0.3) for _ in range(count)], SAY)
    assert has_room([name])
    assert found.names[-1].x == found.whiskers[-1].x
    spans = [span(each) for each in found.names]
    assert all(end < begin for (_, end), (begin, _) in pairwise(spans))
    assert (spans[0][0] >= 0, spans[-1][1] <= 250) == (True, True)


def test_long_names_have_no_room_side_by_side() -> None:
    assert not has_room(["A name that is as long as they may be", "B"])


def test_others_stand_one_below_another_with_their_names_above() -> None:
    found = ladder(
        [Stop("Ada", 0.5, 0.6, 0.8, own=0.4), Stop("Ben"), Stop("Cleo", 0, 0.01, 1)], SAY
    )
    ada, cleo = found.whiskers
    assert (ada.x1, ada.x, ada.x2, ada.own_x) == (50, 60, 80, 40)
    assert ada.y1 == ada.y2 < cleo.y1 < found.base
    assert [label.text for label in found.names] == ["Ada", "60%", "Ben", "Cleo", "1%"]
    assert not found.is_upright
