"""The public list of changes, and each of them word by word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from discuss.articles.models import Article, ArticleRevision
from discuss.articles.presenters.addresses import path
from discuss.articles.rules.changes import Change, Span, changes, words


@dataclass(frozen=True, slots=True)
class RevisionCard:
    """One entry in the public list of changes; the first one is the publication."""

    n: int
    at: datetime
    note: str
    is_first: bool
    path: str


def revision_cards(article: Article, rows: Sequence[ArticleRevision]) -> list[RevisionCard]:
    """Return the entries of the public list of changes."""
    return [
        RevisionCard(
            n=row.n,
            at=article.published_at or row.created_at if is_first else row.created_at,
            note=row.change_note,
            is_first=is_first,
            path=f"{path(article)}/revisions/{row.n}",
        )
        for row in rows
        for is_first in [row.n == article.first_public_n]
    ]


@dataclass(frozen=True, slots=True)
class ChangeCard:
    """What one revision changed: headline and standfirst first, then paragraph by paragraph."""

    headline: tuple[Span, ...]
    standfirst: tuple[Span, ...]
    changes: list[Change]


def change_card(new: ArticleRevision, old: ArticleRevision) -> ChangeCard:
    """Return the differences between two revisions, word by word."""
    return ChangeCard(
        headline=words(old.headline, new.headline) if old.headline != new.headline else (),
        standfirst=(
            words(old.standfirst, new.standfirst) if old.standfirst != new.standfirst else ()
        ),
        changes=changes(_texts(old), _texts(new)),
    )


def _texts(revision: ArticleRevision) -> list[tuple[str, str]]:
    """Return (key, text as readers see it) of a revision's blocks."""
    return [
        (b["key"], "\n".join(filter(None, (b["label"], b["question"], b["text"]))))
        for b in revision.blocks
    ]
