"""People are told what concerns them, and read it."""

from discuss.accounts.actions.events import Erased
from discuss.comments.actions.events import (
    MindChanged,
    MindsUnchanged,
    Posted,
    Reworded,
    Vanished,
)
from discuss.inbox.actions.discussion import (
    on_mind_changed,
    on_minds_unchanged,
    on_posted,
    on_reworded,
    on_vanished,
)
from discuss.inbox.actions.forecasts import on_asked_anew, on_proposed, on_replied, on_resolved
from discuss.inbox.actions.mailing import choose, gather, stop
from discuss.inbox.actions.moderation import (
    on_brigade_seen,
    on_decided,
    on_escalated,
    on_escalation_answered,
    on_hiding_over,
    on_hiding_resumed,
    on_hiding_told,
    on_objection_answered,
    on_sanction_moved,
    on_undone,
)
from discuss.inbox.actions.quieting import show_only
from discuss.inbox.actions.reminding import on_forecasted, remind
from discuss.inbox.actions.suggestions import on_suggestion_answered
from discuss.inbox.actions.telling import mark_read, mark_seen, on_erased
from discuss.inbox.actions.watching import tell_followers, watch
from discuss.kit.announce import listen
from discuss.moderation.actions.events import (
    BrigadeSeen,
    Decided,
    Escalated,
    EscalationAnswered,
    HidingOver,
    HidingResumed,
    HidingTold,
    ObjectionAnswered,
    SanctionMoved,
    Undone,
)
from discuss.predictions.actions.events import (
    AskedAnew,
    Forecasted,
    Proposed,
    Replied,
    Resolved,
    SuggestionAnswered,
)

__all__ = [
    "choose",
    "connect",
    "gather",
    "mark_read",
    "mark_seen",
    "remind",
    "show_only",
    "stop",
    "tell_followers",
    "watch",
]


def connect() -> None:
    """Hear what the slices below announce."""
    listen(Posted, on_posted)
    listen(Reworded, on_reworded)
    listen(Vanished, on_vanished)
    listen(MindChanged, on_mind_changed)
    listen(MindsUnchanged, on_minds_unchanged)
    listen(BrigadeSeen, on_brigade_seen)
    listen(Decided, on_decided)
    listen(Escalated, on_escalated)
    listen(EscalationAnswered, on_escalation_answered)
    listen(Undone, on_undone)
    listen(HidingOver, on_hiding_over)
    listen(HidingResumed, on_hiding_resumed)
    listen(HidingTold, on_hiding_told)
    listen(SanctionMoved, on_sanction_moved)
    listen(ObjectionAnswered, on_objection_answered)
    listen(Forecasted, on_forecasted)
    listen(AskedAnew, on_asked_anew)
    listen(Proposed, on_proposed)
    listen(Replied, on_replied)
    listen(Resolved, on_resolved)
    listen(SuggestionAnswered, on_suggestion_answered)
    listen(Erased, on_erased)
