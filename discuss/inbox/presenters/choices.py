"""Streams of mail and their rhythms, as people choose among them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from discuss.inbox.rules import Rhythm, Stream, Subject

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
    """The rhythm of its mails; empty where it has none."""
    is_on_site: bool = True
    is_always_told: bool = False
    """Whether it cannot be switched off on the site."""


MINDS = ("Your comment changes a mind", "Told on the site only, and once a comment")


class MailOut(BaseModel):
    """How often you get mail of each stream: off, at_once, hourly, daily or weekly.

    `on_site` lists what notices on the site are about, beside decisions.
    """

    replies: Rhythm
    mentions: Rhythm
    follows: Rhythm
    questions: Rhythm
    decisions: Rhythm
    on_site: list[Subject]


def stream_name(stream: Stream) -> str:
    """Return what mails of a stream are about, in the middle of a sentence."""
    return STREAMS[stream][0]


def stream_cards(rhythms: Mapping[Stream, Rhythm], quiet: Collection[Subject]) -> list[StreamCard]:
    """Return the lines of the settings."""
    subjects = {each.value for each in Subject}
    cards = [
        StreamCard(
            stream.value,
            label,
            hint,
            rhythms[stream].value,
            is_on_site=stream.value not in quiet,
            is_always_told=stream.value not in subjects,
        )
        for stream, (_, label, hint) in STREAMS.items()
    ]
    minds = StreamCard(Subject.MINDS.value, *MINDS, "", is_on_site=Subject.MINDS not in quiet)
    return [*cards[:2], minds, *cards[2:]]


def choices_as_json(rhythms: Mapping[Stream, Rhythm], quiet: Collection[Subject]) -> MailOut:
    """Return somebody's choices for the API."""
    told = [subject for subject in Subject if subject not in quiet]
    return MailOut(on_site=told, **{stream.value: rhythm for stream, rhythm in rhythms.items()})
