"""A legal notice as its sender sees it, and the mails about it."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel

from discuss.comments.rules import TAKEN_BACK
from discuss.kit.verdict import Verdict
from discuss.moderation import policy
from discuss.moderation.queries import Noticed
from discuss.moderation.rules.clauses import cited
from discuss.moderation.rules.outcomes import ILLEGAL, REMOVES
from discuss.moderation.rules.reasons import BY_CODE
from discuss.moderation.rules.statement import objection_ends, said

WAITS = "A moderator reads it now. Notices come before everything else on the desk."
AGAIN = "Somebody who had no part in the first decision looks at the comment again."
GONE = "The comment was withdrawn by its author. Nobody can read it any more."
BY_PEOPLE = "A person read your notice and decided. No software took part in the decision."
COURT = "You can also turn to an out-of-court dispute body or to a court."


@dataclass(frozen=True, slots=True)
class NoticeCard:
    """What became of a notice; it names nobody."""

    reference: int
    address: str
    received_at: datetime
    headline: str
    sentence: str
    explanation: str
    """Why a comment was kept, in the moderator's words."""
    decided_at: datetime | None
    may_ask_again: Verdict
    asks_until: datetime | None
    asked: str
    has_name: bool
    """Whether name or address are kept."""


class LegalNoticeOut(BaseModel):
    """A legal notice as its sender sees it; `token` is what its addresses take."""

    reference: int
    token: str
    address: str
    received_at: datetime
    outcome: str
    sentence: str
    explanation: str
    decided_at: datetime | None
    may_ask_again: bool


def notice_out(card: NoticeCard, token: str) -> LegalNoticeOut:
    """Return a notice for programs."""
    return LegalNoticeOut(
        reference=card.reference,
        token=token,
        address=card.address,
        received_at=card.received_at,
        outcome=card.headline,
        sentence=card.sentence,
        explanation=card.explanation,
        decided_at=card.decided_at,
        may_ask_again=bool(card.may_ask_again),
    )


def notice_card(found: Noticed, now: datetime) -> NoticeCard:
    """Return a notice as it stands for its sender at this moment."""
    decision = found.decision
    counts = decision is not None and decision.effective_at <= now
    headline, sentence = _outcome(found, now)
    kept = counts and decision is not None and decision.outcome not in REMOVES
    return NoticeCard(
        reference=found.report.id,
        address=found.notice.address,
        received_at=found.report.created_at,
        headline=headline,
        sentence=sentence,
        explanation=decision.explanation if kept and decision else "",
        decided_at=decision.created_at if counts and decision else None,
        may_ask_again=policy.may_ask_again(
            decision, found.comment.state, now, has_asked=found.objection is not None
        ),
        asks_until=objection_ends(decision.effective_at) if decision else None,
        asked=found.objection.words if found.objection else "",
        has_name=bool(found.notice.name or found.notice.email),
    )


def receipt_mail(card: NoticeCard, link: str) -> tuple[str, str]:
    """Return subject and text of the mail that says that a notice has arrived."""
    text = (
        f"Your legal notice about\n{card.address}\narrived on {said(card.received_at)}. Its number "
        f"is {card.reference}.\n\nA person reads it and decides. You will get a mail that says "
        f"what was decided, and how to ask for another look. You can see how it stands at\n{link}\n"
    )
    return f"We received your legal notice {card.reference}", text


def outcome_mail(card: NoticeCard, link: str) -> tuple[str, str]:
    """Return subject and text of the mail that says what was decided, and what can be done."""
    parts = [card.headline, card.sentence, card.explanation, _redress(card)]
    about = f"This is about your legal notice {card.reference} of\n{card.address}"
    text = "\n\n".join([about, *filter(None, parts), f"You can see how it stands at\n{link}\n"])
    return f"What we decided about your legal notice {card.reference}", text


def _redress(card: NoticeCard) -> str:
    if not card.may_ask_again or card.asks_until is None:
        return COURT
    ends = card.asks_until
    return (
        f"If you see it differently: until {ends.day} {ends:%B %Y} you can ask for another look at "
        f"the address below, once and free of charge. Somebody else will decide. {COURT}"
    )


def _outcome(found: Noticed, now: datetime) -> tuple[str, str]:
    """Return what became of a notice: in short, and in a sentence."""
    decision = found.decision
    if found.is_looked_at_again:
        return "Looked at again", AGAIN
    if found.comment.state in TAKEN_BACK:
        return "The comment is gone", GONE
    if decision is None or decision.effective_at > now:
        return "Received", WAITS
    if decision.outcome == ILLEGAL:
        return "We removed the comment", f"It is against the law: {decision.law}. {BY_PEOPLE}"
    if decision.outcome == "reject":
        clause = cited(decision.clause)
        rule = f", rule {clause.key}" if clause else ""
        reason = BY_CODE[decision.reason].title.lower()
        return "We removed the comment", f"The reason: {reason}{rule}. {BY_PEOPLE}"
    return "We kept the comment", BY_PEOPLE
