"""Where an article is found, and when it last changed for readers."""

from datetime import datetime

from discuss.articles.models import Article, ArticleRevision


def path(article: Article) -> str:
    """Return the address of an article's page, on this site."""
    return f"/articles/{article.slug}"


def changed_at(article: Article, revision: ArticleRevision) -> datetime:
    """Return when readers last got something new: the publication or a later revision."""
    if article.published_at is None or revision.n > article.first_public_n:
        return revision.created_at
    return article.published_at
