import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discuss.kit import richtext
from discuss.kit.richtext import ATTRIBUTES, LONGEST, REL, TAGS, VERSION, is_safe_link, render
from tests.kit.hostile import HOSTILE

VOID = {"br", "hr"}


class Reader(HTMLParser):
    """Notes every tag, attribute and open element that a browser would find."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.others: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    handle_decl = handle_comment
    handle_pi = handle_comment
    unknown_decl = handle_comment


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


def is_harmless(html: str) -> None:
    """Fail unless `html` holds only what the house allows, well nested."""
    reader = read(html)
    assert not reader.open
    assert not reader.others
    for tag, attributes in reader.tags:
        assert tag in TAGS
        assert set(attributes) <= ATTRIBUTES.get(tag, set())
        if tag == "a":
            assert attributes["rel"] == REL
            assert is_safe_link(attributes.get("href") or "https://no.link/")
        if tag == "ol" and "start" in attributes:
            assert re.fullmatch(r"\d{1,9}", attributes["start"] or "")


@pytest.mark.parametrize("source", HOSTILE)
def test_hostile_markup_comes_out_harmless(source: str) -> None:
    is_harmless(render(source).html)


@pytest.mark.parametrize("source", HOSTILE)
def test_the_second_washing_changes_nothing(source: str) -> None:
    html = render(source).html
    assert richtext._wash(html) == html  # noqa: SLF001 - the two walls are the point


@pytest.mark.parametrize("source", HOSTILE)
def test_the_two_walls_hold_without_the_renderer(source: str) -> None:
    is_harmless(richtext._wash(source.replace("\x00", "").replace("\ud800", "")))  # noqa: SLF001


@pytest.mark.parametrize("source", HOSTILE)
def test_no_link_of_a_forbidden_kind_is_made(source: str) -> None:
    for tag, attributes in read(render(source).html).tags:
        if tag == "a":
            assert (attributes["href"] or "").startswith(("https://", "http://", "mailto:"))


MARKS = "[ ] ( ) < > * _ ` ~~ > - 1. &# ; javascript: https://a.example/ <script> </p> <!-- -->"
MORE = ["'", '"', "\\", "![", "|", "é", "😀", "<svg>", "<style>", "</style>", "\u202e", "\u200b"]
SPACES = ("\n", " ", "\t", "    ", "```\n", "a")
MARKUP = st.lists(st.sampled_from([*MARKS.split(), *MORE, *SPACES]), max_size=60).map("".join)


@given(MARKUP)
def test_no_mixture_of_marks_gets_anything_else_through(source: str) -> None:
    rendered = render(source)
    is_harmless(rendered.html)
    assert richtext._wash(rendered.html) == rendered.html  # noqa: SLF001


@given(st.text(st.characters(codec=None), max_size=200))
def test_any_text_can_be_rendered_and_stored(source: str) -> None:
    rendered = render(source)
    is_harmless(rendered.html)
    assert "\x00" not in rendered.html + rendered.text
    (rendered.html + rendered.text).encode()


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "[a",
        "![[]()",
        "[`x",
        "<a ",
        "<div>",
        "> ",
        "- ",
        "* a\n",
        "http://a.b/((((",
        "**a*",
        "~~",
        "`",
        "&",
        "\\",
        "a\n",
        "[a](",
        "<!--",
        "1. ",
    ],
)
def test_the_longest_text_of_the_worst_kind_is_rendered(piece: str) -> None:
    rendered = render(piece * (LONGEST // len(piece)))
    is_harmless(rendered.html)


def test_what_is_longer_than_the_limit_is_not_rendered() -> None:
    assert len(render("a" * (LONGEST + 50)).text) == LONGEST


def test_a_reader_may_write_with_emphasis_lists_quotes_and_links() -> None:
    html = render("**One** of *two*\nlines ~~gone~~\n\n> said\n\n3. a\n4. b\n\n`code`").html
    assert "<strong>One</strong> of <em>two</em><br>\nlines <s>gone</s>" in html
    assert "<blockquote>" in html
    assert '<ol start="3">' in html
    assert "<code>code</code>" in html


def test_a_full_address_becomes_a_link_that_vouches_for_nothing() -> None:
    html = render("See https://a.example/b?c=1&d=2.").html
    assert f'<a href="https://a.example/b?c=1&amp;d=2" rel="{REL}">' in html
    assert REL == "ugc nofollow noopener"


def test_a_writers_own_rel_cannot_stand() -> None:
    reader = read(richtext._wash('<a href="https://a.example" rel="opener me">x</a>'))  # noqa: SLF001
    assert reader.tags == [("a", {"href": "https://a.example", "rel": REL})]


def test_a_bare_name_is_no_link() -> None:
    assert "<a" not in render("ask example.com or me@example.com").html


def test_words_typed_as_markup_are_shown_and_not_lost() -> None:
    assert "".join(read(render("if a < b and <b>c</b>").html).words) == "if a < b and <b>c</b>"


def test_the_plain_text_holds_the_words_without_the_marks() -> None:
    rendered = render("**A** [link](https://a.example)\nnext\n\n- one\n- two\n\n```\ncode\n```")
    assert rendered.text == "A link\nnext\none\ntwo\ncode"
    assert rendered.version == VERSION


@pytest.mark.parametrize("url", ["https://a.example/", "HTTP://A.EXAMPLE", "mailto:a@b.example"])
def test_an_absolute_link_is_safe(url: str) -> None:
    assert is_safe_link(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/a",
        "//a.example",
        "https:",
        "https:///x",
        "javascript:1",
        "http://[",
        "https://a b/",
        "https://a\u202e/",
        "https://a.example\\b",
        "a.example",
        "ftp://a.example",
    ],
)
def test_any_other_link_is_not(url: str) -> None:
    assert not is_safe_link(url)
