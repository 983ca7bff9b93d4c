"""One comment as pages show it, and what one drawing of it depends on."""

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from operator import attrgetter

from discuss.comments.presenters.anchors import AnchorCard
from discuss.comments.presenters.badges import Badge
from discuss.comments.presenters.chips import Chip
from discuss.comments.presenters.credit import NO_CREDIT, Credit
from discuss.comments.queries import Above
from discuss.kit.text import span_in_words


@dataclass(frozen=True, slots=True)
class CommentCard:
    """One comment, with what this reader may do and the replies shown below it."""

    id: int
    author: str
    handle: str
    role: str
    badges: Sequence[Badge]
    is_author: bool
    expertise: str
    html: str
    text: str
    gone: str
    state: str
    depth: int
    parent_id: int | None
    created_at: datetime
    edited_at: datetime | None
    is_edited_answered: bool
    good_points: int
    well_sourced: int
    marks: frozenset[str]
    chips: Sequence[Chip]
    is_own: bool
    may_reply: bool
    may_react: bool
    minutes_to_edit: int
    held_because: str
    held_within: int
    """Minutes within which moderators mean to have read it; 0 where it does not wait."""
    reply_count: int
    descendant_count: int
    honour: str = ""
    may_honour: bool = False
    is_locked: bool = False
    """Whether moderators ended the replies to it."""
    may_moderate: bool = False
    """Whether this reader may decide at the desk whether it stands."""
    may_change_mind: bool = False
    is_ignored: bool = False
    """Whether the reader ignores its author, so that it is folded for them."""
    credit: Credit = NO_CREDIT
    anchor: AnchorCard | None = None
    answers: Above | None = None
    """What it answers, where it stands without its branch."""
    is_bridge: bool = False
    """Most of at least ten readers from each side accepted it, as far as this reader may know."""
    speaks_for: str = ""
    """The side of the leading question, `low` or `high`, that it convinces and the other not."""
    swallowed: Sequence[int] = ()
    """Other gone comments that its line speaks for."""
    beside: int = 0
    """How many of those stood beside it."""
    replies: list["CommentCard"] = field(default_factory=list)

    @property
    def more_replies(self) -> int:
        """How many replies are there and not shown here."""
        shown = sum(1 + reply.beside for reply in self.replies if not reply.held_because)
        return max(0, self.reply_count - shown)

    @property
    def face(self) -> tuple[Hashable, ...]:
        """Everything that its own part of a page shows: what stands below it is drawn apart."""
        return _FACE(self)

    def whole(self, apart: Collection[int]) -> tuple[Hashable, ...] | None:
        """Everything that it and all below it show; None where a part is this reader's alone.

        `apart` are comments that are marked for this reader or this page.
        """
        mine = self.marks or self.is_own or self.is_ignored or self.credit.has_mine
        if mine or self.id in apart:
            return None
        below = [each.whole(apart) for each in self.replies]
        if None in below:
            return None
        return (*_FACE(self), *_COUNTS(self), *below)

    @property
    def held_for(self) -> str:
        """By when moderators mean to have read it, in words."""
        return span_in_words(self.held_within)

    @property
    def ring(self) -> int | None:
        """The forecast for the ring around the initials: the first revealed one, in percent."""
        return next((chip.now for chip in self.chips if chip.now is not None), None)


_COUNTED = ("reply_count", "descendant_count", "swallowed", "beside")
_COUNTS: Callable[[CommentCard], tuple[Hashable, ...]] = attrgetter(*_COUNTED)
_APART = {"text", "replies", *_COUNTED}
_FACE: Callable[[CommentCard], tuple[Hashable, ...]] = attrgetter(
    *(each.name for each in fields(CommentCard) if each.name not in _APART)
)
