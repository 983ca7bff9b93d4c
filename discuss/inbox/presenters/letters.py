"""Notices as a mail: text only, no link but the site's own, and nobody's forecast."""

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import fill

from discuss.accounts.rules import ENGLISH
from discuss.inbox.actions.mailing import Letter, Telling
from discuss.inbox.presenters.choices import RHYTHMS, stream_name
from discuss.inbox.rules import Rhythm, Stream
from discuss.kit.text import one_line, unlinked
from discuss.moderation.rules.phrases import say

MOST_TOLD = 20
"""Notices in one mail; the inbox holds the others."""

WIDTH = 72

SUBJECTS = {
    Stream.REPLIES: "{n} replies to you",
    Stream.MENTIONS: "You were called by name {n} times",
    Stream.FOLLOWS: "New comments in {n} places that you follow",
    Stream.QUESTIONS: "News of {n} questions",
}
WHY = {
    Rhythm.AT_ONCE: "at once",
    Rhythm.HOURLY: "once an hour",
    Rhythm.DAILY: "once a day",
    Rhythm.WEEKLY: "once a week",
}


@dataclass(frozen=True, slots=True)
class Written:
    """A mail that is ready to leave."""

    subject: str
    text: str
    headers: Mapping[str, str]


def write(letter: Letter, site_url: str, token: str) -> Written:
    """Return the mail; `token` is what turns off its stream with one click (RFC 8058)."""
    number, first = len(letter.told), letter.told[0]
    subject = first.title if number == 1 else _subject(letter, number)
    parts = [_part(each, site_url) for each in letter.told[:MOST_TOLD]]
    if number > MOST_TOLD:
        parts.append(f"{_more(letter, number - MOST_TOLD)}\n{site_url}/inbox")
    stop = f"{site_url}/unsubscribe/{token}"
    return Written(
        subject=unlinked(one_line(subject)),
        text="\n\n".join([*parts, _foot(letter, site_url, stop)]) + "\n",
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )


def _part(told: Telling, site_url: str) -> str:
    mark = "> " if told.is_quote else ""
    body = fill(unlinked(told.body), WIDTH, initial_indent=mark, subsequent_indent=mark)
    lines = [unlinked(one_line(told.title)), *([body] if body else []), f"{site_url}{told.path}"]
    return "\n".join(lines)


def _subject(letter: Letter, number: int) -> str:
    if letter.stream is Stream.DECISIONS:
        return say(letter.language, "foot.subject", n=number)
    return SUBJECTS[letter.stream].format(n=number)


def _more(letter: Letter, number: int) -> str:
    language = letter.language if letter.stream is Stream.DECISIONS else ENGLISH
    return say(language, "foot.more", n=number)


def _foot(letter: Letter, site_url: str, stop: str) -> str:
    """Return why the mail came and how to stop it; in its reader's language about decisions."""
    language = letter.language if letter.stream is Stream.DECISIONS else ENGLISH
    about = _about(letter)
    return (
        f"-- \n{about}\n{say(language, 'foot.stop')} {stop}\n"
        f"{say(language, 'foot.choose')} {site_url}/settings/notifications"
    )


def _about(letter: Letter) -> str:
    if letter.stream is Stream.DECISIONS:
        rhythm = say(letter.language, f"foot.{letter.rhythm.value}")
        return say(letter.language, "foot.about", rhythm=rhythm)
    about = f"{stream_name(letter.stream)}, {WHY.get(letter.rhythm, RHYTHMS[letter.rhythm])}"
    return f"You get mail about {about}."
