"""What people do in discussions."""

from discuss.accounts.actions.events import Arrived, Erased
from discuss.articles.actions.events import AuthorsChanged, Revised
from discuss.comments.actions.anchors import on_revision
from discuss.comments.actions.authors import on_authors_changed
from discuss.comments.actions.discussions import (
    arrange,
    choose_reading,
    close_due,
    on_arrival,
    on_erasure,
)
from discuss.comments.actions.guests import ask_as_guest, publish_guest
from discuss.comments.actions.holding import hold_back, lock
from discuss.comments.actions.honours import dishonour, honour
from discuss.comments.actions.locks import lock_branch
from discuss.comments.actions.marks import react, toggle, unreact
from discuss.comments.actions.minds import change_mind, on_counts_anew, on_erased, take_back
from discuss.comments.actions.recalling import on_recalled
from discuss.comments.actions.saying import change_mind_saying
from discuss.comments.actions.scores import on_resolved
from discuss.comments.actions.slowing import slow
from discuss.comments.actions.states import hide, publish, reject, return_to, touch
from discuss.comments.actions.visits import arrive
from discuss.comments.actions.words import (
    edit,
    keep_draft,
    place_of,
    post,
    restore,
    withdraw,
)
from discuss.kit.announce import listen
from discuss.predictions.actions.events import CountsAnew, Recalled, Resolved

__all__ = [
    "arrange",
    "arrive",
    "ask_as_guest",
    "change_mind",
    "change_mind_saying",
    "choose_reading",
    "close_due",
    "connect",
    "dishonour",
    "edit",
    "hide",
    "hold_back",
    "honour",
    "keep_draft",
    "lock",
    "lock_branch",
    "place_of",
    "post",
    "publish",
    "publish_guest",
    "react",
    "reject",
    "restore",
    "return_to",
    "slow",
    "take_back",
    "toggle",
    "touch",
    "unreact",
    "withdraw",
]


def connect() -> None:
    """Hear what accounts, articles and predictions announce."""
    listen(Arrived, on_arrival)
    listen(Erased, on_erasure)
    listen(Erased, on_erased)
    listen(Revised, on_revision)
    listen(AuthorsChanged, on_authors_changed)
    listen(CountsAnew, on_counts_anew)
    listen(Resolved, on_resolved)
    listen(Recalled, on_recalled)
