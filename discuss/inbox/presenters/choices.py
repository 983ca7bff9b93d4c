"""Streams of mail and their rhythms, as people choose among them."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from discuss.inbox.rules import Rhythm, Stream

RHYTHMS = {
    Rhythm.OFF: "Never",
    Rhythm.AT_ONCE: "At once",
    Rhythm.HOURLY: "Once an hour",
    Rhythm.DAILY: "Once a day",
    Rhythm.WEEKLY: "Once a week",
}
STREAMS = {
    Stream.REPLIES: ("replies to you", "Somebody replies to you", ""),
    Stream.MENTIONS: ("mentions of you", "Somebody calls you by name", "With @ and your name"),
    Stream.FOLLOWS: (
        "new comments where you follow",
        "There are new comments where you follow",
        "Discussions and threads",
    ),
    Stream.QUESTIONS: (
        "questions that you answered or follow",
        "A question you answered or follow is decided",
        "Also when it closes soon, or your forecast waits for a second look",
    ),
    Stream.DECISIONS: (
        "your comments that waited",
        "A comment of yours that waited is approved",
        "If one is ever rejected, the reasons are always sent to you",
    ),
}


@dataclass(frozen=True, slots=True)
class StreamCard:
    """One line of the settings."""

    name: str
    label: str
    hint: str
    chosen: str


class MailOut(BaseModel):
    """How often you get mail of each stream: off, at_once, hourly, daily or weekly."""

    replies: Rhythm
    mentions: Rhythm
    follows: Rhythm
    questions: Rhythm
    decisions: Rhythm


def stream_name(stream: Stream) -> str:
    """Return what mails of a stream are about, in the middle of a sentence."""
    return STREAMS[stream][0]


def stream_cards(rhythms: Mapping[Stream, Rhythm]) -> list[StreamCard]:
    """Return the lines of the settings."""
    return [
        StreamCard(stream.value, label, hint, rhythms[stream].value)
        for stream, (_, label, hint) in STREAMS.items()
    ]


def choices_as_json(rhythms: Mapping[Stream, Rhythm]) -> MailOut:
    """Return somebody's choices for the API."""
    return MailOut(**{stream.value: rhythm for stream, rhythm in rhythms.items()})
