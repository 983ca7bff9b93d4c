"""What the doors of discussions share: a page's cards, and the composer as it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flask import Blueprint, current_app
from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.articles.models import Prompt
from discuss.comments import policy, presenters, queries
from discuss.comments.actions import place_of
from discuss.comments.forms import PageOf, ThreadOf
from discuss.comments.models import Comment
from discuss.comments.presenters import CommentCard, Composer, Passage, ThreadCard
from discuss.comments.queries import Overlay, Said, Thread
from discuss.comments.rules import Order
from discuss.comments.views.choosing import choose
from discuss.comments.views.narrowing import (
    Wanted,
    narrow,
    stance_of,
    with_stances,
    with_what_is_answered,
)
from discuss.comments.views.showing import shows, shows_discussion
from discuss.kit import clock
from discuss.kit.command import Filled
from discuss.kit.errors import Advised, Conflict, Invalid, Missing
from discuss.kit.paging import Cursor
from discuss.predictions import queries as predictions
from discuss.predictions.presenters import AskedCard
from discuss.web.respond import safe_next

bp = Blueprint("comments", __name__)
NOBODY = 0
"""In place of a person, for whom everything is unanswered."""


def where_it_stood(page: str, comment_id: int) -> str:
    """Return where a comment stands on the page that somebody came from, else on its own page."""
    return f"{safe_next(page, f'/comments/{comment_id}').partition('#')[0]}#c{comment_id}"


def cursor_of(text: str, order: Order) -> Cursor | None:
    """Return the cursor in an address, None for the first page; raises `Invalid`."""
    return Cursor.decode(text, order=order, length=queries.KEY_LENGTH[order]) if text else None


@dataclass(frozen=True, slots=True)
class Reading:
    """Who reads which discussion, what of it is asked for, when, and what they may know."""

    session: Session
    actor: Actor
    prompt: Prompt
    asked: ThreadOf
    path: str
    now: datetime
    about: Passage | None
    sight: predictions.Sight

    def card(self, page: Thread, over: Overlay, why: str, *, is_flat: bool = False) -> ThreadCard:
        """Return a page for the template."""
        card = presenters.thread(
            page,
            over,
            queries.standing(self.session, self.actor, self.prompt.id),
            self.now,
            article_id=self.prompt.article_id,
            path=self.path,
            about=self.about,
            why=why,
            is_flat=is_flat,
        )
        if self.about is None:
            shows_discussion(self.prompt.id, card.comments)
        else:
            shows(card.comments)
        return card


def thread_card(  # noqa: PLR0913, PLR0917 - who reads what, in which order, from where on
    session: Session,
    actor: Actor,
    prompt: Prompt,
    asked: ThreadOf,
    path: str,
    now: datetime,
    about: Passage | None = None,
) -> ThreadCard:
    """Return a page of a discussion as this reader sees it; ten statements at any size.

    What `asked` says of a paragraph decides what is read, and `about` tells how it begins. Where a
    part of the comments is asked for, they stand alone, each with what it answers.
    """
    sight = predictions.sight(session, prompt.id, actor.person_id, now)
    wanted = narrow(session, actor, asked, prompt, sight, now) if asked.is_narrowed else None
    this = Reading(session, actor, prompt, asked, path, now, about, sight)
    return _whole(this) if wanted is None else _part(this, wanted)


def _whole(this: Reading) -> ThreadCard:
    session, prompt, asked, sight = this.session, this.prompt, this.asked, this.sight
    talk = queries.discussion(session, prompt.id)
    chosen = choose(session, asked, prompt, sight, this.now)
    after = cursor_of(asked.after, chosen.order)
    if after is None and asked.at:
        after = queries.beginning(session, talk, asked.at, chosen.order)
    page = queries.page_of_thread(session, prompt.id, chosen.order, after, chosen.guide)
    over = queries.overlay(session, prompt.id, page.said, this.actor.person_id, sight)
    if asked.about:
        over = _only(over, page.said, asked.about)
    why = chosen.why + (presenters.NEW_PLACES if page.newcomers else "")
    hidden = stance_of(asked, sight) if asked.stance else None
    if hidden is not None:
        why = presenters.HIDDEN_STANCE.format(title=hidden.short_title) + why
    card = this.card(page, over, why)
    is_first = this.path and not asked.about and after is None
    return with_stances(session, card, sight) if is_first else card


def _part(this: Reading, wanted: Wanted) -> ThreadCard:
    session, prompt = this.session, this.prompt
    after = cursor_of(this.asked.after, wanted.order)
    page = queries.page_of_matches(session, prompt.id, wanted.narrowing, wanted.order, after)
    over = queries.overlay(session, prompt.id, page.said, this.actor.person_id, this.sight)
    card = this.card(page, replace(over, held=()), why="", is_flat=True)
    return with_what_is_answered(session, card, wanted.narrowed)


def _only(over: Overlay, said: Sequence[Said], block: str) -> Overlay:
    """Return what is laid over a paragraph's comments, without words held elsewhere."""
    here = {each.id for each in said}
    held = [each for each in over.held if each.anchor_block == block or each.parent_id in here]
    return replace(over, held=held)


def tree(
    session: Session, actor: Actor, prompt_id: int, said: Sequence[Said], now: datetime
) -> list[CommentCard]:
    """Return some comments as this reader sees them; where one is anchored, one statement more."""
    sight = predictions.sight(session, prompt_id, actor.person_id, now)
    over = queries.overlay(session, prompt_id, said, actor.person_id, sight)
    closed = queries.discussion(session, prompt_id).closed_at is not None
    anchored = any(each.anchor_block for each in (*said, *over.held))
    path = f"/articles/{queries.home_of(session, prompt_id)[1]}" if anchored else ""
    here = queries.standing(session, actor, prompt_id)
    cards = presenters.cards(said, over, here, now, closed=closed, path=path)
    shows(cards)
    return cards


@dataclass(frozen=True, slots=True)
class Answers:
    """A page of replies, the cursor that goes on or '', and how many changed places meanwhile."""

    comments: Sequence[CommentCard]
    after: str
    moved: int


def answers(
    session: Session, actor: Actor, comment: Comment, asked: PageOf, now: datetime
) -> Answers:
    """Return a page of replies as this reader sees them."""
    order = asked.order or Order.BEST
    cursor = cursor_of(asked.after, queries.reply_order(order))
    found = queries.replies(session, comment, order, cursor)
    cards = tree(session, actor, comment.prompt_id, found.said, now)
    mine = [card for card in cards if card.parent_id == comment.id]
    return Answers(mine, found.after.encode() if found.after else "", found.moved)


def conversation(session: Session, actor: Actor, comment: Comment, now: datetime) -> dict[str, Any]:
    """Return a comment below what it answers, with its first replies, for its own page.

    `further_up` is the comment above the first one shown, None when that stands at the top; each of
    the `orders` has a page that begins with the whole branch.
    """
    above = queries.these(session, queries.context(session, comment))
    below = queries.replies(session, comment, Order.BEST)
    cards = tree(session, actor, comment.prompt_id, [*above, *below.said], now)
    ids = {each.id for each in above}
    return {
        "comments": presenters.closed_up([card for card in cards if card.id in ids]),
        "after": below.after.encode() if below.after else "",
        "further_up": above[0].parent_id,
        "root": comment.root_id or comment.id,
        "orders": presenters.STORED,
    }


def card_of(session: Session, actor: Actor, comment: Comment, now: datetime) -> CommentCard:
    """Return one comment as this reader sees it, without its replies."""
    found = queries.these(session, [comment.id])
    for card in _flat(tree(session, actor, comment.prompt_id, found, now)):
        if card.id == comment.id:
            return card
    raise Missing("This comment cannot be seen.")


def _flat(cards: Sequence[CommentCard]) -> list[CommentCard]:
    return [each for card in cards for each in (card, *_flat(card.replies))]


def composer(  # noqa: PLR0913 - a form as it stands has this many facts
    session: Session,
    actor: Actor,
    prompt: Prompt,
    path: str,
    *,
    parent: Comment | None = None,
    about: Passage | None = None,
    body: str | None = None,
    refusal: Invalid | Conflict | None = None,
    preview: str | None = None,
    submission_key: str | None = None,
    attach: bool = True,
    forecasts: Mapping[str, Mapping[str, str]] | None = None,
    guest: Filled | None = None,
) -> Composer:
    """Return the form for a comment or a reply, with the reader's draft; four statements.

    For a stranger two: the discussion, and what guests can forecast.
    """
    discussion = queries.discussion(session, prompt.id)
    verdict = (
        policy.may_reply(actor, parent, discussion)
        if parent
        else policy.may_post(actor, discussion)
    )
    place = place_of(prompt.id, parent.id if parent else None, about.block if about else "")
    body, kept_at = (body, None) if body is not None else _kept(session, actor, place)
    return Composer(
        article_id=prompt.article_id,
        path=path,
        parent_id=parent.id if parent else None,
        about=about.block if about else "",
        quote=about.quote if about else "",
        body=body,
        kept_at=kept_at,
        error=refusal.sentence if refusal else "",
        is_advised=isinstance(refusal, Advised),
        preview=preview,
        attachable=_attachable(session, actor, prompt.id),
        askable=_askable(session, actor, prompt.id, forecasts or {}, refusal),
        attach=attach,
        refused="" if verdict else verdict.sentence,
        signed_in=actor.is_signed_in,
        takes_guests=current_app.config["DISCUSS"].guests,
        guest=guest or Filled.empty(),
        pace=discussion.pace(clock.now()),
        **_key(actor, submission_key),
    )


def _kept(session: Session, actor: Actor, place: str) -> tuple[str, int | None]:
    """Return a draft and when it was kept, as browsers count; None for strangers."""
    kept = queries.kept_draft(session, actor.person_id, place)
    if kept is None:
        return "", 0 if actor.is_signed_in else None
    return kept.body, clock.milliseconds(kept.updated_at)


def _key(actor: Actor, sent: str | None) -> dict[str, str]:
    """Return the key that makes a second press the same deed, nothing for a fresh one.

    Strangers all get the same page, so they share a key; words, place and address tell their
    deeds apart, and tomorrow the same may be said again.
    """
    if sent:
        return {"submission_key": sent}
    return {} if actor.is_signed_in else {"submission_key": f"day-{clock.now():%Y-%m-%d}"}


def _attachable(session: Session, actor: Actor, prompt_id: int) -> list[presenters.Chip]:
    if not actor.is_signed_in:
        return []
    standing = predictions.own_standings(session, prompt_id, actor.id, clock.now())
    return presenters.own_chips(standing)


def _askable(
    session: Session,
    actor: Actor,
    prompt_id: int,
    typed: Mapping[str, Mapping[str, str]],
    refusal: Invalid | Conflict | None,
) -> Sequence[AskedCard]:
    """Return on what a forecast can come with the words; a guest's is made when they publish."""
    if not actor.is_signed_in and not current_app.config["DISCUSS"].guests:
        return ()
    found = predictions.unanswered(session, prompt_id, actor.person_id or NOBODY, clock.now())
    return presenters.askable(found, typed, refusal)
