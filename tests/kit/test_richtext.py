import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discuss.kit import richtext
from discuss.kit.richtext import ATTRIBUTES, LONGEST, REL, TAGS, VERSION, is_safe_link, render

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


HOSTILE = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "![x](https://tracker.example/pixel.gif)",
    "![x](javascript:alert(1))",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](java\u200bscript:alert(1))",
    "[x](<java\nscript:alert(1)>)",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A&#x61&#x76&#x61script:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example/path)",
    "[x](/signout)",
    "[x](\\\\evil.example)",
    "[x](https:evil.example)",
    "[x](https://a.example\\@evil.example)",
    "[x](blob:https://a.example/1)",
    "[x](https://a.example/ 'a\" onmouseover=\"alert(1)')",
    '[x](https://a.example/"onmouseover="alert(1))',
    "[x][1]\n\n[1]: javascript:alert(1)",
    "[x][1]\n\n[1]: https://a.example/ '\"><script>alert(1)</script>'",
    "<javascript:alert(1)>",
    "<https://a.example/?\"onclick='alert(1)'>",
    "<a href='https://a.example' rel='opener' target=_blank style='position:fixed'>x</a>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=1&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<form><button formaction=javascript:alert(1)>x</form>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<textarea></textarea><script>alert(1)</script>",
    "<template><script>alert(1)</script></template>",
    "<select><option><style></option></select><img src=x onerror=alert(1)>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "<p id=csrf_token name=csrf_token class=masthead>x",
    '```html"onmouseover=alert(1)\n<script>alert(1)</script>\n```',
    "```\n</code></pre><script>alert(1)</script>\n```",
    "`</code><img src=x onerror=alert(1)>`",
    "> <script>\n> alert(1)\n> </script>",
    "1. <svg/onload=alert(1)>\n2. x",
    "999999999. x",
    "9999999999999. x",
    "*a _b* c_ **d __e** f__",
    "[a [b](https://a.example) c](https://b.example)",
    "[<https://a.example>](https://b.example)",
    "https://a.example/<script>alert(1)</script>",
    "https://a.example/&quot;onclick=&quot;alert(1)",
    "http://[::1",
    "http://[",
    "[x](http://[)",
    "mailto:a@b.example?body=<script>",
    "\u202ehttps://a.example/gpj.exe",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "a\x00b <scr\x00ipt>",
    "\ud800<script>",
    "# Heading\n\nSetext\n===",
    "| a | b |\n|---|---|\n| <script> | x |",
]


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


MARKUP = st.lists(
    st.sampled_from(
        [
            "[",
            "]",
            "(",
            ")",
            "<",
            ">",
            "*",
            "_",
            "`",
            "~~",
            "\n",
            "> ",
            "- ",
            "1. ",
            "a",
            " ",
            "&#",
            ";",
        ]
        + [
            "javascript:",
            "https://a.example/",
            "<script>",
            "</p>",
            "<!--",
            "-->",
            '"',
            "'",
            "\\",
            "![",
            "|",
        ]
        + ["\u202e", "\u200b", "é", "😀", "<svg>", "<style>", "</style>", "\t", "    ", "```\n"]
    ),
    max_size=60,
).map("".join)


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
