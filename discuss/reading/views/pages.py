"""Pages that compose several slices: the front page, an article, a person; and the feeds."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, current_app, request
from flask.typing import ResponseReturnValue

from discuss.accounts import queries as accounts
from discuss.accounts.acting import current_actor
from discuss.articles import presenters as article_cards
from discuss.articles import queries as articles
from discuss.articles.forms import Listing
from discuss.articles.queries import ArticlePage
from discuss.comments import queries as comments
from discuss.comments.forms import ThreadOf
from discuss.comments.presenters import closed_up
from discuss.comments.views.anchors import margin
from discuss.comments.views.frame import composer, thread_card
from discuss.comments.views.reading import visible
from discuss.comments.views.visits import arrive, news
from discuss.inbox import queries as inbox
from discuss.inbox.rules import Attitude, Kind
from discuss.kit import clock
from discuss.kit.paging import Cursor
from discuss.moderation.rules.clauses import CLAUSES
from discuss.predictions import presenters as question_cards
from discuss.predictions import queries as predictions
from discuss.predictions.views.aftermath import came_true
from discuss.reading import presenters, queries
from discuss.reading.rules.atom import Feed, atom
from discuss.reading.views import sharing
from discuss.settings import Settings
from discuss.web import stored
from discuss.web.respond import page, see_other, wants_fragment
from discuss.web.transaction import reading

TALK = "discuss_talk"

bp = Blueprint("reading", __name__)


@bp.get("/")
def front() -> ResponseReturnValue:
    """Show the articles, or the only one there is."""
    asked = Listing.parse(request.args)
    after = Cursor.decode(asked.after, order=articles.ORDER, length=2) if asked.after else None
    found = articles.index(reading(), after)
    if len(found.rows) == 1 and found.after is None and after is None:
        return see_other(article_cards.path(found.rows[0].article))
    teasers = [article_cards.teaser(each, current_actor()) for each in found.rows]
    counts = queries.figures(reading(), [t.prompt_id for t in teasers if t.prompt_id])
    cards = [
        presenters.listed(each, counts.get(each.prompt_id or 0, queries.Figures()))
        for each in teasers
    ]
    onward = found.after.encode() if found.after else ""
    return page("reading/index.html", articles=cards, after=onward)


@bp.get("/articles/<slug>")
def article(slug: str) -> ResponseReturnValue:
    """Show an article, its questions and a page of its discussion."""
    found = articles.published(reading(), slug)
    asked = ThreadOf.parse(request.args)
    whole = not wants_fragment()
    shown = _whole(found, asked) if whole else _discussion(found, asked)
    if shown.get("is_anybodys"):
        sharing.keep(current_actor(), shown["thread"], shown["composer"])
    answer = page("reading/article.html" if whole else _fragment(asked), **shown)
    if whole:
        stored.keep()
    if shown["begins"]:
        arrive(current_actor(), shown["thread"])
    return answer


def _fragment(asked: ThreadOf) -> str:
    """Return what a script gets: the next page, or what opens beside a paragraph."""
    return "comments/_margin.html" if asked.about and not asked.after else "comments/_page.html"


def _discussion(found: ArticlePage, asked: ThreadOf) -> dict[str, Any]:
    """Return what the discussion's template takes; nothing when the article asks nothing."""
    if found.prompt is None:
        return {"thread": None, "composer": None, "fresh": None, "begins": False, "margin": {}}
    session, actor, now = reading(), current_actor(), clock.now()
    path = article_cards.path(found.article)
    # Held while the page is made: a session forgets what nobody holds, and reads it again.
    session.info[TALK] = comments.discussion(session, found.prompt.id)
    passages, about = margin(session, found.prompt.id, found.revision.blocks, asked.about)
    card = thread_card(session, actor, found.prompt, asked, path, now, about)
    thread = replace(card, comments=closed_up(card.comments))
    watched = inbox.watched_under(session, actor.person_id, found.prompt.id)
    fresh, begins = news(session, actor, thread, now)
    return {
        "thread": thread,
        "fresh": fresh,
        "begins": begins,
        "margin": passages,
        "composer": composer(session, actor, found.prompt, path, about=about),
        "attitude": watched.get((Kind.DISCUSSION, found.prompt.id), Attitude.NONE),
    }


def _whole(found: ArticlePage, asked: ThreadOf) -> dict[str, Any]:
    session, actor, now = reading(), current_actor(), clock.now()
    card, talk = article_cards.page(found), _discussion(found, asked)
    faces = (
        predictions.board(session, found.prompt.id, actor.person_id, now) if found.prompt else []
    )
    groups = predictions.groups_under(session, found.prompt.id) if found.prompt else []
    said = talk["thread"].comments if talk["thread"] else []
    count = talk["thread"].count if talk["thread"] else 0
    linked_data = ""
    if not actor.is_signed_in:  # the machines that read it never sign in
        linked_data = presenters.linked_data(card, faces, said, count, _site())
    return {
        "article": card,
        "blocks": question_cards.blocks(groups, faces, actor),
        "came_true": came_true(session, faces, actor),
        "question_count": len(faces),
        "comment_count": count,
        "house_rules": [clause.title for clause in CLAUSES],
        "linked_data": linked_data,
        "is_anybodys": presenters.is_anybodys(actor, faces, talk),
        **talk,
    }


@bp.get("/people/<handle>")
def person(handle: str) -> ResponseReturnValue:
    """Show somebody's record: what they said, and how right they were."""
    session = reading()
    found = accounts.by_handle(session, handle)
    track = question_cards.track(predictions.track_of(session, found.id, clock.now()))
    record = question_cards.record(predictions.record_of(session, found.id), track.n)
    words = queries.words_of(session, found.id)
    valued = presenters.valued(queries.marks_of(session, found.id))
    return page(
        "reading/person.html",
        person=found,
        record=record,
        track=track,
        words=words,
        valued=valued,
    )


@bp.get("/privacy")
def privacy() -> ResponseReturnValue:
    """Say what is kept of people."""
    return page("reading/privacy.html")


@bp.get("/feed.atom")
def site_feed() -> ResponseReturnValue:
    """Return the feed of articles."""
    actor, site = current_actor(), _site()
    teasers = [article_cards.teaser(each, actor) for each in articles.index(reading()).rows]
    return _atom(presenters.site_feed(teasers, site.site_url, site.site_name, clock.now()))


@bp.get("/articles/<slug>/feed.atom")
def article_feed(slug: str) -> ResponseReturnValue:
    """Return the feed of an article's newest comments."""
    found = articles.published(reading(), slug)
    said = comments.latest(reading(), found.prompt.id, queries.FEED_LENGTH) if found.prompt else []
    card = article_cards.page(found)
    return _atom(presenters.article_feed(card, said, _site().site_url))


@bp.get("/comments/<int:comment_id>/feed.atom")
def thread_feed(comment_id: int) -> ResponseReturnValue:
    """Return the feed of one thread; a reply leads to that of the comment at its top."""
    session, comment = reading(), visible(comment_id)
    if comment.root_id is not None:
        return see_other(f"/comments/{comment.root_id}/feed.atom")
    _, _, headline = comments.home_of(session, comment.prompt_id)
    said = comments.latest_of_thread(session, comment.id, queries.FEED_LENGTH)
    return _atom(presenters.thread_feed(comment, headline, said, _site().site_url))


@bp.get("/people/<handle>/feed.atom")
def person_feed(handle: str) -> ResponseReturnValue:
    """Return the feed of somebody's newest comments."""
    session = reading()
    found = accounts.by_handle(session, handle)
    words = queries.words_of(session, found.id, queries.FEED_LENGTH)
    return _atom(presenters.person_feed(found, words, _site().site_url))


def _atom(feed: Feed) -> ResponseReturnValue:
    response = Response(atom(feed), mimetype="application/atom+xml")
    response.headers["Cache-Control"] = "public, max-age=60"
    response.add_etag()
    return response.make_conditional(request)


def _site() -> Settings:
    settings: Settings = current_app.config["DISCUSS"]
    return settings
