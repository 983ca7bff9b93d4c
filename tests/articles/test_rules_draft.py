"""Texts rendered for storing: clean, literal where they are plain, nothing lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discuss.articles.rules import Unreadable
from discuss.articles.rules.draft import literally, prepare
from discuss.kit import richtext


def test_plain_text_is_shown_letter_for_letter() -> None:
    draft = prepare("A headline\nIt cost *5* or <b>6</b> & rose_by_2. # Not a heading, 1. no list.")
    assert draft.blocks[0].text == (
        "It cost *5* or <b>6</b> & rose_by_2. # Not a heading, 1. no list."
    )
    assert "<em>" not in draft.blocks[0].html
    assert "&lt;b&gt;" in draft.blocks[0].html


def test_an_address_in_plain_text_is_a_link() -> None:
    draft = prepare("A headline\nRead https://example.org/a_b_c?x=1&y=2, and think.")
    assert '<a href="https://example.org/a_b_c?x=1&amp;y=2"' in draft.blocks[0].html
    assert draft.blocks[0].text.endswith("y=2, and think.")


def test_markdown_is_shown_as_such_and_scripts_are_not() -> None:
    draft = prepare(
        "# A headline\n\n*So* it is. <script>alert(1)</script> [x](javascript:alert(1))"
    )
    assert "<em>So</em>" in draft.blocks[0].html
    assert "<script" not in draft.blocks[0].html
    assert "<a" not in draft.blocks[0].html


def test_an_editor_links_to_pages_of_the_site_and_readers_are_not_led_elsewhere_by_it() -> None:
    links = "[a](/articles/b?c=1#d) [e](https://example.org/) [f](//example.org) [g](/\\\\h)"
    html = prepare(f"# A headline\n\n{links}").blocks[0].html
    assert '<a href="/articles/b?c=1#d" rel="noopener">a</a>' in html
    assert '<a href="https://example.org/" rel="noopener">e</a>' in html
    assert not re.search(r'href="/[/\\]', html)
    assert "<a" not in richtext.render("[a](/articles/b)").html


def test_lists_stay_lists_inside_a_box() -> None:
    draft = prepare("A headline\nSome text stands here.\nAt a glance\n- 1 fence\n- 2 _dogs_")
    box = draft.blocks[-1]
    assert box.kind == "callout"
    assert box.html.count("<li>") == 2
    assert "2 _dogs_" in box.text


def test_code_that_holds_a_fence_stays_whole() -> None:
    draft = prepare("# A headline\n\nText.\n\n```\n~~~\nraw *text*\n~~~\n```\n")
    assert draft.blocks[-1].kind == "code"
    assert "raw *text*" in draft.blocks[-1].html


def test_a_paragraph_longer_than_the_renderer_takes_is_refused() -> None:
    with pytest.raises(Unreadable, match="divide it"):
        prepare("A headline\n" + "word " * 5000)


@pytest.mark.parametrize(
    ("text", "slug"),
    [("New\nText.", "new-article"), ("---\nslug: two-words\n---\n# A\n\nB.", "two-words")],
)
def test_an_address_is_never_one_that_the_site_needs(text: str, slug: str) -> None:
    assert prepare(text).slug == slug


@given(st.text(alphabet=st.characters(codec="ascii", categories=["L", "N", "P", "S"]), min_size=1))
def test_every_sign_of_a_plain_word_survives_rendering(word: str) -> None:
    text = f"a {word} b"
    assert richtext.render(literally(text)).text == text
