"""Comments as pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from discuss.accounts import policy as accounts
from discuss.accounts.rules import Actor
from discuss.comments import policy
from discuss.comments.presenters.anchors import Passage, anchor
from discuss.comments.presenters.badges import badges, is_author
from discuss.comments.presenters.chips import chips
from discuss.comments.presenters.comment_card import CommentCard
from discuss.comments.presenters.credit import NO_CREDIT, credit
from discuss.comments.presenters.narrowed import Narrowed
from discuss.comments.presenters.orders import offered
from discuss.comments.presenters.why import because, why_gone
from discuss.comments.queries import Overlay, Said, Thread
from discuss.comments.rules import minutes_to_edit
from discuss.comments.rules.ranks import is_valued_by_both
from discuss.comments.rules.worth import speaks_for
from discuss.predictions.queries import Lead, Sight


@dataclass(frozen=True, slots=True)
class ThreadCard:
    """A page of a discussion, ready for the template."""

    prompt_id: int
    article_id: int
    path: str
    count: int
    order: str
    why: str
    orders: Sequence[tuple[str, str]]
    comments: Sequence[CommentCard]
    after: str
    closed: bool
    closes_at: datetime | None = None
    is_staff: bool = False
    """Whether this reader may slow it, or say when its comments are read."""
    version: int = 0
    moved: int = 0
    """How many comments appeared or changed places since the reader's first page."""
    began: int = 0
    """The discussion's version at which this reading began."""
    about: Passage | None = None
    """The paragraph that all of them answer; None in the whole discussion."""
    newcomers: frozenset[int] = frozenset()
    """Comments of the last half hour that were given a place among the best."""
    narrowed: Narrowed | None = None
    """What all of them have in common; None where nothing is left out."""
    askable: Sequence[Lead] = ()
    """The questions by whose forecasts this reader may narrow the discussion down."""
    stances: Mapping[str, int] = field(default_factory=dict)
    """How many comments stand where on the leading question, each counted up to 100."""
    stances_on: str = ""
    """What that question is called."""

    @property
    def base(self) -> str:
        """The address of its pages, up to the name of the order."""
        about = f"about={self.about.block}&" if self.about else ""
        return f"{self.path}?{about}{self.narrowed.address if self.narrowed else ''}"


def cards(  # noqa: PLR0913 - comments, what is laid over them, for whom, and where they stand
    said: Sequence[Said],
    over: Overlay,
    actor: Actor,
    now: datetime,
    *,
    closed: bool,
    path: str,
    is_flat: bool = False,
) -> list[CommentCard]:
    """Return comments as a tree, in the order in which they were read; one pass.

    `path` is the address of the article. With `is_flat` none stands below another.
    """
    open_to = bool(accounts.may_take_part(actor)) and not closed
    made = {each.id: _card(each, over, actor, now, open_to=open_to, path=path) for each in said}
    top: list[CommentCard] = []
    for each in over.held:
        if each.id not in made:
            made[each.id] = _card(each, over, actor, now, open_to=open_to, path=path)
            (made[each.parent_id].replies if each.parent_id in made else top).append(made[each.id])
    for each in said:
        parent_id = None if is_flat else each.parent_id
        above = made.get(parent_id) if parent_id is not None else None
        (above.replies if above is not None else top).append(made[each.id])
    return top


def thread(  # noqa: PLR0913 - a page, what is laid over it, for whom, and where it stands
    page: Thread,
    over: Overlay,
    actor: Actor,
    now: datetime,
    *,
    article_id: int,
    path: str,
    about: Passage | None = None,
    why: str,
    is_flat: bool = False,
) -> ThreadCard:
    """Return a page of a discussion for the template."""
    closed = page.discussion.closed_at is not None
    return ThreadCard(
        prompt_id=page.discussion.prompt_id,
        article_id=article_id,
        path=path,
        count=page.discussion.comment_count or 0,
        order=page.order.value,
        why=why,
        orders=offered(over.sight, visits=actor.person_id is not None),
        comments=cards(page.said, over, actor, now, closed=closed, path=path, is_flat=is_flat),
        after=page.after.encode() if page.after else "",
        closed=closed,
        closes_at=None if closed else page.discussion.closes_at,
        is_staff=actor.may_edit or actor.may_moderate,
        moved=page.moved,
        began=page.began,
        newcomers=page.newcomers,
        version=page.discussion.version or 0,
        about=about,
        askable=[each for each in over.sight.binary if each.question_id in over.sight.revealed],
    )


def _card(  # noqa: PLR0913 - a comment, what is laid over it, for whom, and where it stands
    each: Said, over: Overlay, actor: Actor, now: datetime, *, open_to: bool, path: str
) -> CommentCard:
    own = actor.person_id is not None and each.author_id == actor.person_id
    return CommentCard(
        id=each.id,
        state=each.state,
        depth=each.depth,
        parent_id=each.parent_id,
        created_at=each.created_at,
        good_points=each.good_points,
        well_sourced=each.well_sourced,
        marks=over.marks.get(each.id, frozenset()),
        is_own=own,
        **_waiting(each, over, own=own),
        reply_count=each.reply_count,
        descendant_count=each.descendant_count,
        honour=(each.honour or "") if each.state == "published" else "",
        credit=credit(over.moved.get(each.id, ())) if each.state == "published" else NO_CREDIT,
        is_ignored=each.id in over.ignored and each.state == "published",
        anchor=anchor(each, path),
        is_bridge=_knows_sides(each, over.sight) and is_valued_by_both(*_sides(each)),
        speaks_for=speaks_for(*_sides(each)) if _knows_sides(each, over.sight) else "",
        **_words(each, over, own=own),
        **_deeds(each, over, actor, now, open_to=open_to),
    )


def _waiting(each: Said, over: Overlay, *, own: bool) -> dict[str, Any]:
    """Return why a comment waits for a moderator and how long it may, as its author is told."""
    if not own or each.state != "held":
        return {"held_because": "", "held_within": 0}
    return {"held_because": because(over.holds.get(each.id, ())), "held_within": over.within}


def _words(each: Said, over: Overlay, *, own: bool) -> dict[str, Any]:
    """Return what a comment says and who says it; nothing of either where it cannot be read."""
    if each.state != "published" and not (own and each.state in {"held", "hidden"}):
        gone = why_gone(each)
        empty = dict.fromkeys(("author", "handle", "role", "expertise", "html", "text"), "")
        unsaid = {"edited_at": None, "is_edited_answered": False, "is_author": False}
        return {**empty, **unsaid, "gone": gone, "badges": (), "chips": ()}
    return {
        "author": each.author_name,
        "handle": each.author_handle,
        "role": each.author_role,
        "badges": badges(each, own=own),
        "is_author": is_author(each),
        "expertise": each.author_expertise,
        "html": each.html,
        "text": each.text,
        "gone": "",
        "edited_at": each.edited_at,
        "is_edited_answered": each.is_edited_answered,
        "chips": chips(over.stamps.get(each.id, ()), over.sight.revealed, own=own),
    }


def _deeds(
    each: Said, over: Overlay, actor: Actor, now: datetime, *, open_to: bool
) -> dict[str, Any]:
    """Return what this reader may do with a comment."""
    own = actor.person_id is not None and each.author_id == actor.person_id
    published = each.state == "published"
    editable = own and each.state in {"published", "held"}
    return {
        "may_reply": open_to and published and not each.is_locked,
        "is_locked": published and each.is_locked,
        "may_react": open_to and published and not own,
        "may_change_mind": open_to and published and not own and bool(over.sight.taking),
        "may_honour": published and bool(policy.may_honour(actor)),
        "may_moderate": bool(policy.may_take_up(actor, each.author_id, each.state)),
        "minutes_to_edit": minutes_to_edit(each.created_at, now) if editable else 0,
    }


def _knows_sides(each: Said, sight: Sight) -> bool:
    """Say whether the viewer may know what either side makes of a comment."""
    known = sight.lead is not None and sight.lead.question_id in sight.revealed
    return known and each.state == "published"


def _sides(each: Said) -> tuple[int, int, int, int]:
    return each.low_up, each.low_marks, each.high_up, each.high_marks
