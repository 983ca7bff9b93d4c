"""Words are compared without case and accents, in every script."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from discuss.kit.folding import LONGEST_WORD, MOST_WORDS, tokens, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Café CAFÉ cafe\u0301", "cafe cafe cafe"),
        ("Москва МОСКВА", "москва москва"),
        ("İstanbul ISPARTA ısparta", "istanbul isparta isparta"),
        ("Straße Łódź smørrebrød Œuvre", "strasse lodz smorrebrod oeuvre"),
        ("Ελλάς ΕΛΛΑΣ", "ελλασ ελλασ"),
        ("don’t well-known 3.5%", "don t well known 3 5"),
        ("soft\u00adhyphen zero\u200dwidth", "softhyphen zerowidth"),
        ("東京 がいい", "東 京 が い い"),
        ("서울", "서울"),
        ("ไม่", "ไ ม"),
        ("हिन्दी", "हिनदी"),
        ("ﬁne ½ x²", "fine 12 x2"),
        ("👍🏽 \ufe0f … — !", ""),
        ("", ""),
    ],
)
def test_words_are_folded(text: str, folded: str) -> None:
    assert words(text) == folded


@given(st.text(max_size=300))
def test_every_word_stands_where_it_says(text: str) -> None:
    at = 0
    for token in tokens(text):
        assert at <= token.start < token.end <= len(text)
        assert words(text[token.start : token.end]).replace(" ", "") == token.word or (
            len(token.word) == LONGEST_WORD
        )
        at = token.end


@given(st.text(max_size=300))
@example("\u0e33")  # Thai: one character that compatibility takes apart
@example("\u3300")
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert words(words(text)) == words(text)


@pytest.mark.parametrize("before", ["", "a", "\u0e01"])
def test_no_character_of_all_that_there_are_changes_when_folded_again(before: str) -> None:
    every = (before + chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000)
    assert [text for text in every if words(words(text)) != words(text)] == []


@given(st.text(max_size=100))
def test_case_makes_no_difference(text: str) -> None:
    assert words(text.casefold()) == words(text)


def test_a_text_beyond_all_measure_is_cut() -> None:
    assert len(words("a " * (MOST_WORDS + 9)).split()) == MOST_WORDS
    assert len(words("y" * 10_000)) == LONGEST_WORD
    assert len(words("words " * 100_000)) <= 400_000
