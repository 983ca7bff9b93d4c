"""Articles in lists."""

from dataclasses import dataclass
from datetime import datetime

from discuss.accounts.rules import Actor
from discuss.articles import policy
from discuss.articles.presenters.addresses import changed_at, path
from discuss.articles.queries import ArticlePage


@dataclass(frozen=True, slots=True)
class Teaser:
    """An article in a list."""

    id: int
    slug: str
    path: str
    headline: str
    standfirst: str
    section: str
    published_at: datetime | None
    changed_at: datetime
    question: str
    prompt_id: int | None
    may_publish: bool


def teaser(found: ArticlePage, actor: Actor) -> Teaser:
    """Return the card of an article in a list."""
    article, revision = found.article, found.revision
    return Teaser(
        id=article.id,
        slug=article.slug,
        path=path(article),
        headline=revision.headline,
        standfirst=revision.standfirst,
        section=article.section,
        published_at=article.published_at,
        changed_at=changed_at(article, revision),
        question=found.prompt.question if found.prompt else "",
        prompt_id=found.prompt.id if found.prompt else None,
        may_publish=bool(policy.may_publish(actor, article)),
    )
