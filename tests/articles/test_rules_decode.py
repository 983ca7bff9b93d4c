"""Files as they arrive, readable or not."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discuss.articles.rules.decode import LARGEST_FILE, Unreadable, decode


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
        (b"PK\x03\x04rest", "binary"),
        ("Ein Z\u00f6gern".encode("latin-1"), "UTF-8"),
        ("A headline".encode("utf-16"), "UTF-16"),
        (b"a" * (LARGEST_FILE + 1), "1 MiB"),
    ],
)
def test_a_file_that_is_no_text_is_refused_in_one_sentence(data: bytes, word: str) -> None:
    with pytest.raises(Unreadable) as refused:
        decode(data)
    assert word in refused.value.sentence
    assert refused.value.sentence.endswith(".")


def test_the_line_that_is_no_utf_8_is_named() -> None:
    with pytest.raises(Unreadable, match="line 3"):
        decode(b"One\nTwo\nThr\xe9e\n")


def test_a_bom_and_the_line_ends_of_every_system_are_taken() -> None:
    assert decode(b"\xef\xbb\xbfOne\r\nTwo\rThree\nFour") == "One\nTwo\nThree\nFour"


def test_a_file_of_exactly_the_limit_is_taken() -> None:
    assert len(decode(b"a" * LARGEST_FILE)) == LARGEST_FILE


@given(st.binary(max_size=500))
def test_any_bytes_become_text_or_one_sentence(data: bytes) -> None:
    with suppress(Unreadable):
        text = decode(data)
        assert text.strip()
        assert "\r" not in text
        assert "\x00" not in text
