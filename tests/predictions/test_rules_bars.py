"""A bar for each answer."""

from discuss.predictions.rules import bars as rules


def test_each_answer_has_a_bar_with_ones_own_mark() -> None:
    bars = rules.share_bars([("a", 0.45), ("other", 0.55)], {"a": 0.3})
    assert [(bar.key, bar.width, bar.own_x) for bar in bars] == [
        ("a", 45.0, 30.0),
        ("other", 55.0, None),
    ]
    assert rules.share_bars([("a", 1.0)])[0].own_x is None
