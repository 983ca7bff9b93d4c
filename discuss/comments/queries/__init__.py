"""Reads of discussions; each says how many statements it takes."""

from discuss.comments.queries.anchors import (
    counts_by_paragraph,
    passages_of,
    quote_once,
)
from discuss.comments.queries.beginning import beginning
from discuss.comments.queries.below import replies, reply_order
from discuss.comments.queries.best import best_of
from discuss.comments.queries.flat import Above, Narrowing, above, page_of_matches, stances
from discuss.comments.queries.live import Lately, lately
from discuss.comments.queries.locks import has_lock, is_ended_at, lock_above, locks_of
from discuss.comments.queries.minds import Moved, changes_of, moved_by, movements
from discuss.comments.queries.one import (
    ancestors,
    arrangements,
    by_id,
    by_submission,
    context,
    discussion,
    draft,
    home_of,
    kept_draft,
    last_post_at,
    prompt_of,
    revision,
    revisions,
    slowings,
    standing,
    withdrawal,
)
from discuss.comments.queries.ordering import KEY_LENGTH, padded
from discuss.comments.queries.people import guest_comment, involved, people_called, people_of
from discuss.comments.queries.ranks import misplaced
from discuss.comments.queries.recount import Drift, ranks_of, recount
from discuss.comments.queries.said import Said
from discuss.comments.queries.stamped import Among, count_stamped
from discuss.comments.queries.thread import (
    Guide,
    Thread,
    latest,
    latest_of_thread,
    page_of_thread,
    these,
)
from discuss.comments.queries.viewer import Overlay, Stamp, overlay
from discuss.comments.queries.visits import Since, appeared, since

__all__ = [
    "KEY_LENGTH",
    "Above",
    "Among",
    "Drift",
    "Guide",
    "Lately",
    "Moved",
    "Narrowing",
    "Overlay",
    "Said",
    "Since",
    "Stamp",
    "Thread",
    "above",
    "ancestors",
    "appeared",
    "arrangements",
    "beginning",
    "best_of",
    "by_id",
    "by_submission",
    "changes_of",
    "context",
    "count_stamped",
    "counts_by_paragraph",
    "discussion",
    "draft",
    "guest_comment",
    "has_lock",
    "home_of",
    "involved",
    "is_ended_at",
    "kept_draft",
    "last_post_at",
    "lately",
    "latest",
    "latest_of_thread",
    "lock_above",
    "locks_of",
    "misplaced",
    "moved_by",
    "movements",
    "overlay",
    "padded",
    "page_of_matches",
    "page_of_thread",
    "passages_of",
    "people_called",
    "people_of",
    "prompt_of",
    "quote_once",
    "ranks_of",
    "recount",
    "replies",
    "reply_order",
    "revision",
    "revisions",
    "since",
    "slowings",
    "stances",
    "standing",
    "these",
    "withdrawal",
]
