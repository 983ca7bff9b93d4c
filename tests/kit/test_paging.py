import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discuss.kit.errors import Invalid
from discuss.kit.paging import LARGEST, Cursor

KEYS = st.lists(st.integers(-LARGEST, LARGEST), min_size=1, max_size=4).map(tuple)


def marker(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode()


@given(st.sampled_from(["best", "newest", "oldest"]), KEYS)
def test_a_marker_leads_back_to_its_place(order: str, key: tuple[int, ...]) -> None:
    text = Cursor(order, key).encode()
    assert Cursor.decode(text, order=order, length=len(key)) == Cursor(order, key)
    assert set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@pytest.mark.parametrize(
    "text",
    [
        "", "x", "====", "é", "\x00", "%00", "💥", "A" * 10_000, "../../etc", "null",
        marker(5), marker(None), marker({}), marker({"best": 1}), marker([]), marker("best"),
        marker(["best"]), marker(["best", "1", "2"]), marker(["best", 1.5, 2]),
        marker(["best", True, False]), marker(["best", None, 1]), marker(["best", [1], 2]),
        marker(["best", 1]), marker(["best", 1, 2, 3]), marker(["newest", 1, 2]),
        marker(["best", 2**63, 1]), marker(["best", -(2**63) - 1, 1]), marker([["best"], 1, 2]),
        base64.urlsafe_b64encode(b'["best",' + b"9" * 5000 + b",1]").decode(),
        base64.urlsafe_b64encode(b"[" * 100_000).decode(),
        base64.urlsafe_b64encode(b'["best",NaN,Infinity]').decode(),
        base64.urlsafe_b64encode(b"\xff\xfe").decode(),
    ],
)  # fmt: skip
def test_a_marker_that_is_not_ours_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(Invalid, match="Start from the first page"):
        Cursor.decode(text, order="best", length=2)


@given(st.text(st.characters(codec=None), max_size=60))
def test_any_other_text_is_refused_or_understood(text: str) -> None:
    try:
        cursor = Cursor.decode(text, order="best", length=2)
    except Invalid:
        return
    assert len(cursor.key) == 2
