"""What an article file says, decided without database, clock or web."""

from discuss.articles.rules.decode import Unreadable, decode
from discuss.articles.rules.parse import parse
from discuss.articles.rules.structure import ParsedArticle

__all__ = ["ParsedArticle", "Unreadable", "decode", "parse"]
