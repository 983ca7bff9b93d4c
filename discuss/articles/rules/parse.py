"""From the text of a file to an article taken apart."""

from dataclasses import replace

from discuss.articles.rules import (
    callouts,
    front_matter,
    headings,
    markdown_source,
    opening,
    plain_source,
    prompt,
    questions,
)
from discuss.articles.rules.structure import Block, Heading, ParsedArticle, Syntax


def parse(text: str) -> ParsedArticle:
    """Return the structure of an article; raise `Unreadable` with one sentence if there is none.

    Plain text and Markdown, with or without front matter, are told apart by their marks.
    """
    metadata, body = front_matter.split(text)
    is_markdown = markdown_source.is_markdown(body)
    source = markdown_source.blocks(body) if is_markdown else plain_source.blocks(body)
    opened = opening.take(source, metadata)
    blocks = _levelled(opened.rest) if is_markdown else headings.promote(opened.rest)
    standfirst = opened.metadata.standfirst
    if standfirst is None:
        standfirst, blocks = opening.standfirst(blocks)
    blocks = questions.recognise(callouts.recognise(blocks))
    blocks, closing = prompt.recognise(blocks, opened.metadata)
    return ParsedArticle(
        headline=opened.headline,
        standfirst=standfirst,
        blocks=tuple(blocks),
        prompt=closing,
        metadata=opened.metadata,
        syntax=Syntax.MARKDOWN if is_markdown else Syntax.PLAIN,
    )


def _levelled(blocks: list[Block]) -> list[Block]:
    """Return the blocks with headings that begin at level 2, however the author began."""
    levels = [b.level for b in blocks if isinstance(b, Heading)]
    lift = 2 - min(levels, default=2)
    return [
        replace(b, level=min(6, b.level + lift)) if isinstance(b, Heading) else b for b in blocks
    ]
