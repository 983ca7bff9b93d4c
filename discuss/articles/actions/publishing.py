"""Make an article public."""

from datetime import UTC, datetime, time

from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.articles import policy, queries
from discuss.articles.actions.events import Published
from discuss.articles.models import Article
from discuss.articles.rules import front_matter
from discuss.kit.announce import announce


def publish(session: Session, actor: Actor, article_id: int, now: datetime) -> Article:
    """Return the article, public from now on; publishing it again changes nothing.

    A day that the file names and that has come is its date, else `now` is.
    """
    article = queries.locked(session, article_id)
    if article.published_at is not None:
        policy.may_write(actor).enforce()
        return article
    policy.may_publish(actor, article).enforce()
    article.published_at = _dated(session, article, now)
    article.first_public_n = article.revision_n
    session.flush()
    announce(session, Published(article.id))
    return article


def _dated(session: Session, article: Article, now: datetime) -> datetime:
    """Return the instant that the file names, unless it names none or one still to come."""
    current = queries.current_revision(session, article.id)
    metadata = front_matter.split(current.source)[0] if current else None
    if metadata is None or metadata.published is None:
        return now
    named = datetime.combine(metadata.published, time(), tzinfo=UTC)
    return min(named, now)
