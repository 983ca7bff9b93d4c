"""Several cases before they are decided together: what will happen to each."""

from collections.abc import Sequence
from dataclasses import dataclass

from discuss.accounts.rules import Actor
from discuss.kit.text import clip
from discuss.kit.verdict import Verdict
from discuss.moderation import policy
from discuss.moderation.presenters.case import STATES
from discuss.moderation.queries import Bundled


@dataclass(frozen=True, slots=True)
class BundledCard:
    """One of the cases; `seen` is what a decision about it names."""

    case_id: int
    author: str
    text: str
    state_label: str
    verdict: Verdict
    seen: str


def bundled_cards(found: Sequence[Bundled], actor: Actor) -> Sequence[BundledCard]:
    """Return the cases with whether this moderator may decide about each."""
    return [_card(row, actor) for row in found]


def _card(row: Bundled, actor: Actor) -> BundledCard:
    near = {actor.id} if row.is_reported_by_viewer else set()
    verdict = policy.may_judge(actor, row.author_id, row.parent_author_id, near)
    seen = (row.case_id, row.revision_id, row.state_version, row.case_version, row.last_report_id)
    return BundledCard(
        case_id=row.case_id,
        author=row.author_name,
        text=clip(row.text, 300),
        state_label=STATES[row.state],
        verdict=verdict and policy.may_move("approve", row.state),
        seen=":".join(str(each) for each in seen),
    )
