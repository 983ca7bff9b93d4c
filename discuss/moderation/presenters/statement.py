"""What an author was told, with the way to object."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from discuss.accounts.rules import ENGLISH, Actor
from discuss.kit.verdict import Verdict
from discuss.moderation import policy
from discuss.moderation.queries import Told
from discuss.moderation.rules.outcomes import REMOVED
from discuss.moderation.rules.phrases import say
from discuss.moderation.rules.statement import objection_ends, parts_of


@dataclass(frozen=True, slots=True)
class StatementCard:
    """A statement as its page shows it."""

    decision_id: int
    comment_id: int
    title: str
    parts: Sequence[tuple[str, str]]
    language: str
    """In which the parts are written."""
    words: str
    """What its author wrote, to them alone."""
    is_reversed: bool
    is_overtaken: bool
    objects_until: datetime
    may_object: Verdict
    objection: str
    objected_at: datetime | None
    answer: str
    answer_outcome: str
    answered_at: datetime | None


def statement_card(told: Told, actor: Actor, now: datetime) -> StatementCard:
    """Return a statement for its author or for a moderator."""
    asked, answer = told.objection, told.answer
    return StatementCard(
        decision_id=told.decision.id,
        comment_id=told.comment.id,
        title=say(ENGLISH, f"statement.{told.decision.outcome}"),
        parts=parts_of(told.statement.text),
        language=told.statement.language,
        words=told.words if actor.id == told.statement.person_id else "",
        is_reversed=told.is_reversed,
        is_overtaken=told.is_overtaken,
        objects_until=objection_ends(told.decision.effective_at),
        may_object=policy.may_object(
            actor,
            told.decision,
            told.statement.person_id,
            now,
            has_objected=asked is not None,
            is_standing=not told.is_reversed
            and not told.is_overtaken
            and told.comment.state in REMOVED,
        ),
        objection=asked.words if asked else "",
        objected_at=asked.created_at if asked else None,
        answer=answer.words if answer else "",
        answer_outcome=answer.outcome if answer else "",
        answered_at=answer.created_at if answer else None,
    )
