"""About what somebody gets mail, how often, and when it leaves; plain values."""

from datetime import datetime, timedelta
from enum import StrEnum

from discuss.kit.text import clip


class Stream(StrEnum):
    """What mails are about; each can be turned off alone."""

    REPLIES = "replies"
    MENTIONS = "mentions"
    QUESTIONS = "questions"
    DECISIONS = "decisions"


class Rhythm(StrEnum):
    """How often mails of a stream leave."""

    OFF = "off"
    AT_ONCE = "at_once"
    HOURLY = "hourly"
    DAILY = "daily"
    WEEKLY = "weekly"


DEFAULTS = {
    Stream.REPLIES: Rhythm.DAILY,
    Stream.MENTIONS: Rhythm.DAILY,
    Stream.QUESTIONS: Rhythm.DAILY,
    Stream.DECISIONS: Rhythm.AT_ONCE,
}
"""For who has chosen nothing: at most a mail a day and stream, and none about what was read."""

TITLES = {"reply": "{name} replied to you", "mention": "{name} mentioned you"}
"""What a notice of somebody's comment is called."""

LONGEST_EXTRACT = 200
HOUR_OF_DIGESTS = 7
MONDAY = 0

LATE = timedelta(minutes=2)
"""How long after its full hour a digest leaves, so that deeds of the last second are in it."""


def extract(text: str) -> str:
    """Return how a comment begins."""
    return clip(text, LONGEST_EXTRACT)


def comment_of(about: str) -> int | None:
    """Return which comment a notice tells of, None when it tells of something else."""
    kind, _, number = about.partition("-")
    return int(number) if kind == "comment" and number.isdecimal() else None


def leaves_at(rhythm: Rhythm, visible_at: datetime) -> datetime:
    """Return when something that can be seen from `visible_at` is mailed; never before that.

    Digests leave after the full hour, after seven in UTC, and on Mondays after seven in UTC.
    """
    if rhythm in {Rhythm.AT_ONCE, Rhythm.OFF}:
        return visible_at
    hour = visible_at.replace(minute=0, second=0, microsecond=0)
    if rhythm is Rhythm.HOURLY:
        return hour + timedelta(hours=1) + LATE
    day = hour.replace(hour=HOUR_OF_DIGESTS)
    if day <= visible_at:
        day += timedelta(days=1)
    if rhythm is Rhythm.WEEKLY:
        day += timedelta(days=(MONDAY - day.weekday()) % 7)
    return day + LATE
