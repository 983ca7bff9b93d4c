"""How an article opens: headline, standfirst, byline and date, before the text begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from discuss.articles.rules import callouts, sentences
from discuss.articles.rules.decode import Unreadable
from discuss.articles.rules.markdown_source import plain
from discuss.articles.rules.structure import Block, Heading, Metadata, Paragraph, content

LONGEST_HEADLINE = 200  # characters
LONGEST_STANDFIRST = 45  # words
BYLINE = re.compile(
    r"^[*_]*By:? (?P<name>[^\W\d_a-z][^.!?]{1,80}"
    r"|(?:the|our) (?:\w+ ){0,3}(?:desk|staff|editors?|newsroom|team|correspondents?|reporters?))$"
)
BY_AND_DATE = re.compile(r"\s*[|\u00b7\u2022]\s*|,\s+(?=\d)")
DATE_LABEL = re.compile(r"^(?:published|posted|date|updated)(?: on)?:?\s+", re.IGNORECASE)
DAYS = ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y", "%B %d %Y")
EMPHASISED = re.compile(r"^(\*{1,3}|_{1,3})(?=\S)(?P<text>.+)(?<=\S)\1$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Opening:
    """The headline, what the lines under it say, and the blocks that follow."""

    headline: str
    metadata: Metadata
    rest: list[Block]


def take(blocks: Sequence[Block], metadata: Metadata) -> Opening:
    """Return the opening; raise `Unreadable` when there is no headline, or no text below it."""
    headline, rest = _headline(list(blocks), metadata)
    if len(headline) > LONGEST_HEADLINE:
        raise Unreadable(
            "The article needs a headline: put it on the first line by itself, "
            f"in at most {LONGEST_HEADLINE} characters."
        )
    while rest and isinstance(rest[0], Paragraph):
        found = _credit(rest[0].text, metadata)
        if found is None:
            break
        metadata, rest = found, rest[1:]
    if not any(content(b).strip() for b in rest if not isinstance(b, Heading)):
        raise Unreadable("There is a headline and no text: write the article below it.")
    return Opening(headline, metadata, rest)


def standfirst(blocks: Sequence[Block]) -> tuple[str | None, list[Block]]:
    """Return the standfirst and the blocks below it.

    It is a first paragraph set in emphasis, or a short one before a longer one.
    """
    if not blocks or not isinstance(blocks[0], Paragraph):
        return None, list(blocks)
    first = blocks[0].text
    second = blocks[1] if len(blocks) > 1 else None
    words = len(first.split())
    emphasised = EMPHASISED.match(first)
    is_lead_in = (
        isinstance(second, Paragraph)
        and words < len(second.text.split())
        and not callouts.begins(second.text)
        and not first.endswith(":")
        and not any(map(sentences.is_question, sentences.split(first)))
    )
    if words <= LONGEST_STANDFIRST and not callouts.begins(first) and (emphasised or is_lead_in):
        return plain(emphasised["text"] if emphasised else first), list(blocks[1:])
    return None, list(blocks)


def _headline(blocks: list[Block], metadata: Metadata) -> tuple[str, list[Block]]:
    """Return the headline and what stands below it; the visible one wins over the metadata."""
    if not blocks:
        raise Unreadable(
            "There is no text: put a headline on the first line and the article below it."
        )
    first = blocks[0]
    text = " ".join(content(first).split())
    if isinstance(first, Heading) and (first.level == 1 or not metadata.title):
        return text, blocks[1:]
    if metadata.title:
        is_repeated = plain(text).casefold() == metadata.title.casefold()
        return metadata.title, blocks[1:] if is_repeated else blocks
    return plain(text), blocks[1:]


def _credit(text: str, metadata: Metadata) -> Metadata | None:
    """Return the metadata with the byline and date that a line gives, None if it gives none."""
    parts = [p for p in BY_AND_DATE.split(text.strip("*_ ")) if p]
    if not parts or len(parts) > 3:  # noqa: PLR2004
        return None
    for part in parts:
        name = BYLINE.match(part)
        day = _day(part)
        if name and not metadata.byline:
            metadata = replace(metadata, byline=name["name"].strip("*_ "))
        elif day and not metadata.published:
            metadata = replace(metadata, published=day)
        else:
            return None
    return metadata


def _day(text: str) -> date | None:
    """Return the day that a line names in one of the usual ways."""
    text = DATE_LABEL.sub("", text.strip("*_ "))
    for form in DAYS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
