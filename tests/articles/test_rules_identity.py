"""Paragraphs keep their keys from revision to revision."""

from hypothesis import given
from hypothesis import strategies as st

from discuss.articles.rules import identity
from discuss.articles.rules.identity import assign

FIRST = "The council met on Tuesday and agreed to nothing at all after four hours."
SECOND = "Three members left early, which is allowed, and took the minutes with them."
THIRD = "The bridge will be painted green when the weather permits it in late spring."
OLD = [("p1", FIRST), ("p2", SECOND), ("p3", THIRD)]

TEXTS = st.lists(
    st.lists(
        st.sampled_from(["one", "two", "three", "four", "five", "six", "seven", "eight"]),
        max_size=6,
    ).map(" ".join),
    max_size=12,
)


def keyed(texts: list[str]) -> tuple[list[tuple[str, str]], int]:
    keys = assign([], texts, 1)
    return list(zip(keys.keys, texts, strict=True)), keys.next_number


def test_an_unchanged_text_keeps_its_keys() -> None:
    assert assign(OLD, [FIRST, SECOND, THIRD], 4) == identity.Keys(("p1", "p2", "p3"), 4)


def test_a_lightly_edited_paragraph_keeps_its_key() -> None:
    edited = SECOND.replace("Three", "Four").replace("early", "early on Tuesday")
    assert assign(OLD, [FIRST, edited, THIRD], 4).keys == ("p1", "p2", "p3")


def test_another_text_in_the_same_place_takes_a_fresh_key() -> None:
    assert assign(OLD, [FIRST, "Nothing else happened that week.", THIRD], 4) == identity.Keys(
        ("p1", "p4", "p3"), 5
    )


def test_moved_paragraphs_keep_their_keys() -> None:
    assert assign(OLD, [THIRD, FIRST, SECOND], 4).keys == ("p3", "p1", "p2")


def test_a_paragraph_both_moved_and_edited_keeps_its_key() -> None:
    edited = THIRD.replace("green", "blue")
    assert assign(OLD, [edited, FIRST, SECOND], 4).keys == ("p3", "p1", "p2")


def test_a_split_paragraph_leaves_its_key_with_the_longer_part() -> None:
    keys = assign(OLD, [FIRST, SECOND, "The bridge will be painted green when the weather permits.",
                        "That is in late spring."], 4)  # fmt: skip
    assert keys.keys == ("p1", "p2", "p3", "p4")


def test_the_key_of_a_deleted_paragraph_is_never_used_again() -> None:
    without = assign(OLD, [FIRST, THIRD], 4)
    assert without == identity.Keys(("p1", "p3"), 4)
    again = assign([("p1", FIRST), ("p3", THIRD)], [FIRST, SECOND, THIRD], without.next_number)
    assert again.keys == ("p1", "p4", "p3")


def test_of_two_equal_paragraphs_each_keeps_its_own_key() -> None:
    assert assign([("p1", "Pause."), ("p2", "Pause.")], ["Pause.", "Pause."], 3).keys == (
        "p1",
        "p2",
    )


def test_a_long_article_that_was_written_anew_is_compared_within_bounds() -> None:
    old = [(f"p{n}", f"old {n} " * 40) for n in range(1, 601)]
    keys = assign(old, [f"new {n} " * 40 for n in range(600)], 601)
    assert len(set(keys.keys)) == 600


@given(TEXTS, TEXTS)
def test_no_key_stands_twice_and_fresh_keys_are_new(before: list[str], after: list[str]) -> None:
    old, number = keyed(before)
    found = assign(old, after, number)
    assert len(found.keys) == len(after) == len(set(found.keys))
    fresh = set(found.keys) - {key for key, _ in old}
    assert all(number <= int(key[1:]) < found.next_number for key in fresh)
    assert found == assign(old, after, number)


@given(TEXTS)
def test_nothing_changes_where_nothing_changed(texts: list[str]) -> None:
    old, number = keyed(texts)
    assert assign(old, texts, number) == identity.Keys(tuple(key for key, _ in old), number)


@given(TEXTS.filter(lambda t: len(t) == len(set(t))), st.randoms(use_true_random=False))
def test_shuffled_paragraphs_keep_their_keys(texts: list[str], random: object) -> None:
    old, number = keyed(texts)
    shuffled = list(texts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    by_text = {text: key for key, text in old}
    assert assign(old, shuffled, number).keys == tuple(by_text[text] for text in shuffled)


@given(st.lists(TEXTS, max_size=5))
def test_no_key_returns_over_many_revisions(revisions: list[list[str]]) -> None:
    old: list[tuple[str, str]] = []
    number, gone = 1, set[str]()
    for texts in revisions:
        keys = assign(old, texts, number)
        assert not gone & set(keys.keys)
        gone |= {key for key, _ in old} - set(keys.keys)
        old, number = list(zip(keys.keys, texts, strict=True)), keys.next_number
