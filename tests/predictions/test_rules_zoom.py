"""A history shows the part of the scale in which something happened."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from discuss.kit import clock
from discuss.predictions.rules.scale import Scale
from discuss.predictions.rules.zoom import STEP, TICKS, WIDEST, Zoom, zoom
from tests.makers.accounts import a_person, sign_in
from tests.makers.predictions import a_forecast, an_open_question

NUMBER = Scale("number", 0, 1_000)
WHOLE = Scale("integer", 0, 37)
DAYS = Scale("date", 20_000, 20_730)
LOG = Scale("number", 1, 10_000, is_log=True)
SCALES = st.sampled_from([NUMBER, WHOLE, DAYS, LOG, Scale("integer", 0, 3)])
PLACES = st.lists(st.floats(-0.5, 1.5), max_size=6)


def test_a_narrow_crowd_gets_most_of_the_height() -> None:
    found = zoom(NUMBER, [0.42, 0.45, 0.47])
    assert (found.low, found.high) == pytest.approx((0.4, 0.6))
    assert found.height(0.45) == pytest.approx(0.25)
    assert found.place(0.5) == pytest.approx(0.5)
    assert found.height(0.9) == 1.0


@pytest.mark.parametrize("places", [[], [0.05, 0.95], [0.0, 1.0]])
def test_what_moved_over_all_of_it_is_shown_on_all_of_it(places: list[float]) -> None:
    assert zoom(NUMBER, places).is_whole


@given(SCALES, PLACES)
def test_a_window_holds_everything_and_its_lines_are_round(
    scale: Scale, places: list[float]
) -> None:
    found = zoom(scale, places)
    assert 0 <= found.low < found.high <= 1 + 1e-9
    for each in places:
        inside = min(1.0, max(0.0, each))
        assert found.low - 1e-9 <= inside <= found.high + 1e-9
        assert found.place(found.height(inside)) == pytest.approx(inside)
    if found.is_whole:
        return
    assert found.high - found.low <= WIDEST + 1e-9
    lines = [found.place(n / TICKS) for n in range(TICKS + 1)]
    if scale.kind == "number":
        assert all(each / STEP == pytest.approx(round(each / STEP)) for each in lines)
    else:
        values = [scale.value(each) for each in lines]
        assert all(each == pytest.approx(round(each)) for each in values)


def test_all_of_a_scale_is_no_zoom() -> None:
    assert Zoom().is_whole
    assert Zoom().height(0.3) == 0.3


@pytest.mark.parametrize(
    ("kind", "spread", "own", "told"),
    [
        ("number", ("42", "44", "46"), ("42", "44", "46"), "from 40 to 60, a part of the scale."),
        ("integer", ("9", "10", "11"), ("9", "10", "11"), "from 9 to 13, a part of the scale."),
        ("number", ("1", "2", "4"), ("90", "95", "99"), ""),
    ],
)
def test_the_page_says_which_part_of_the_scale_is_drawn(
    client: FlaskClient,
    session: Session,
    kind: str,
    spread: tuple[str, ...],
    own: tuple[str, ...],
    told: str,
) -> None:
    question = an_open_question(session, kind=kind, min_show=1)
    for hours in (3, 2, 1):
        a_forecast(session, question, spread=list(spread), at=clock.now() - timedelta(hours=hours))
    reader = a_person(session)
    a_forecast(session, question, reader, spread=list(own), at=clock.now())
    sign_in(client, reader, session)
    page = client.get(f"/questions/{question.id}").text
    assert ("a part of the scale." in page) is bool(told)
    assert told in page
