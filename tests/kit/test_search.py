"""What readers type is understood, whatever it is, and is marked where a text says it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discuss.kit import search
from discuss.kit.errors import Invalid
from discuss.kit.search import Query, Term, excerpt, marked, parse
from discuss.kit.text import one_line


def term(*words: str, begins: bool = False) -> Term:
    return Term(words, begins)


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("to Москва", [term("to"), term("москва", begins=True)], []),
        ('"hard line" now ', [term("hard", "line"), term("now", begins=True)], []),
        ("“hard line”", [term("hard", "line")], []),
        ('"never closed', [term("never", "closed")], []),
        ("mos* of", [term("mos", begins=True), term("of")], []),
        ("cat -dog", [term("cat")], [term("dog")]),
        ('cat \u2212"big dog"', [term("cat")], [term("big", "dog")]),
        ("well-known", [term("well", "known", begins=True)], []),
        ("cat cat cats", [term("cat"), term("cats", begins=True)], []),
        ("a* us", [term("a"), term("us")], []),
        ("5 - 3", [term("5"), term("3")], []),
        ("AND or NOT near(x", [term("and"), term("or"), term("not"), term("near", "x")], []),
    ],
)
def test_a_search_is_understood(typed: str, wanted: list[Term], unwanted: list[Term]) -> None:
    assert parse(typed) == Query(tuple(wanted), tuple(unwanted))


@pytest.mark.parametrize(
    "typed", ["", "   ", '"', '""', "*", "-", "!?()", "\x00", "👍", "\\", '-"*']
)
def test_signs_alone_are_answered_with_a_sentence(typed: str) -> None:
    with pytest.raises(Invalid, match="Type a word to look for"):
        parse(typed)


def test_what_says_only_what_to_leave_out_is_answered_with_a_sentence() -> None:
    with pytest.raises(Invalid, match="Add a word that has to be there"):
        parse('-spam -"more spam"')


def test_too_much_at_once_is_answered_with_a_sentence() -> None:
    with pytest.raises(Invalid, match="at most 200 characters"):
        parse("x" * 10_000)
    with pytest.raises(Invalid, match="at most 20 words"):
        parse(" ".join(f"w{n}" for n in range(21)))


@given(st.text(max_size=search.LONGEST_QUERY + 1))
def test_whatever_is_typed_is_a_search_or_a_sentence(typed: str) -> None:
    try:
        query = parse(typed)
    except Invalid as refusal:
        assert refusal.sentence.endswith(".")
        return
    assert query.wanted
    for each in (*query.wanted, *query.unwanted):
        assert each.words
        assert all(word and " " not in word for word in each.words)


QUERIES = st.builds(
    Query,
    st.lists(
        st.builds(
            Term,
            st.lists(
                st.sampled_from(["a", "b", "ab", "cafe", "москва"]), min_size=1, max_size=3
            ).map(tuple),
            st.booleans(),
        ),
        min_size=1,
        max_size=4,
    ).map(tuple),
)
TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(st.sampled_from(["a", "b", "AB", "Café", "МОСКВА!", "…", "<b>", "x" * 90])).map(
        " ".join
    ),
)


@given(TEXTS, QUERIES)
def test_marking_changes_no_letter(text: str, query: Query) -> None:
    assert "".join(each.text for each in marked(text, query)) == one_line(text)


@given(TEXTS, QUERIES)
def test_an_excerpt_is_a_short_piece_of_the_text(text: str, query: Query) -> None:
    pieces = excerpt(text, query)
    shown = "".join(each.text for each in pieces)
    assert len(shown) <= search.EXCERPT + 300
    assert shown.removeprefix("… ").removesuffix(" …") in one_line(text)
    hit = any(each.is_hit for each in pieces)
    assert hit is any(each.is_hit for each in marked(text, query))


def said(text: str, typed: str) -> list[str]:
    return [each.text for each in marked(text, parse(typed)) if each.is_hit]


@pytest.mark.parametrize(
    ("text", "typed", "hits"),
    [
        ("Le CAFÉ et le cafe\u0301 décaféiné", "cafe", ["CAFÉ", "café"]),
        ("Москва, москвичи", "МОСКВ", ["Москва", "москвичи"]),
        ("Moskva i Istanbul", "İstanbul", ["Istanbul"]),
        ("A hard, long line. A hard line", '"hard line"', ["hard line"]),
        ("A hard – LINE", '"hard line"', ["hard – LINE"]),
        ("one two three", '"one two" "two three"', ["one two three"]),
        ("cat catalogue", "cat of", ["cat"]),
        ("<b>bold</b> & more", "bold", ["bold"]),
        ("東京都の話", "京都", ["京都"]),
        ("spam and ham", "ham -spam", ["ham"]),
    ],
)
def test_the_original_words_are_marked(text: str, typed: str, hits: list[str]) -> None:
    assert said(text, typed) == hits


def test_an_excerpt_shows_where_most_of_it_is_said() -> None:
    text = "moscow " + "filler " * 100 + "In Moscow the line was hard. " + "filler " * 100
    shown = "".join(each.text for each in excerpt(text, parse("moscow hard line")))
    assert "In Moscow the line was hard." in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")


def test_an_excerpt_without_a_hit_is_the_beginning() -> None:
    assert [each.text for each in excerpt("Short words.", parse("elsewhere"))] == ["Short words."]
    assert excerpt("", parse("elsewhere")) == []
