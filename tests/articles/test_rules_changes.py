"""What readers are shown of a change."""

from hypothesis import given
from hypothesis import strategies as st

from discuss.articles.rules.changes import Span, changes, words

TEXT = st.text(alphabet="ab .,-\n", max_size=60)
BLOCKS = st.dictionaries(st.sampled_from("pqrstu"), TEXT, max_size=6).map(lambda d: list(d.items()))


def test_a_word_that_changed_is_shown_out_and_in() -> None:
    assert words("It was late.", "It was early.") == (
        Span("same", "It was "),
        Span("removed", "late"),
        Span("added", "early"),
        Span("same", "."),
    )


def test_added_removed_moved_and_changed_paragraphs_are_told_apart() -> None:
    old = [("p1", "One."), ("p2", "Two."), ("p3", "Three."), ("p4", "Four.")]
    new = [("p2", "Two."), ("p1", "One!"), ("p5", "Five."), ("p4", "Four.")]
    found = {change.key: change.kind for change in changes(old, new)}
    assert found["p3"] == "removed"
    assert found["p5"] == "added"
    assert found["p1"] == "changed"
    assert "p4" not in found


def test_a_paragraph_that_only_moved_is_called_moved() -> None:
    old = [("p1", "One."), ("p2", "Two."), ("p3", "Three.")]
    found = changes(old, [("p3", "Three."), ("p1", "One."), ("p2", "Two.")])
    assert [(c.key, c.kind) for c in found] == [("p3", "moved")]


def test_nothing_is_shown_where_nothing_changed() -> None:
    assert changes([("p1", "One.")], [("p1", "One.")]) == []


@given(TEXT, TEXT)
def test_the_spans_hold_both_texts(old: str, new: str) -> None:
    spans = words(old, new)
    assert "".join(s.text for s in spans if s.how != "removed") == new
    assert sum(len(s.text) for s in spans if s.how != "added") == len(old)


@given(BLOCKS, BLOCKS)
def test_every_difference_is_shown_once(
    old: list[tuple[str, str]], new: list[tuple[str, str]]
) -> None:
    found = changes(old, new)
    keys = [change.key for change in found]
    assert len(keys) == len(set(keys))
    differing = {k for k, t in new if dict(old).get(k) != t} | {k for k, _ in old} - dict(
        new
    ).keys()
    assert differing <= set(keys)
