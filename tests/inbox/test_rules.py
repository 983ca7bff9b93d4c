"""Mails leave in their rhythm, and never before what they tell can be seen."""

from datetime import UTC, datetime

import pytest

from discuss.inbox.rules import DEFAULTS, Rhythm, Stream, comment_of, leaves_at


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("rhythm", "seen", "leaves"),
    [
        (Rhythm.AT_ONCE, "2026-03-04 09:17:12", "2026-03-04 09:17:12"),
        (Rhythm.HOURLY, "2026-03-04 09:17:12", "2026-03-04 10:02:00"),
        (Rhythm.HOURLY, "2026-03-04 09:00:00", "2026-03-04 10:02:00"),
        (Rhythm.DAILY, "2026-03-04 06:59:59", "2026-03-04 07:02:00"),
        (Rhythm.DAILY, "2026-03-04 07:00:00", "2026-03-05 07:02:00"),
        (Rhythm.DAILY, "2026-12-31 12:00:00", "2027-01-01 07:02:00"),
        (Rhythm.WEEKLY, "2026-03-04 09:17:12", "2026-03-09 07:02:00"),
        (Rhythm.WEEKLY, "2026-03-02 06:00:00", "2026-03-02 07:02:00"),
        (Rhythm.WEEKLY, "2026-03-02 07:00:00", "2026-03-09 07:02:00"),
    ],
)
def test_a_mail_leaves_at_the_next_moment_of_its_rhythm(
    rhythm: Rhythm, seen: str, leaves: str
) -> None:
    assert leaves_at(rhythm, at(seen)) == at(leaves)
    assert leaves_at(rhythm, at(seen)) >= at(seen)


def test_every_stream_has_a_default_and_none_is_noisy() -> None:
    assert set(DEFAULTS) == set(Stream)
    frequent = {stream for stream, rhythm in DEFAULTS.items() if rhythm in {"at_once", "hourly"}}
    assert frequent == {Stream.DECISIONS}


def test_a_notice_names_the_comment_it_tells_of() -> None:
    assert comment_of("comment-91") == 91
    assert comment_of("decision-91") is None
    assert comment_of("comment-x") is None
