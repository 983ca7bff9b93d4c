"""Reading time, addresses, excerpts, and the summary that an importer prints."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discuss.articles.rules import parse, reading, sentences, summary


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (1, 1), (238, 1), (239, 2), (1131, 5)])
def test_a_reader_is_told_whole_minutes_and_at_least_one(words: int, minutes: int) -> None:
    assert reading.minutes(words) == minutes


def test_a_word_with_an_apostrophe_or_a_hyphen_is_one_word() -> None:
    assert reading.word_count(["Mr Hale\u2019s 50-day wait", "is over"]) == 6


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("Who owns the wind above a field?", "who-owns-the-wind-above-a-field"),
        ("Putin\u2019s \u201cplan\u201d", "putins-plan"),
        ("Stra\u00dfe & \u00c5ngstr\u00f6m", "strasse-and-angstrom"),
        ("U.S. policy: 50%", "us-policy-50-percent"),
        ("\u0391\u03b8\u03ae\u03bd\u03b1", "article"),
        ("", "article"),
    ],
)
def test_an_address_is_made_of_the_headline(headline: str, slug: str) -> None:
    assert reading.slug(headline) == slug


@given(st.text(max_size=300))
def test_an_address_is_short_and_of_whole_words(headline: str) -> None:
    slug = reading.slug(headline)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= reading.LONGEST_SLUG


def test_a_long_headline_is_cut_between_words() -> None:
    assert reading.slug("word " * 40) == "-".join(["word"] * 16)


def test_the_excerpt_is_the_standfirst_and_else_the_lead() -> None:
    assert reading.excerpt("Short.", ["The lead."]) == "Short."
    assert reading.excerpt(None, ["The lead."]) == "The lead."
    assert len(reading.excerpt(None, ["word " * 100])) <= 200


def test_the_summary_says_what_was_found_and_what_was_not() -> None:
    found = summary.lines(parse("A headline\nText, and more of it.\nTip: Look.\nAn end came."))
    text = "\n".join(found)
    assert "Headline    A headline" in found
    assert "Tip (pro_tip)" in text
    assert "Prompt      none: an editor can add one" in found
    asked = summary.lines(parse("A headline\nText.\nWhat do you think? Tell us below."))
    assert "Prompt      What do you think?" in asked
    assert "Invitation  Tell us below." in asked


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Mr. Hale went home. He slept.", 2),
        ("The U.S. Senate met. It rose at 5 p.m. on Friday.", 2),
        ("\u201cIs it?\u201d she asked. \u201cIt is.\u201d", 2),
        ("J. R. Hale won. So did I. We left.", 3),
        ("Wait\u2026 what?", 1),
        ("**Will it?** It will.", 2),
        ("", 0),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, count: int) -> None:
    assert len(sentences.split(text)) == count
