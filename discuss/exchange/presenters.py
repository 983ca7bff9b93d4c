"""The export format, version 1: JSON Lines, one thing a line, each named by its `kind`.

The first line is the header; `article` and `prompt` follow, then `question` and `comment` lines.
Instants are ISO 8601 in UTC. Only what everybody can read is in it: no addresses, no forecasts of
single people, no words that were removed.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from discuss.articles.queries import ArticlePage
from discuss.exchange import queries

FORMAT = "discuss-export"
VERSION = 1


def lines(session: Session, found: ArticlePage, site_url: str, now: datetime) -> Iterator[str]:
    """Yield an article and its discussion, a line each, without line ends."""
    article, revision = found.article, found.revision
    yield _line("header", {"format": FORMAT, "version": VERSION, "site": site_url, "at": now})
    yield _line(
        "article",
        {
            "slug": article.slug,
            "headline": revision.headline,
            "standfirst": revision.standfirst,
            "language": article.language,
            "published_at": article.published_at,
            "revision": revision.n,
            "source": revision.source,
        },
    )
    if found.prompt is None:
        return
    prompt = found.prompt
    yield _line("prompt", {"question": prompt.question, "invitation": prompt.invitation})
    for question in queries.questions(session, prompt.id):
        yield _line("question", question)
    for comment in queries.comments(session, prompt.id):
        yield _line("comment", comment)


def _line(kind: str, about: Mapping[str, Any]) -> str:
    return json.dumps({"kind": kind, **about}, ensure_ascii=False, default=_plain)


def _plain(value: object) -> str:
    assert isinstance(value, datetime)
    return value.isoformat()
