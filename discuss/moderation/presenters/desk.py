"""The queue and the bar that offers to undo."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from discuss.accounts.rules import Actor
from discuss.kit.knobs import Chosen
from discuss.kit.paging import Page
from discuss.kit.text import clip, counted
from discuss.moderation import policy
from discuss.moderation.models import Decision, Measure
from discuss.moderation.presenters.filters import Filter, filters_of
from discuss.moderation.presenters.findings import LABELS
from discuss.moderation.presenters.text import age
from discuss.moderation.queries import MOST_COUNTED, Counts, Sought, Waiting
from discuss.moderation.rules.claims import overdue
from discuss.moderation.rules.escalating import DANGER, KINDS
from discuss.moderation.rules.knobs import targets
from discuss.moderation.rules.reporting import CONCERNS, DISAGREE

TABS = (
    ("", "All"),
    ("notice", "Legal notices"),
    ("reported", "Reported"),
    ("held", "Held"),
    ("objection", "Objections"),
    ("mine", "Mine"),
)
DONE = {
    "approve": "Approved",
    "reject": "Rejected",
    "remove_illegal": "Removed as illegal",
    "restore": "Restored",
}


COVERED = "Hidden while a moderator looks"
UNCOVERED = "Shown again while the case is open"


@dataclass(frozen=True, slots=True)
class Tab:
    """One queue to look at."""

    name: str
    label: str
    count: str
    is_current: bool
    path: str


@dataclass(frozen=True, slots=True)
class Item:
    """A case in the list."""

    id: int
    author: str
    age: str
    holder: str
    text: str
    badges: Sequence[tuple[str, str]]
    is_current: bool


@dataclass(frozen=True, slots=True)
class DeskCard:
    """The list beside the open case."""

    tabs: Sequence[Tab]
    items: Sequence[Item]
    queue: str
    concern: str
    concerns: Sequence[tuple[str, str]]
    asked: Mapping[str, str]
    """All that narrows the list, by its name in an address."""
    filters: Sequence[Filter]
    total: str
    proposed: int
    """What waits for a second person."""
    oldest: str
    after: str
    """Where the next page of the list begins, empty on the last."""
    at: str = ""
    """Where this one does, empty for the first."""

    @property
    def narrowed(self) -> str:
        """What an address takes so that this same part of the list is shown."""
        return self._asking(self.at)

    @property
    def around(self) -> tuple[str, str]:
        """Where the cases before and after the open one are; empty where there is none."""
        here = next((n for n, each in enumerate(self.items) if each.is_current), -1)
        paths = ["", *(f"/desk/cases/{each.id}{self.narrowed}" for each in self.items)]
        return (paths[here] if here > 0 else ""), [*paths[1:], self.further][here + 1]

    @property
    def is_filtered(self) -> bool:
        """Whether more than a queue and a reason narrows the list."""
        return any(each.value for each in self.filters)

    @property
    def further(self) -> str:
        """Where the next page of the list is, empty on the last."""
        return f"/desk{self._asking(self.after)}" if self.after else ""

    def _asking(self, after: str) -> str:
        text = urlencode({**self.asked, **({"after": after} if after else {})})
        return f"?{text}" if text else ""


@dataclass(frozen=True, slots=True)
class UndoBar:
    """What was decided just now, and how long it can be taken back."""

    path: str
    """Where it is sent that it shall be taken back."""
    sentence: str
    seconds: int


def desk_card(
    found: Page[Waiting],
    counts: Counts,
    sought: Sought,
    set_: Chosen,
    open_case: int | None,
) -> DeskCard:
    """Return the list of a queue."""
    known = {"": counts.all, "mine": counts.mine, **counts.by_queue}
    tabs = [
        Tab(name, label, _many(known[name]), name == sought.queue, _at(name, sought.filters))
        for name, label in TABS
    ]
    now, due = sought.now, targets(set_)
    return DeskCard(
        tabs=tabs,
        items=[_item(row, now, due, is_current=row.id == open_case) for row in found.rows],
        queue=sought.queue,
        concern=sought.concern,
        concerns=[(each.code, each.title) for each in CONCERNS if each.code != DISAGREE],
        asked=sought.asked,
        filters=filters_of(sought, counts),
        total=_many(counts.all),
        proposed=counts.proposed,
        oldest=age(counts.oldest, now) if counts.oldest else "",
        after=found.after.encode() if found.after else "",
    )


def _at(queue: str, filters: Mapping[str, str]) -> str:
    """Return where a queue is, narrowed alike."""
    text = urlencode({**({"queue": queue} if queue else {}), **filters})
    return f"/desk?{text}" if text else "/desk"


def _many(count: int) -> str:
    """Return how many cases wait, as far as they are counted."""
    return f"{count:,}+" if count >= MOST_COUNTED else f"{count:,}"


def undo_bar(
    decision: Decision, actor: Actor, now: datetime, *, is_reversed: bool
) -> UndoBar | None:
    """Return the offer to undo, None to others and once the time is over."""
    if not policy.may_undo(actor, decision, now, is_reversed=is_reversed):
        return None
    path = f"/decisions/{decision.id}/reversal"
    return UndoBar(path, f"{DONE[decision.outcome]}.", _left(decision, now))


def cover_bar(
    measure: Measure, actor: Actor, now: datetime, *, is_taken_back: bool
) -> UndoBar | None:
    """Return the offer to take back that a comment was hidden or shown, while it can be."""
    if not policy.may_take_back(actor, measure, now, is_taken_back=is_taken_back):
        return None
    said = COVERED if measure.is_hidden else UNCOVERED
    return UndoBar(f"/measures/{measure.id}/reversal", f"{said}.", _left(measure, now))


def undo_all_bar(made: Sequence[Decision], actor: Actor, now: datetime) -> UndoBar | None:
    """Return the offer to undo what was decided together, while all of it can be."""
    first = min(made, key=lambda each: each.effective_at, default=None)
    if first is None or not policy.may_undo(actor, first, now, is_reversed=False):
        return None
    said = f"{DONE[first.outcome]}: {counted(len(made), 'comment', 'comments')}."
    return UndoBar(f"/batches/{first.batch_id}/reversal", said, _left(first, now))


def _left(deed: Decision | Measure, now: datetime) -> int:
    return math.ceil((deed.effective_at - now).total_seconds())


def raised(kind: str) -> list[tuple[str, str]]:
    """Return the badge of what is escalated, none of anything else."""
    if not kind:
        return []
    return [(KINDS[kind] if kind == DANGER else f"Escalated: {kind}", "bad")]


def badges_of(queue: str, report_count: int, hold: str) -> list[tuple[str, str]]:
    """Return why a case waits, in a word or two each, with the badge's kind."""
    badges = []
    if report_count:
        badges.append((counted(report_count, "report", "reports"), "bad"))
    if queue == "notice":
        badges.append(("Legal notice", "bad"))
    if queue == "held" and hold:
        badges.append((LABELS.get(hold, "Held"), "warn"))
    if queue == "objection":
        badges.append(("Objection", "num"))
    return badges


def _item(row: Waiting, now: datetime, due: Mapping[str, timedelta], *, is_current: bool) -> Item:
    late = overdue(row.queue, row.opened_at, now, due)
    badges = [*raised(row.escalated), *badges_of(row.queue, row.report_count, row.hold)]
    return Item(
        id=row.id,
        author=row.author_name,
        age=age(row.opened_at, now),
        holder=row.holder,
        text=clip(row.text, 160),
        badges=[*badges, (late, "bad")] if late else badges,
        is_current=is_current,
    )
