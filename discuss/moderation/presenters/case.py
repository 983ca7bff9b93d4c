"""One case as the desk shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from discuss.accounts.rules import Actor
from discuss.kit.text import clip
from discuss.kit.verdict import Verdict
from discuss.moderation import policy
from discuss.moderation.presenters.desk import COVERED, UNCOVERED, badges_of, raised
from discuss.moderation.presenters.escalation import escalation_of
from discuss.moderation.presenters.findings import Looked, looked
from discuss.moderation.presenters.text import marked
from discuss.moderation.presenters.trail import Step, said, trail
from discuss.moderation.presenters.why import Why, reasons_of
from discuss.moderation.queries import Author, CaseFile, Holder, Noted, Raised, Said, SecondLook
from discuss.moderation.rules.escalating import urgency
from discuss.moderation.rules.links import links_in
from discuss.moderation.rules.outcomes import REMOVED
from discuss.moderation.rules.priority import explained

if TYPE_CHECKING:
    from discuss.moderation.models import Objection

STATES = {
    "held": "Held: nobody reads it yet",
    "published": "Published",
    "hidden": "Hidden while somebody looks",
    "rejected": "Rejected",
    "removed_illegal": "Removed for legal reasons",
    "withdrawn": "Withdrawn by its author",
    "erased": "Its author has deleted their account",
}


@dataclass(frozen=True, slots=True)
class Objected:
    """An objection that waits, and whether this moderator may answer it."""

    decision_id: int
    words: str
    at: datetime
    decided: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Before:
    """What was decided about a comment like this one."""

    case_id: int
    said: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseCard:
    """A case with all that a decision needs."""

    id: int
    comment_id: int
    author_id: int
    author: Author
    state: str
    state_label: str
    badges: Sequence[tuple[str, str]]
    article_id: int
    slug: str
    headline: str
    question: str
    posted_at: datetime
    edited_at: datetime | None
    parent: Said | None
    paragraph: str
    """How the paragraph of the article begins that is answered, '' where it is the prompt."""
    pieces: Sequence[tuple[str, bool]]
    links: Sequence[str]
    replies: Sequence[Said]
    reply_count: int
    why: Sequence[Why]
    has_more_reports: bool
    """Whether older reports stand on a page of their own."""
    looked: Sequence[Looked]
    """Everything that looked at the words before anybody read them."""
    trail: Sequence[Step]
    past: Sequence[tuple[str, datetime, str]]
    nearest: Sequence[Before]
    """What was decided last about comments that are most like this one."""
    objection: Objected | None
    second_looks: Sequence[SecondLook]
    """What notifiers say against keeping it; the decision answers them."""
    needs_words: bool
    """Whether keeping it needs words to who sent a notice."""
    may_see_notifier: Verdict
    may_remove_alone: Verdict
    """Whether this moderator removes it as illegal without a second person."""
    verdict: Verdict
    decided: str
    """The latest decision that stands, and by whom; empty before the first."""
    holder: Holder | None
    """Somebody else who is working on it."""
    escalation: Raised | None
    """What waits for somebody senior."""
    may_escalate: Verdict
    may_answer_escalation: Verdict
    notes: Sequence[Noted]
    urgency: str
    """What its place in the queue is made of, empty once it is closed."""
    seen: dict[str, int]
    """What a decision names: the revision, both versions, the newest report."""

    @property
    def may_cover(self) -> str:
        """`hide` or `show` where that can be done until somebody decides, else empty."""
        wishes = {"hide": True, "show": False}
        may = (do for do, hides in wishes.items() if policy.may_cover(self.state, is_hidden=hides))
        return next(may, "")

    @property
    def outcomes(self) -> Sequence[str]:
        """What can be decided about a comment in this state."""
        return [each for each in policy.FROM if policy.may_move(each, self.state)]


def case_card(file: CaseFile, actor: Actor, now: datetime) -> CaseCard:
    """Return a case for a moderator."""
    comment, state = file.comment, file.comment.state
    return CaseCard(
        id=file.case.id,
        comment_id=comment.id,
        author_id=comment.author_id,
        author=file.author,
        state=state,
        state_label=STATES[state],
        badges=_badges(file),
        **_answered(file),
        posted_at=comment.created_at,
        edited_at=comment.edited_at,
        parent=file.parent,
        pieces=marked(file.revision.text, [s for d in file.detectors for s in d.spans]),
        links=links_in(file.revision.html),
        replies=file.replies,
        reply_count=comment.reply_count,
        **_reported(file),
        looked=looked(file.detectors),
        trail=trail(file),
        **_before(file),
        objection=_objected(file, actor),
        **_about_notices(file, actor),
        verdict=_verdict(file, actor),
        decided=_decided(file),
        **_with_whom(file, actor),
        notes=file.notes,
        urgency=_urgency(file, now),
        seen=_seen(file),
    )


def _answered(file: CaseFile) -> dict[str, Any]:
    """Return where a comment stands and what it answers there, by field of the card."""
    answered = file.paragraph
    gone = " (not in the article any more)" if answered and answered.is_gone else ""
    return {
        "article_id": file.article_id,
        "slug": file.slug,
        "headline": file.headline,
        "question": file.question,
        "paragraph": answered.quote + gone if answered else "",
    }


def _reported(file: CaseFile) -> dict[str, Any]:
    """Return why a case is here, by field of the card."""
    return {"why": reasons_of(file), "has_more_reports": file.has_more_reports}


def _with_whom(file: CaseFile, actor: Actor) -> dict[str, Any]:
    """Return who works on a case and what was handed up, by field of the card."""
    return {"holder": _somebody_else(file, actor), **escalation_of(file, actor)}


def _somebody_else(file: CaseFile, actor: Actor) -> Holder | None:
    return file.holder if file.holder and file.holder.moderator_id != actor.id else None


def _urgency(file: CaseFile, now: datetime) -> str:
    case = file.case
    if case.closed_at is not None:
        return ""
    urgent = urgency(case.escalated)
    parts = explained(case.queue, case.neg_priority, case.opened_at, now, urgent)
    base, reports, waited = (f"{part / 1000:.1f}" for part in parts)
    danger = f", {urgent / 1000:.1f} for danger" if urgent else ""
    return f"{base} for the queue, {reports} for reports, {waited} for waiting{danger}"


def _decided(file: CaseFile) -> str:
    standing = [(each, name) for each, name, is_undone in file.decisions if not is_undone]
    covered = [(hides, at, name) for hides, at, name, is_undone in file.measures if not is_undone]
    if covered and (not standing or covered[-1][1] > standing[-1][0].created_at):
        hides, at, name = covered[-1]
        return f"{COVERED if hides else UNCOVERED}, by {name} at {at:%H:%M} UTC."
    if not standing:
        return ""
    decision, name = standing[-1]
    done = said(decision.outcome, decision.clause, decision.reason)
    return f"{done}, by {name} at {decision.created_at:%H:%M} UTC. {decision.explanation}".strip()


def _badges(file: CaseFile) -> list[tuple[str, str]]:
    if file.case.closed_at is not None:
        return []
    hold = file.holds[-1].reason if file.holds else ""
    here = badges_of(file.case.queue, file.case.report_count, hold)
    return [*raised(file.case.escalated), *here]


def _verdict(file: CaseFile, actor: Actor) -> Verdict:
    asked = {look.moderator_id for look in file.second_looks}
    return _near(file, actor) and policy.may_look_again(actor, asked)


def _near(file: CaseFile, actor: Actor) -> Verdict:
    parent_id = file.parent.author_id if file.parent else None
    reporters = {actor.id} if file.is_reported_by_viewer else set()
    called = {actor.id} if file.calls_viewer else set()
    return policy.may_judge(actor, file.comment.author_id, parent_id, reporters, called)


def _about_notices(file: CaseFile, actor: Actor) -> dict[str, Any]:
    """Return what the law and legal notices ask of the desk, by field of the card."""
    return {
        "may_remove_alone": policy.may_remove_alone(actor),
        "second_looks": file.second_looks,
        "needs_words": _needs_words(file),
        "may_see_notifier": policy.may_read_notifier(actor),
    }


def _needs_words(file: CaseFile) -> bool:
    """Tell whether a notice waits: as `decide` sees it, so that the form asks what it asks."""
    standing = (decision for decision, _, is_undone in file.decisions if not is_undone)
    judged = max((decision.last_report_id for decision in standing), default=0)
    waits = any(each.is_notice and each.id > judged for each in file.reports)
    return waits or bool(file.second_looks)


def _seen(file: CaseFile) -> dict[str, int]:
    return {
        "revision_id": file.revision.id,
        "state_version": file.comment.state_version,
        "case_version": file.case.version,
        "last_report_id": file.last_report_id,
    }


def _before(file: CaseFile) -> dict[str, Any]:
    """Return what was decided about the author and about the like, by field of the card."""
    return {
        "past": [(said(o, c), at, by) for o, c, at, by in file.author.past],
        "nearest": [
            Before(p.case_id, said(p.outcome, p.clause, p.reason), clip(p.text, 120), p.at)
            for p in file.nearest
        ],
    }


def _objected(file: CaseFile, actor: Actor) -> Objected | None:
    asked: Objection | None = file.open_objection
    if asked is None or file.comment.state not in REMOVED:
        return None
    decision, name, _ = next(row for row in file.decisions if row[0].id == asked.decision_id)
    return Objected(
        decision_id=asked.decision_id,
        words=asked.words,
        at=asked.created_at,
        decided=f"{said(decision.outcome, decision.clause, decision.reason)}, by {name}: "
        f"{decision.explanation}",
        verdict=policy.may_answer(
            actor,
            decision,
            _near(file, actor),
            policy.deciders([row[0] for row in file.decisions if not row[2]], decision),
        ),
    )
