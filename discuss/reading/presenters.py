"""Pages and feeds that compose several slices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from discuss.accounts.models import Person
from discuss.accounts.rules import Actor
from discuss.articles.presenters import ArticleCard, Teaser
from discuss.comments.models import Comment
from discuss.comments.presenters import CommentCard, Composer, ThreadCard, flat
from discuss.comments.queries import Said
from discuss.comments.rules.worth import h_index
from discuss.inbox.rules import Attitude
from discuss.kit.text import clip
from discuss.predictions.queries import Face
from discuss.reading.queries import Figures, Spoken
from discuss.reading.rules.atom import Entry, Feed
from discuss.reading.rules.linked_data import Asked, Told, as_script, graph
from discuss.reading.rules.linked_data import Said as SaidToMachines
from discuss.settings import Settings

LONGEST_TITLE = 80
FEWEST_VALUED = 2


@dataclass(frozen=True, slots=True)
class Listed:
    """An article on the front page."""

    headline: str
    standfirst: str
    path: str
    section: str
    published_at: datetime | None
    question: str
    comment_count: int
    question_count: int


def listed(teaser: Teaser, figures: Figures) -> Listed:
    """Return an article's card for the front page."""
    return Listed(
        headline=teaser.headline,
        standfirst=teaser.standfirst,
        path=teaser.path,
        section=teaser.section,
        published_at=teaser.published_at,
        question=teaser.question,
        comment_count=figures.comments,
        question_count=figures.questions,
    )


def linked_data(
    article: ArticleCard,
    faces: Sequence[Face],
    comments: Sequence[CommentCard],
    count: int,
    site: Settings,
) -> str:
    """Return what the article's page says to machines; never a forecast, never hidden words."""
    assert article.published_at is not None
    told = Told(
        url=site.site_url + article.path,
        headline=article.headline,
        description=article.description,
        author=article.byline,
        publisher=site.site_name,
        language=article.language,
        section=article.section,
        published_at=article.published_at,
        changed_at=article.changed_at,
        words=article.words,
        faq=[(p.question, p.text) for block in article.blocks for p in block.pairs],
        prompt=article.prompt.question if article.prompt else "",
    )
    asked = [
        Asked(
            url=f"{site.site_url}/questions/{face.question.id}",
            title=face.revision.title,
            criteria=face.revision.criteria,
            created_at=face.question.created_at,
        )
        for face in faces
    ]
    said = [
        SaidToMachines(
            url=f"{site.site_url}/comments/{card.id}",
            author=card.author,
            text=card.text,
            created_at=card.created_at,
            good_points=card.good_points,
        )
        for card in flat(comments)
        if card.state == "published"
    ]
    return as_script(graph(told, asked, said, count))


def article_feed(article: ArticleCard, said: Sequence[Said], site_url: str) -> Feed:
    """Return the feed of an article's newest comments."""
    page = site_url + article.path
    return _feed(page, f"Comments: {article.headline}", _said(said, site_url), article.changed_at)


def thread_feed(root: Comment, headline: str, said: Sequence[Said], site_url: str) -> Feed:
    """Return the feed of one thread: a top-level comment and all that answers it."""
    page = f"{site_url}/comments/{root.id}"
    title = f"One conversation about: {headline}"
    return _feed(page, title, _said(said, site_url), root.created_at)


def person_feed(person: Person, words: Sequence[Spoken], site_url: str) -> Feed:
    """Return the feed of what somebody says, wherever they say it."""
    page = f"{site_url}/people/{person.handle}"
    entries = [
        Entry(
            url=f"{site_url}/comments/{each.id}",
            title=f"{each.headline}: {clip(each.text, LONGEST_TITLE)}",
            author=person.name,
            published_at=each.created_at,
            changed_at=each.edited_at or each.created_at,
            html=each.html,
        )
        for each in words
    ]
    return _feed(page, f"Comments by {person.name}", entries, person.created_at)


def _feed(page: str, title: str, entries: Sequence[Entry], began: datetime) -> Feed:
    """Return a page's feed, as new as its newest entry, or as its beginning without any."""
    newest = max((entry.changed_at for entry in entries), default=began)
    return Feed(f"{page}/feed.atom", page, title, newest, entries)


def _said(said: Sequence[Said], site_url: str) -> list[Entry]:
    return [
        Entry(
            url=f"{site_url}/comments/{each.id}",
            title=f"{each.author_name}: {clip(each.text, LONGEST_TITLE)}",
            author=each.author_name,
            published_at=each.created_at,
            changed_at=each.edited_at or each.created_at,
            html=each.html,
        )
        for each in said
    ]


def site_feed(teasers: Sequence[Teaser], site_url: str, site_name: str, now: datetime) -> Feed:
    """Return the feed of the site's articles."""
    entries = [
        Entry(
            url=site_url + each.path,
            title=each.headline,
            author=site_name,
            published_at=each.published_at,
            changed_at=each.changed_at,
            summary=each.standfirst or each.question,
        )
        for each in teasers
        if each.published_at is not None
    ]
    newest = max((entry.changed_at for entry in entries), default=now)
    return Feed(f"{site_url}/feed.atom", f"{site_url}/", site_name, newest, entries)


def valued(marks: Sequence[int]) -> str:
    """Return how somebody's comments are valued, in a sentence; empty until two are, twice each."""
    index = h_index(marks)
    if index < FEWEST_VALUED:
        return ""
    whole = int(index)
    return f"{whole} comments were marked as useful by {whole} readers or more each (h {index:g})."


def comment_ids(cards: Sequence[CommentCard]) -> frozenset[int]:
    """Return the numbers of all comments that a page shows, gone ones too."""
    return frozenset(id_ for card in flat(cards) for id_ in (card.id, *card.swallowed))


def is_anybodys(actor: Actor, faces: Sequence[Face], talk: Mapping[str, Any]) -> bool:
    """Tell whether an article's page, as it is drawn, would be the same for another reader.

    Only their name, their unread notices and the keys of their forms may differ.
    """
    thread: ThreadCard | None = talk["thread"]
    composer: Composer | None = talk["composer"]
    if thread is None or composer is None or not _is_plain(actor):
        return False
    has_typed = composer.body or composer.kept_at or composer.attachable or composer.error
    return (
        not has_typed
        and talk["fresh"] is None
        and talk["attitude"] is Attitude.NONE
        and not any(each.own or each.has_passed or each.score or each.exclusion for each in faces)
        and all(each.whole(()) is not None for each in thread.comments)
    )


def _is_plain(actor: Actor) -> bool:
    """Tell whether somebody is a reader like any other."""
    return (
        actor.is_signed_in
        and actor.role == "reader"
        and actor.is_confirmed
        and not actor.owes_factor
        and actor.warning_id is None
        and actor.suspended_until is None
    )
