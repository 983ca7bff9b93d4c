import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discuss.kit.text import (
    CONTROLS,
    HIDDEN,
    SURROGATES,
    clip,
    one_line,
    skeleton,
    storable,
    unlinked,
)

ANYTHING = st.text(st.characters(codec=None), max_size=200)


@given(ANYTHING)
def test_what_is_storable_has_no_hidden_or_unstorable_characters(text: str) -> None:
    stored = storable(text)
    assert not [p.pattern for p in (HIDDEN, CONTROLS, SURROGATES) if p.search(stored)]
    assert unicodedata.is_normalized("NFC", stored)
    stored.encode()


@given(ANYTHING)
def test_storing_what_is_storable_changes_nothing(text: str) -> None:
    assert storable(storable(text)) == storable(text)


def test_line_ends_of_every_kind_become_one() -> None:
    assert storable("a\r\nb\rc\nd") == "a\nb\nc\nd"


@pytest.mark.parametrize(
    "hidden", ["\x00", "\x1b", "\u202e", "\u2066", "\u200b", "\ufeff", "\ud800", "\x85"]
)
def test_characters_that_deceive_or_break_are_taken_out(hidden: str) -> None:
    assert storable(f"a{hidden}b") == "ab"


@pytest.mark.parametrize("text", ["tab\there", "👩‍🚀", "می‌خواهم", "e\u0301", "שלום", "漢字"])
def test_what_people_write_stays(text: str) -> None:
    assert storable(text) == unicodedata.normalize("NFC", text)


@given(ANYTHING)
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)
    assert line == " ".join(line.split())
    assert one_line(line) == line


@pytest.mark.parametrize(
    "name",
    ["Ada", "ADA", "АDА", "Α d a", "A\u200bda", "Á d á", "A-d_a", "Ａｄａ", "a\u0301da", "𝐀𝐝𝐚"],
)
def test_names_that_look_alike_compare_equal(name: str) -> None:
    assert skeleton(name) == skeleton("Ada")


@pytest.mark.parametrize(
    ("one", "other"), [("m0derator", "moderator"), ("pau1", "paul"), ("раul", "paul")]
)
def test_figures_and_other_alphabets_do_not_make_another_name(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize("other", ["Adam", "Eda", "阿达", "Ида"])
def test_other_names_stay_others(other: str) -> None:
    assert skeleton(other) != skeleton("Ada")
    assert skeleton(other)


@given(ANYTHING)
def test_a_skeleton_of_a_skeleton_is_itself(text: str) -> None:
    assert skeleton(skeleton(text)) == skeleton(text)


@given(ANYTHING, st.integers(2, 60))
def test_a_clip_is_never_longer_than_asked(text: str, length: int) -> None:
    assert len(clip(text, length)) <= length


def test_a_clip_ends_at_a_word() -> None:
    assert clip("one two three", 9) == "one two…"
    assert clip("one two", 7) == "one two"
    assert clip("abcdefghij", 5) == "abcd…"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("See https://evil.example/a?b=c#d, then.", "See [link], then."),
        ("evil.com and www.evil.com", "[link] and [link]"),
        ("write to a.b@evil.com", "write to [link]"),
        ("192.168.0.1/x", "[link]"),
        ("Relief is not pressure. Or is it?", "Relief is not pressure. Or is it?"),
        ("3.5 of 10, e.g. this", "3.5 of 10, e.g. this"),
    ],
)
def test_what_a_mail_program_would_make_a_link_of_is_taken_out(text: str, safe: str) -> None:
    assert unlinked(text) == safe
