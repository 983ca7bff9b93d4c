"""What readers found, for the page and for programs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from pydantic import BaseModel

from discuss.kit.search import Query, Segment, excerpt, marked
from discuss.search.forms import Wanted
from discuss.search.queries import Found, Hit


@dataclass(frozen=True, slots=True)
class HitCard:
    """One hit on the page; texts come in segments, so that the template escapes each."""

    is_comment: bool
    path: str
    at: datetime
    title: Sequence[Segment]
    """The headline, of the article itself or of the one under which the comment stands."""
    article_path: str
    excerpt: Sequence[Segment]
    author_name: str
    author_handle: str
    author_role: str
    byline: str
    has_forecast: bool


class SegmentOut(BaseModel):
    """A piece of plain text, and whether it is what was looked for."""

    text: str
    hit: bool


class HitOut(BaseModel):
    """A comment or an article that was found."""

    kind: str
    """`comment` or `article`."""
    id: int
    url: str
    at: datetime
    article_id: int
    headline: str
    author: str
    """The name of a comment's author, or an article's byline."""
    author_handle: str
    """Empty for an article."""
    has_forecast: bool
    excerpt: list[SegmentOut]


class SearchOut(BaseModel):
    """A page of what was found."""

    order: str
    ranked_among: int | None
    """With `relevance`: how many of the newest hits were compared, where there may be more."""
    hits: list[HitOut]
    after: str | None


def card(hit: Hit, query: Query) -> HitCard:
    """Return a hit as the page shows it."""
    is_comment = hit.comment_id is not None
    return HitCard(
        is_comment=is_comment,
        path=_path(hit),
        at=hit.at,
        title=[Segment(hit.headline)] if is_comment else marked(hit.headline, query),
        article_path=f"/articles/{hit.slug}",
        excerpt=excerpt(hit.body, query),
        author_name=hit.author_name,
        author_handle=hit.author_handle,
        author_role=hit.author_role,
        byline=hit.byline,
        has_forecast=hit.has_forecast,
    )


def as_json(found: Found, query: Query, order: str, site_url: str) -> SearchOut:
    """Return a page of hits as programs read it."""
    return SearchOut(
        order=order,
        ranked_among=found.ranked_among,
        hits=[_hit_out(hit, query, site_url) for hit in found.page.rows],
        after=found.page.after.encode() if found.page.after else None,
    )


def _hit_out(hit: Hit, query: Query, site_url: str) -> HitOut:
    return HitOut(
        kind="article" if hit.comment_id is None else "comment",
        id=hit.comment_id or hit.article_id,
        url=site_url + _path(hit),
        at=hit.at,
        article_id=hit.article_id,
        headline=hit.headline,
        author=hit.author_name or hit.byline,
        author_handle=hit.author_handle,
        has_forecast=hit.has_forecast,
        excerpt=[SegmentOut(text=s.text, hit=s.is_hit) for s in excerpt(hit.body, query)],
    )


def _path(hit: Hit) -> str:
    if hit.comment_id is None:
        return f"/articles/{hit.slug}"
    return f"/comments/{hit.comment_id}#c{hit.comment_id}"


def address(asked: Wanted, **changes: str) -> str:
    """Return the address of the same search with some things changed, from its first page on."""
    given = {
        "q": asked.q,
        "article": asked.article,
        "by": asked.by,
        "kind": asked.kind,
        "staff": "1" if asked.staff else "",
        "forecast": asked.forecast,
        "order": asked.order if asked.order != "relevance" else "",
    }
    return "/search?" + urlencode({k: v for k, v in {**given, **changes}.items() if v})
