"""About what somebody gets mail, how often, and when it leaves; plain values."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

from discuss.kit.text import clip


class Stream(StrEnum):
    """What mails are about; each can be turned off alone."""

    REPLIES = "replies"
    MENTIONS = "mentions"
    FOLLOWS = "follows"
    QUESTIONS = "questions"
    DECISIONS = "decisions"


class Subject(StrEnum):
    """What notices on the site are about; each can be switched off alone.

    What is decided about one's own comments and account is no subject: it is always told.
    """

    REPLIES = "replies"
    MENTIONS = "mentions"
    MINDS = "minds"
    FOLLOWS = "follows"
    QUESTIONS = "questions"


class Kind(StrEnum):
    """What can be followed and muted."""

    DISCUSSION = "discussion"
    THREAD = "thread"
    QUESTION = "question"
    GROUP = "group"


class Attitude(StrEnum):
    """What somebody wants to hear of a place."""

    FOLLOW = "follow"
    NONE = "none"
    MUTE = "mute"


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
    Stream.FOLLOWS: Rhythm.WEEKLY,
    Stream.QUESTIONS: Rhythm.DAILY,
    Stream.DECISIONS: Rhythm.AT_ONCE,
}
"""For who has chosen nothing: at most a mail a day and stream, and none about what was read."""

TITLES = {"reply": "{name} replied to you", "mention": "{name} mentioned you"}
"""What a notice of somebody's comment is called."""

LONGEST_EXTRACT = 200
HOUR_OF_DIGESTS = 7
MONDAY = 0

PAUSE = timedelta(minutes=30)
"""Between two mails at once about a place that has not been read meanwhile."""

LATE = timedelta(minutes=2)
"""How long after its full hour a digest leaves, so that deeds of the last second are in it."""


def extract(text: str) -> str:
    """Return how a comment begins."""
    return clip(text, LONGEST_EXTRACT)


def title_of(kind: str, title: str, number: int) -> str:
    """Return the title of a notice; one of new comments counts them."""
    comments = "1 new comment" if number == 1 else f"{number} new comments"
    if kind == Kind.DISCUSSION:
        return f"{comments} under “{title}”"
    if kind == Kind.THREAD:
        return f"{comments} in a thread under “{title}”"
    return title


def about_comment(comment_id: int) -> str:
    """Return the name of what a notice of a comment tells of."""
    return f"comment-{comment_id}"


def comment_of(about: str) -> int | None:
    """Return which comment a notice tells of, None when it tells of something else."""
    kind, _, number = about.partition("-")
    return int(number) if kind == "comment" and number.isdecimal() else None


def again_at(mailed_at: datetime | None, now: datetime) -> datetime:
    """Return when a mail at once may tell again of what has grown since one that left before."""
    return now if mailed_at is None else max(now, mailed_at + PAUSE)


def is_seen(kind: str, about: str, path: str, seen: Collection[str]) -> bool:
    """Tell whether a page shows what a notice tells: what it is about, or where it leads.

    `seen` holds the page's own address and the names of what is on it. A comment on the page has
    been opened wherever it stands; a thread only where it stands as a whole.
    """
    address = path.partition("#")[0]
    names = {about, address}
    if kind != Kind.THREAD:
        names.add(address.replace("/comments/", "comment-"))
    return not names.isdisjoint(seen)


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
