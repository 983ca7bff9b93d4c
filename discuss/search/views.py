"""The page on which readers search."""

from dataclasses import dataclass

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from discuss.accounts.acting import current_actor
from discuss.kit.errors import Invalid, Missing
from discuss.kit.paging import Cursor
from discuss.kit.search import Query, parse
from discuss.search import presenters, queries
from discuss.search.forms import Wanted
from discuss.search.queries import Found, Place
from discuss.web.limits import keep_pace, network
from discuss.web.respond import page
from discuss.web.transaction import reading

bp = Blueprint("search", __name__)
SLOW = "Those were many searches in a short time. Wait a minute, then search again."
ORDERS = (("relevance", "Best match"), ("newest", "Newest"))


@dataclass(frozen=True, slots=True)
class Looked:
    """What was looked for, in which article if in one, and a page of what was found."""

    words: Query
    article: Place | None
    hits: Found


@bp.get("/search")
def show() -> ResponseReturnValue:
    """Show what readers look for, in words of comments and articles.

    What cannot be looked for leaves a sentence on the page, beside what was typed.
    """
    asked = Wanted.parse(request.args)
    try:
        looked = look(asked) if asked.q else None
    except (Invalid, Missing) as refusal:
        return _page(asked, None, refusal)
    return _page(asked, looked)


def _page(
    asked: Wanted, looked: Looked | None, refusal: Invalid | Missing | None = None
) -> ResponseReturnValue:
    after = looked.hits.page.after if looked else None
    return page(
        "search/search.html",
        404 if isinstance(refusal, Missing) else 200,
        asked=asked,
        sentence=refusal.sentence if refusal else "",
        is_unreadable=isinstance(refusal, Invalid),
        article=looked.article if looked else None,
        hits=[presenters.card(hit, looked.words) for hit in looked.hits.page.rows]
        if looked
        else None,
        orders=[(n, text, presenters.address(asked, order=n)) for n, text in ORDERS],
        everywhere=presenters.address(asked, article=""),
        ranked_among=looked.hits.ranked_among if looked else None,
        onward=presenters.address(asked, after=after.encode()) if after else "",
    )


def look(asked: Wanted) -> Looked:
    """Return a page of hits; five statements at most, and one for each name in the question.

    Raises `Invalid` for words that cannot be looked for, `Missing` for an article or a person that
    is not there, `TooSoon` past 60 searches a minute from one network or one account.
    """
    query = parse(asked.q)
    length = queries.KEY_LENGTH[asked.order]
    after = Cursor.decode(asked.after, order=asked.order, length=length) if asked.after else None
    actor = current_actor()
    keep_pace("60 per minute", str(actor.id) if actor.is_signed_in else network(), sentence=SLOW)
    where = queries.scope(reading(), asked.narrowing())
    hits = queries.found(reading(), query, where, asked.order, after)
    return Looked(query, where.article, hits)
