"""Articles as pages and JSON show them."""

from discuss.articles.presenters.addresses import changed_at, path
from discuss.articles.presenters.cards import ArticleCard, BlockCard, PromptCard
from discuss.articles.presenters.history import change_card, revision_cards
from discuss.articles.presenters.lists import Teaser, teaser
from discuss.articles.presenters.page import page, preview
from discuss.articles.presenters.shapes import (
    as_json,
    as_summary,
    authors_as_json,
    revisions_as_json,
)

__all__ = [
    "ArticleCard",
    "BlockCard",
    "PromptCard",
    "Teaser",
    "as_json",
    "as_summary",
    "authors_as_json",
    "change_card",
    "changed_at",
    "page",
    "path",
    "preview",
    "revision_cards",
    "revisions_as_json",
    "teaser",
]
