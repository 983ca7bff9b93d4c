"""What readers find, and what there is to be found."""

from discuss.search.queries.agreement import disagreeing
from discuss.search.queries.finding import Found, Hit, found
from discuss.search.queries.picking import KEY_LENGTH
from discuss.search.queries.sources import (
    Entry,
    article_entry,
    comment_entry,
    document_of_comment,
    documents,
    entries,
)
from discuss.search.queries.where import Place, Scope, scope

__all__ = [
    "KEY_LENGTH",
    "Entry",
    "Found",
    "Hit",
    "Place",
    "Scope",
    "article_entry",
    "comment_entry",
    "disagreeing",
    "document_of_comment",
    "documents",
    "entries",
    "found",
    "scope",
]
