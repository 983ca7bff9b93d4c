"""Words, links, weights, urgency and statements, as pure decisions."""

import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discuss.kit.richtext import render
from discuss.moderation.rules.clauses import BY_REFERENCE, CLAUSES, CURRENT, cited
from discuss.moderation.rules.links import links_in
from discuss.moderation.rules.priority import MOST_BY_REPORTS, points, sort_key
from discuss.moderation.rules.reasons import BY_CODE, REASONS
from discuss.moderation.rules.reporting import HEAVIEST, Given, waits, weight_of
from discuss.moderation.rules.statement import Facts, objection_ends, parts_of, rendered
from discuss.moderation.rules.words import Matcher, folded_phrase, phrase_fault, words_of

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


def found(phrases: list[str], text: str) -> list[str]:
    return [text[find.start : find.end] for find in Matcher(phrases).finds(text)]


@pytest.mark.parametrize(
    ("phrases", "text", "finds"),
    [
        (["fool"], "Only a fool would call this foolish.", ["fool"]),
        (["fool"], "FOOL, Fóol and fооl", ["FOOL", "Fóol", "fооl"]),
        (["fool"], "A ﬀ and a ＦＯＯＬ.", ["ＦＯＯＬ"]),
        (["idiot*"], "Idiots, idiotic; idio", ["Idiots", "idiotic"]),
        (["paid liar"], "a paid   liar, a paid, liar", ["paid   liar", "paid, liar"]),
        (["paid", "paid liar"], "a paid liar", ["paid liar"]),
        (["straße"], "die STRASSE", ["STRASSE"]),
        (["fool"], "f\u0301o\u0301ol", ["f\u0301o\u0301ol"]),
        (["fool"], "", []),
        (["", "!!"], "anything!!", []),
    ],
)
def test_the_list_finds_whole_words_in_any_spelling(
    phrases: list[str], text: str, finds: list[str]
) -> None:
    assert found(phrases, text) == finds


@given(st.text(max_size=200), st.text(alphabet="abcxyz", min_size=1, max_size=6))
def test_a_word_put_into_any_text_is_found_where_it_stands(text: str, word: str) -> None:
    whole = f"{text} {word}"
    finds = Matcher([word]).finds(whole)
    assert any(whole[f.start : f.end] == word and f.end == len(whole) for f in finds)


@given(st.text(max_size=300))
def test_words_stand_where_they_say_and_never_overlap(text: str) -> None:
    place = 0
    for word in words_of(text):
        assert place <= word.start < word.end <= len(text)
        place = word.end


@given(st.text(max_size=100))
def test_composed_and_decomposed_spellings_are_the_same_to_the_list(text: str) -> None:
    composed = [w.folded for w in words_of(unicodedata.normalize("NFC", text))]
    decomposed = [w.folded for w in words_of(unicodedata.normalize("NFD", text))]
    assert composed == decomposed


def test_a_long_text_is_read_in_one_pass() -> None:
    matcher = Matcher([f"{'a ' * n}b" for n in range(1, 8)] + ["aaaa*"])
    assert matcher.finds("a " * 50_000) == []
    assert len(matcher.finds("a" * 100_000)) == 1


@pytest.mark.parametrize(
    ("phrase", "is_fine"),
    [("fool", True), ("paid liar", True), ("idiot*", True), ("id*", False), ("!?", False)],
)
def test_a_rule_that_would_hold_nothing_or_everything_is_refused(
    phrase: str, *, is_fine: bool
) -> None:
    assert (phrase_fault(phrase) is None) is is_fine
    assert phrase_fault("one two three four five six seven eight nine") is not None


def test_one_word_is_one_rule_in_any_spelling() -> None:
    assert folded_phrase("Fóol") == folded_phrase("fool") != folded_phrase("fool*")


def test_links_are_found_as_readers_could_follow_them() -> None:
    html = render("See https://example.org and [this](https://example.com/a?b=1&c=2).").html
    assert links_in(html) == ["https://example.org", "https://example.com/a?b=1&c=2"]


def test_somebody_called_by_name_is_no_link_that_leaves_the_site() -> None:
    assert links_in('<p><a href="/people/ada2handle">@Ada</a></p>') == []


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.booleans())
def test_no_single_report_weighs_more_than_three(
    upheld: int,
    judged: int,
    is_newcomer: bool,  # noqa: FBT001
) -> None:
    weight = weight_of(upheld=upheld, judged=judged, is_newcomer=is_newcomer)
    assert 0 <= weight <= HEAVIEST


def test_a_report_gains_weight_with_reports_that_were_upheld() -> None:
    start = weight_of(upheld=0, judged=0, is_newcomer=False)
    assert start == 1000
    assert weight_of(upheld=8, judged=9, is_newcomer=False) > start
    assert weight_of(upheld=0, judged=9, is_newcomer=False) < start
    assert weight_of(upheld=0, judged=0, is_newcomer=True) == start // 2


@given(st.integers(1, 2_000))
def test_a_crowd_of_reports_adds_a_bounded_urgency(count: int) -> None:
    reports = [Given(n, 1, "insult", 500) for n in range(count)]
    assert points("reported", reports) <= 2_000 + MOST_BY_REPORTS


def test_the_order_of_two_cases_never_changes_with_time() -> None:
    older = sort_key("reported", [], NOW - timedelta(hours=9))
    newer = sort_key("held", [], NOW)
    assert older < newer
    assert sort_key("reported", [Given(1, 1, "self_harm", 500)], NOW) < older


@pytest.mark.parametrize(
    ("new", "revision", "comes_back"),
    [
        ([], 1, False),
        ([("insult", 1000)], 1, False),
        ([("insult", 1000), ("insult", 1000)], 1, True),
        ([("spam", 100)], 1, True),
        ([("illegal", 100)], 1, True),
        ([("insult", 100)], 2, True),
    ],
)
def test_a_kept_comment_comes_back_only_for_something_new(
    new: list[tuple[str, int]], revision: int, *, comes_back: bool
) -> None:
    kept = [Given(1, 1, "insult", 1000)]
    later = [Given(2 + n, revision, reason, weight) for n, (reason, weight) in enumerate(new)]
    assert waits(later, kept, revision) is comes_back


def test_every_reason_falls_under_a_rule_and_every_rule_can_be_cited() -> None:
    assert [r.code for r in REASONS if r.clause not in CURRENT] == ["OTHER"]
    assert all(cited(clause.reference) is clause for clause in CLAUSES)
    assert len(BY_REFERENCE) == len(CLAUSES)
    assert len(BY_CODE) == len(REASONS) == 15
    assert all(reason.message or reason.needs_words for reason in REASONS)


def test_a_statement_says_all_that_an_author_has_to_know() -> None:
    facts = Facts(
        outcome="reject",
        headline="The bridge",
        words="You are\na fool.",
        source="held",
        clause=CURRENT["2"],
        explanation="It is aimed at a person.\n\nWrite it again.",
        effective_at=NOW,
        is_answered=True,
    )
    parts = dict(parts_of(rendered(facts)))
    assert list(parts) == [
        "What we did",
        "Since when",
        "What we saw",
        "Who started it",
        "Software or people",
        "Which rule, and why",
        "If you see it differently",
    ]
    assert "“The bridge”" in parts["What we did"]
    assert "A note keeps its place" in parts["What we did"]
    assert "3 March 2026, 09:00 UTC" in parts["Since when"]
    assert parts["What we saw"] == "“You are a fool.”"
    assert "version 1" in parts["Which rule, and why"]
    assert "Write it again." in parts["Which rule, and why"]
    assert "2 September 2026" in parts["If you see it differently"]
    assert objection_ends(NOW) == datetime(2026, 9, 2, 9, 0, tzinfo=UTC)
