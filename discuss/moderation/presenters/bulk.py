"""Several cases before they are decided together: what will happen to each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel

from discuss.accounts.rules import Actor
from discuss.kit.text import clip, counted
from discuss.kit.verdict import Verdict
from discuss.moderation import policy
from discuss.moderation.presenters.case import STATES
from discuss.moderation.queries import Bundled, Proposed
from discuss.moderation.rules.clauses import CURRENT
from discuss.moderation.rules.reasons import BY_CODE as REASONS

DEEDS = {"approve": "Approve", "reject": "Reject", "remove_illegal": "Remove as illegal:"}


@dataclass(frozen=True, slots=True)
class BundledCard:
    """One of the cases; `seen` is what a decision about it names."""

    case_id: int
    author: str
    text: str
    state_label: str
    verdict: Verdict
    needs_words: bool
    """Whether somebody who sent a legal notice reads why it is kept."""
    seen: str


@dataclass(frozen=True, slots=True)
class ProposalCard:
    """What waits for a second person."""

    id: int
    sentence: str
    because: str
    by: str
    at: datetime
    cases: Sequence[tuple[int, str, str]]
    may_second: Verdict
    may_drop: Verdict


class BundleOut(BaseModel):
    """What became of several cases: how many deeds were done, and why others were not."""

    id: int
    waits_for_second: bool
    done: int
    left: list[str]


class ProposedOut(BaseModel):
    """What somebody proposes, and whether you may say yes or no to it."""

    id: int
    sentence: str
    because: str
    by: str
    at: datetime
    cases: list[int]
    may: list[str]
    """Of `confirm` and `refuse`."""


class ProposalsOut(BaseModel):
    """What waits for a second person."""

    proposals: list[ProposedOut]


def batch_out(
    batch_id: int, done: int = 0, left: Sequence[str] = (), *, waits: bool = False
) -> BundleOut:
    """Return what became of a batch."""
    return BundleOut(id=batch_id, waits_for_second=waits, done=done, left=list(left))


def proposals_out(cards: Sequence[ProposalCard]) -> ProposalsOut:
    """Return what waits for a second person."""
    return ProposalsOut(proposals=[_proposal_out(card) for card in cards])


def _proposal_out(card: ProposalCard) -> ProposedOut:
    deeds = {"confirm": card.may_second, "refuse": card.may_drop}
    return ProposedOut(
        id=card.id,
        sentence=card.sentence,
        because=card.because,
        by=card.by,
        at=card.at,
        cases=[number for number, _, _ in card.cases],
        may=[name for name, verdict in deeds.items() if verdict],
    )


def bundled_cards(found: Sequence[Bundled], actor: Actor) -> Sequence[BundledCard]:
    """Return the cases with whether this moderator may decide about each."""
    return [_card(row, actor) for row in found]


def proposal_cards(found: Sequence[Proposed], actor: Actor) -> Sequence[ProposalCard]:
    """Return what waits for a second person, with whether this moderator may be it."""
    return [_proposal(each, actor) for each in found]


def _proposal(proposed: Proposed, actor: Actor) -> ProposalCard:
    batch = proposed.batch
    clause = CURRENT.get(batch.clause)
    parts = [
        REASONS[batch.reason].title if batch.reason in REASONS else "",
        f"rule {clause.key}" if clause else "",
        f"{batch.law} ({batch.territory})" if batch.territory else batch.law,
    ]
    return ProposalCard(
        id=batch.id,
        sentence=f"{DEEDS[batch.outcome]} {counted(len(proposed.cases), 'comment', 'comments')}",
        because=". ".join(filter(None, [", ".join(filter(None, parts)), batch.explanation])),
        by=batch.moderator.name,
        at=batch.created_at,
        cases=[(number, name, clip(text, 300)) for number, name, text in proposed.cases],
        may_second=policy.may_second(actor, batch, is_settled=False),
        may_drop=policy.may_drop(actor, batch, is_settled=False),
    )


def _card(row: Bundled, actor: Actor) -> BundledCard:
    reporters = {actor.id} if row.is_reported_by_viewer else set()
    called = {actor.id} if row.calls_viewer else set()
    verdict = policy.may_judge(actor, row.author_id, row.parent_author_id, reporters, called)
    seen = (row.case_id, row.revision_id, row.state_version, row.case_version, row.last_report_id)
    return BundledCard(
        case_id=row.case_id,
        author=row.author_name,
        text=clip(row.text, 300),
        state_label=STATES[row.state],
        verdict=verdict and policy.may_move("approve", row.state),
        needs_words=row.needs_words,
        seen=":".join(str(each) for each in seen),
    )
