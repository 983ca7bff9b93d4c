"""A text made ready to be stored: taken apart, rendered and counted, before any transaction."""

import re
from dataclasses import asdict, dataclass
from typing import Any

from discuss.articles.rules import reading
from discuss.articles.rules.decode import Unreadable
from discuss.articles.rules.parse import parse
from discuss.articles.rules.structure import (
    Block,
    Callout,
    Faq,
    Heading,
    Listing,
    Metadata,
    Paragraph,
    ParsedArticle,
    Preformatted,
    Prompt,
    Quote,
    Syntax,
    content,
)
from discuss.kit import richtext
from discuss.kit.text import clip

ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]'\u2019\u201d]")
LIST_MARK = re.compile(r"^(?:- |\d{1,3}\. )")
PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
RESERVED = {"new"}
LONGEST_BLOCK = richtext.LONGEST
KIND_OF = {Preformatted: "code", Listing: "list", Quote: "quote", Paragraph: "paragraph"}


@dataclass(frozen=True, slots=True)
class Rendered:
    """One block as it is stored, but for its key.

    `source` is what editors wrote and what identity compares, `text` its plain words, `html` clean.
    `level` is a heading's, `label` and `box` a callout's, `question` that of an answered question.
    """

    kind: str
    source: str
    text: str
    html: str
    level: int = 0
    is_faq: bool = False
    label: str = ""
    box: str = ""
    question: str = ""

    def keyed(self, key: str) -> dict[str, Any]:
        """Return the block as JSON, under its key."""
        return {"key": key, **asdict(self)}


@dataclass(frozen=True, slots=True)
class Draft:
    """What an article is going to say."""

    source: str
    headline: str
    standfirst: str
    slug: str
    words: int
    blocks: tuple[Rendered, ...]
    prompt: Prompt | None
    metadata: Metadata
    renderer: int


def prepare(text: str) -> Draft:
    """Return the draft of a text; raise `Unreadable` with one sentence when it is no article."""
    article = parse(text)
    blocks = tuple(render(block, article.syntax) for block in article.blocks)
    return Draft(
        source=text,
        headline=article.headline,
        standfirst=article.standfirst or "",
        slug=address(article),
        words=reading.word_count(content(block) for block in article.blocks),
        blocks=blocks,
        prompt=article.prompt,
        metadata=article.metadata,
        renderer=richtext.VERSION,
    )


def address(article: ParsedArticle) -> str:
    """Return the slug that the file asks for, else one made of the headline."""
    slug = article.metadata.slug or reading.slug(article.headline)
    return f"{slug}-article" if slug in RESERVED else slug


def render(block: Block, syntax: Syntax) -> Rendered:
    """Return a block with its clean HTML and its plain text."""
    source = content(block)
    if len(source) > LONGEST_BLOCK:
        raise Unreadable(
            f"The paragraph that begins with \u201c{clip(source, 40)}\u201d is longer than "
            f"{LONGEST_BLOCK:,} characters: divide it."
        )
    match block:
        case Heading():
            return Rendered("heading", source, block.text, "", block.level, is_faq=block.is_faq)
        case Callout():
            html, text = _rich(block.text, syntax)
            return Rendered("callout", source, text, html, label=block.label, box=str(block.kind))
        case Faq():
            html, text = _rich(block.answer, syntax)
            return Rendered("faq", source, text, html, question=block.question)
        case Preformatted():
            html, text = _rich(_fence(source), Syntax.MARKDOWN)
        case _:
            html, text = _rich(source, syntax)
    return Rendered(KIND_OF[type(block)], source, text, html)


def _rich(text: str, syntax: Syntax) -> tuple[str, str]:
    """Return (html, plain text)."""
    markdown = text if syntax is Syntax.MARKDOWN else literally(text)
    made = richtext.render(markdown, is_editorial=True)
    return made.html, made.text


def _fence(text: str) -> str:
    """Return text inside a fence longer than any in it."""
    longest = max((len(run) for run in re.findall("~+", text)), default=0)
    fence = "~" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"


def literally(text: str) -> str:
    """Return Markdown that reads letter for letter as `text`; addresses stay links, lists lists."""
    return "\n".join(_literal_line(line) for line in text.split("\n"))


def _literal_line(line: str) -> str:
    """Return one line with its punctuation escaped, addresses and marks of lists aside."""
    mark = LIST_MARK.match(line)
    start = mark.end() if mark else 0
    parts = [line[:start]]
    for match in ADDRESS.finditer(line, start):
        parts += [PUNCTUATION.sub(r"\\\1", line[start : match.start()]), f"<{match.group()}>"]
        start = match.end()
    return "".join([*parts, PUNCTUATION.sub(r"\\\1", line[start:])])
