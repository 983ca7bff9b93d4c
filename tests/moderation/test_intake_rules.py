"""What detectors say about words, and what follows from all of them together."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discuss.kit.knobs import Chosen
from discuss.moderation.actions.detectors import DETECTORS, Look, look_all
from discuss.moderation.queries import Facts, Likeness
from discuss.moderation.rules.intake import (
    PATIENCE_MS,
    STRENGTH,
    Finding,
    failed,
    fold,
    named,
    timed,
)
from discuss.moderation.rules.links import is_domain, listed, typed_domain
from discuss.moderation.rules.lists import fault_of, finder
from discuss.moderation.rules.manners import is_often_rejected, long_runs, shouting
from discuss.moderation.rules.prints import NEAR, distance, print_of
from discuss.settings import Settings

KNOWN = Facts(10, 0, 0, 0, 0, is_premoderated=False, domain="example.org")
DEFAULT = Settings(Path()).holding_checks
SENTENCES = (
    "The bank promised calm in March and the market believed it until the figures of June came "
    "out, which were worse than anybody in the room had said aloud, and so the committee met again "
    "on a Sunday to find words for what everybody knew by then about the price of bread and rent"
)


def say(name: str, **look: object) -> Finding:
    facts = {"text": "", "html": "", "facts": KNOWN, "lists": {}, "chosen": Chosen(), **look}
    return DETECTORS[name](Look(**facts))  # type: ignore[arg-type]


def paragraph(text: str) -> str:
    return f"<p>{text}</p>"


@given(st.lists(st.sampled_from(STRENGTH)))
def test_the_strongest_verdict_wins_whatever_the_order(verdicts: list[str]) -> None:
    findings = [Finding("a", verdict) for verdict in verdicts]
    expected = next((v for v in reversed(STRENGTH) if v in verdicts), "allow")
    assert fold(findings) == fold(findings[::-1]) == expected


def test_a_failing_check_is_a_result_and_only_the_word_list_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def breaks(_look: Look) -> Finding:
        raise ZeroDivisionError

    names = ("suspect_word", "shape")
    monkeypatch.setattr(
        "discuss.moderation.actions.detectors.DETECTORS", dict.fromkeys(names, breaks)
    )
    found = look_all(Look("", "", KNOWN, {}, Chosen()), named(DEFAULT))
    assert [(f.detector, f.verdict, f.error) for f in found] == [
        ("suspect_word", "hold", "ZeroDivisionError"),
        ("shape", "allow", "ZeroDivisionError"),
    ]


def test_a_check_that_takes_too_long_has_failed_but_keeps_what_it_found() -> None:
    late = PATIENCE_MS + 1
    assert timed(Finding("a"), PATIENCE_MS, holds=True).error == ""
    assert timed(Finding("a"), late, holds=False) == failed("a", "timeout", late, holds=False)
    assert timed(Finding("a"), late, holds=True).verdict == "hold"
    found = timed(Finding("a", "hold", "a word"), late, holds=False)
    assert (found.verdict, found.detail, found.error) == ("hold", "a word", "timeout")


def test_the_same_words_have_the_same_print_whatever_their_case_and_signs() -> None:
    one, other = paragraph(SENTENCES), paragraph(f"<em>{SENTENCES.upper()}</em>!")
    assert print_of(one) == print_of(other)


def test_quoted_words_are_not_the_authors_own() -> None:
    quote = f"<blockquote><p>{SENTENCES}</p></blockquote>"
    assert print_of(f"{quote}<p>I do not agree.</p>") == print_of("<p>I do not agree.</p>")


def test_a_changed_word_leaves_the_print_near_and_other_words_are_far() -> None:
    draw = random.Random(7)
    words = SENTENCES.split()
    first = print_of(paragraph(SENTENCES)).parts
    assert first is not None
    near = 0
    for _ in range(200):
        changed = words.copy()
        changed[draw.randrange(len(words))] = f"word{draw.randrange(10**6)}"
        parts = print_of(paragraph(" ".join(changed))).parts
        assert parts is not None
        near += distance(first, parts) <= NEAR
        assert distance(first, parts) > NEAR or any(
            a == b for a, b in zip(first, parts, strict=True)
        )
        other = print_of(paragraph(" ".join(f"w{draw.randrange(3000)}" for _ in words))).parts
        assert other is not None
        assert distance(first, other) > 2 * NEAR
    assert near > 150


def test_short_agreement_is_nobodys_copy() -> None:
    assert not print_of("<p>Thanks, I agree with every word of this.</p>").is_telling


@pytest.mark.parametrize(
    ("rejected", "decided", "often"), [(2, 4, False), (1, 5, False), (2, 5, True), (3, 10, True)]
)
def test_history_counts_from_five_decisions_and_three_in_ten(
    rejected: int, decided: int, *, often: bool
) -> None:
    assert is_often_rejected(rejected, decided) is often


def test_shouting_and_long_runs_are_advised_against() -> None:
    assert shouting("NATO AND THE EU") == 0.0
    loud = say("shape", text="THIS IS WHAT EVERYBODY SHOULD HAVE KNOWN LONG AGO")
    assert (loud.verdict, loud.score) == ("advise", 1.0)
    assert long_runs("Well " + "!" * 12) == [[5, 17]]
    assert say("shape", text="Well " + "!" * 12).spans == [[5, 17]]
    assert say("shape", text="A sentence as people write it.").verdict == "allow"


def test_links_are_judged_by_whom_they_lead_to() -> None:
    html = '<p><a href="https://news.example.org/a">a</a></p>'
    newcomer = Facts(0, 0, 0, 0, 0, is_premoderated=False, domain="example.org")
    assert say("link", html=html, facts=newcomer).detail == "1 link"
    trusted = {"trusted": ["example.org"]}
    assert say("link", html=html, facts=newcomer, lists=trusted).verdict == "allow"
    assert say("link_domain", html=html, lists={"domain": ["example.org"]}).detail == "example.org"
    assert say("link_domain", html=html, lists={"domain": ["ample.org"]}).verdict == "allow"
    assert say("link_count", html=html * 6).verdict == "hold"
    assert say("link_count", html=html * 6, lists=trusted).verdict == "allow"


def test_addresses_of_a_listed_domain_are_held_below_it_too() -> None:
    facts = Facts(9, 0, 0, 0, 0, is_premoderated=False, domain="mx.throwaway.example")
    lists = {"address": ["throwaway.example"]}
    assert say("email_domain", facts=facts, lists=lists).verdict == "hold"
    assert say("email_domain", lists=lists).verdict == "allow"


def test_words_seen_before_advise_hold_or_ask_for_a_rejection() -> None:
    own = Likeness(is_own=True, is_rejected=False, comment_id=1, bits=0)
    near = Likeness(is_own=False, is_rejected=False, comment_id=2, bits=3)
    bad = Likeness(is_own=False, is_rejected=True, comment_id=3, bits=0)
    assert say("repeat", alike=[own]).verdict == "advise"
    assert say("repeat", alike=[own, near]).verdict == "hold"
    assert say("repeat", alike=[bad]).verdict == "allow"
    assert say("rejected_before", alike=[near]).verdict == "allow"
    assert say("rejected_before", alike=[bad]).verdict == "reject"


def test_reports_above_an_answer_advise_its_author_to_look_again() -> None:
    hot = Facts(9, 0, 0, 0, 3, is_premoderated=False, domain="")
    assert say("heat", facts=hot).verdict == "advise"
    assert say("heat").verdict == "allow"


def test_a_domain_is_taken_from_whatever_somebody_pastes() -> None:
    for typed in ("Example.org", "https://www.example.org/page?x", "somebody@example.org"):
        assert typed_domain(typed) == "example.org"
    assert typed_domain("bücher.example") == "xn--bcher-kva.example"
    assert listed("a.example.org", ["example.org"]) == "example.org"
    assert not is_domain("example")
    assert fault_of("domain", "no domain") is not None
    assert fault_of("domain", "example.org") is None


def test_a_rule_of_each_kind_finds_what_it_is_about() -> None:
    html = '<a href="https://example.org/x">x</a>'
    assert finder("word", "bread")("Some bread.", "", "") == [(5, 10)]
    assert finder("domain", "example.org")("", html, "") == []
    assert finder("domain", "other.example")("", html, "") is None
    assert finder("address", "example.org")("", "", "a@example.org") == []
