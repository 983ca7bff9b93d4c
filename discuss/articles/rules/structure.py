"""What an article is made of, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class CalloutKind(StrEnum):
    """The kinds of box that a template may dress differently; every other label is OTHER."""

    KEY_TAKEAWAY = "key_takeaway"
    DID_YOU_KNOW = "did_you_know"
    EXPERT_INSIGHT = "expert_insight"
    PRO_TIP = "pro_tip"
    OTHER = "other"


class Syntax(StrEnum):
    """How the text inside a block is to be read: letter for letter, or as inline Markdown."""

    PLAIN = "plain"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 2 opens a section, deeper ones divide it; `is_faq` opens the FAQ."""

    text: str
    level: int = 2
    is_faq: bool = False


@dataclass(frozen=True, slots=True)
class Callout:
    """A labelled box beside the text; `label` as printed, without its colon."""

    kind: CalloutKind
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Faq:
    """A question that the article answers itself; paragraphs of the answer part at blank lines."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, its items without their marks."""

    items: tuple[str, ...]
    is_ordered: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words set apart; paragraphs part at blank lines."""

    text: str


@dataclass(frozen=True, slots=True)
class Preformatted:
    """Text whose line breaks and spaces count: code, or a table."""

    text: str


Block = Paragraph | Heading | Callout | Faq | Listing | Quote | Preformatted


@dataclass(frozen=True, slots=True)
class Prompt:
    """The closing question to readers, its invitation, and the heading that it stood under."""

    question: str
    invitation: str | None = None
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says of itself at its top; everything is optional, `extra` holds the rest."""

    title: str | None = None
    standfirst: str | None = None
    byline: str | None = None
    published: date | None = None
    section: str | None = None
    slug: str | None = None
    language: str | None = None
    prompt: str | None = None
    invitation: str | None = None
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """An article taken apart; `blocks` holds the body in order, without headline and prompt."""

    headline: str
    standfirst: str | None
    blocks: tuple[Block, ...]
    prompt: Prompt | None
    metadata: Metadata
    syntax: Syntax

    @property
    def sections(self) -> tuple[str, ...]:
        """Return the headings that open a section, without the FAQ's own."""
        return tuple(
            b.text
            for b in self.blocks
            if isinstance(b, Heading) and not b.is_faq and b.level == 2  # noqa: PLR2004
        )

    @property
    def callouts(self) -> tuple[Callout, ...]:
        """Return the boxes in order."""
        return tuple(b for b in self.blocks if isinstance(b, Callout))

    @property
    def faq(self) -> tuple[Faq, ...]:
        """Return the questions that the article answers itself, in order."""
        return tuple(b for b in self.blocks if isinstance(b, Faq))


def listed(items: tuple[str, ...], *, is_ordered: bool) -> str:
    """Return items as lines with Markdown marks."""
    marks = (f"{n}." if is_ordered else "-" for n in range(1, len(items) + 1))
    return "\n".join(f"{mark} {item}" for mark, item in zip(marks, items, strict=True))


def content(block: Block) -> str:
    """Return all words of a block as one text: what identity, counts and diffs compare."""
    match block:
        case Callout():
            return f"{block.label}: {block.text}"
        case Faq():
            return f"{block.question}\n\n{block.answer}"
        case Listing():
            return listed(block.items, is_ordered=block.is_ordered)
        case _:
            return block.text
