"""What an article's page is made of."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TocEntry:
    """One line of the contents: the key is the anchor."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class PairCard:
    """A question that the article answers."""

    key: str
    question: str
    html: str
    text: str


@dataclass(frozen=True, slots=True)
class BlockCard:
    """One part of the body; the key is its anchor. Answered questions stand together in one."""

    key: str
    kind: str
    html: str = ""
    text: str = ""
    level: int = 0
    label: str = ""
    box: str = ""
    icon: str = ""
    pairs: tuple[PairCard, ...] = ()


@dataclass(frozen=True, slots=True)
class PromptCard:
    """The closing question."""

    id: int
    question: str
    invitation: str


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article as its page and its linked data show it."""

    id: int
    slug: str
    path: str
    headline: str
    standfirst: str
    byline: str
    section: str
    language: str
    direction: str
    published_at: datetime | None
    changed_at: datetime
    change_count: int
    minutes: int
    words: int
    description: str
    toc: tuple[TocEntry, ...]
    blocks: tuple[BlockCard, ...]
    prompt: PromptCard | None
    revision_n: int

    @property
    def is_published(self) -> bool:
        """Tell whether readers can see it."""
        return self.published_at is not None

    @property
    def faq(self) -> tuple[tuple[str, str], ...]:
        """Return the answered questions as plain text, for linked data."""
        return tuple((p.question, p.text) for block in self.blocks for p in block.pairs)
