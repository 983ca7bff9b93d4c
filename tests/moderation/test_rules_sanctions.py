"""When a step towards a person has an effect; no database."""

from datetime import UTC, datetime, timedelta

import pytest

from discuss.moderation.rules.sanctions import in_force

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=9)


@pytest.mark.parametrize(
    ("kind", "steps", "ends_at", "expected"),
    [
        ("note", [], None, False),
        ("advice", [], None, False),
        ("warning", [], None, True),
        ("warning", ["acknowledged"], None, False),
        ("premoderation", [], None, True),
        ("suspension", [], LATER, True),
        ("suspension", [], NOW, False),
        ("suspension", ["objected", "upheld"], LATER, True),
        ("suspension", ["objected", "reversed"], LATER, False),
        ("ban", [], None, False),
        ("ban", ["confirmed"], None, True),
        ("ban", ["confirmed", "lifted"], None, False),
    ],
)
def test_what_has_an_effect(
    kind: str, steps: list[str], ends_at: datetime | None, *, expected: bool
) -> None:
    assert in_force(kind, steps, ends_at, NOW) is expected
