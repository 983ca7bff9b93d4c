"""What readers, moderators and the site itself do in moderation."""

from discuss.accounts.actions.events import Claimed, Erased
from discuss.articles.actions.events import SectionChanged
from discuss.comments.actions.events import Answering, Held, Hidden, Posted, Submitted, Vanished
from discuss.kit.announce import listen
from discuss.moderation.actions.batches import confirm_batch, deeds_of, drop_batch, open_batch
from discuss.moderation.actions.choosing import choose, unchoose
from discuss.moderation.actions.claims import claim, go_on, leave_note, release, take_over, take_up
from discuss.moderation.actions.decide import decide
from discuss.moderation.actions.erasing import on_erased
from discuss.moderation.actions.escalations import answer_escalation, escalate
from discuss.moderation.actions.exclusions import check_leaving_out, leave_out, on_claimed
from discuss.moderation.actions.heat import on_answering
from discuss.moderation.actions.hidings import on_hidden, tell_of_hiding
from discuss.moderation.actions.intake import on_held, on_posted, on_submitted, on_vanished
from discuss.moderation.actions.measures import cover, take_back_measure
from discuss.moderation.actions.notices import forget_notifier, notify, object_to_keeping
from discuss.moderation.actions.numbers import publish_month
from discuss.moderation.actions.objections import answer_objection, object_to
from discuss.moderation.actions.outside import KIND, keep_outside
from discuss.moderation.actions.recording import look
from discuss.moderation.actions.reports import report
from discuss.moderation.actions.sanctions import (
    acknowledge,
    answer_sanction,
    confirm_ban,
    impose,
    lift,
    object_to_sanction,
)
from discuss.moderation.actions.sections import limit, on_section_changed
from discuss.moderation.actions.shift import hand_over, take_handover
from discuss.moderation.actions.training import keep_trained
from discuss.moderation.actions.undo import undo
from discuss.moderation.actions.wordlist import add_word, retire_word

__all__ = [
    "KIND",
    "acknowledge",
    "add_word",
    "answer_escalation",
    "answer_objection",
    "answer_sanction",
    "check_leaving_out",
    "choose",
    "claim",
    "confirm_ban",
    "confirm_batch",
    "connect",
    "cover",
    "decide",
    "deeds_of",
    "drop_batch",
    "escalate",
    "forget_notifier",
    "go_on",
    "hand_over",
    "impose",
    "keep_outside",
    "keep_trained",
    "leave_note",
    "leave_out",
    "lift",
    "limit",
    "look",
    "notify",
    "object_to",
    "object_to_keeping",
    "object_to_sanction",
    "open_batch",
    "publish_month",
    "release",
    "report",
    "retire_word",
    "take_back_measure",
    "take_handover",
    "take_over",
    "take_up",
    "tell_of_hiding",
    "unchoose",
    "undo",
]


def connect() -> None:
    """Hear what accounts and comments announce."""
    listen(Claimed, on_claimed)
    listen(Erased, on_erased)
    listen(SectionChanged, on_section_changed)
    listen(Answering, on_answering)
    listen(Submitted, on_submitted)
    listen(Held, on_held)
    listen(Hidden, on_hidden)
    listen(Posted, on_posted)
    listen(Vanished, on_vanished)
