"""Reports, decisions and statements, made as the site makes them."""

from dataclasses import asdict, fields
from datetime import UTC, datetime, timedelta
from itertools import count

from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.accounts.models import Person
from discuss.accounts.rules import STRANGER
from discuss.comments import actions as states
from discuss.comments import queries as comments
from discuss.comments.models import Comment
from discuss.kit.knobs import Knob
from discuss.moderation import actions, queries
from discuss.moderation.actions.commands import (
    AddWord,
    Cover,
    Decide,
    DecideTogether,
    Seen,
    SendNotice,
    SendReport,
    SetKnob,
)
from discuss.moderation.models import (
    Batch,
    Case,
    Decision,
    Hiding,
    LegalNotice,
    Measure,
    Objection,
    Report,
    WordRule,
)
from tests.makers.accounts import a_person
from tests.makers.comments import a_comment

__all__ = [
    "AGAINST_THE_LAW",
    "DECIDED",
    "a_decision",
    "a_held_comment",
    "a_hiding",
    "a_measure",
    "a_moderator",
    "a_notice",
    "a_proposal",
    "a_report",
    "a_setting",
    "a_told_hiding",
    "a_word",
    "an_objection",
    "case_of",
    "seen",
]

DECIDED = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)

AGAINST_THE_LAW = {
    "law": "Criminal Code, section 111",
    "territory": "Germany",
    "explanation": "It calls for violence against a family.",
}

_numbers = count(1)


def a_moderator(session: Session, name: str | None = None) -> Person:
    """Return somebody who works at the desk."""
    return a_person(session, name, role="moderator")


def a_word(session: Session, phrase: str = "scoundrel", by: Person | None = None) -> WordRule:
    """Return a rule of the list of suspect words, committed."""
    by = by or a_moderator(session)
    rule = actions.add_word(session, actor_of(by), AddWord(phrase, "A test."), DECIDED)
    session.commit()
    return rule


def a_setting(session: Session, knob: Knob, value: object, seen: int = 0) -> None:
    """Let an admin set something that the desk goes by, committed."""
    admin = a_person(session, role="admin")
    wish = SetKnob(str(value), seen, "A test.")
    actions.choose(session, actor_of(admin), knob, wish, DECIDED)
    session.commit()


def a_held_comment(
    session: Session, author: Person | None = None, parent: Comment | None = None
) -> Comment:
    """Return a comment that waits, because a newcomer put a link into it."""
    body = "The figures are here: https://example.org/figures"
    return a_comment(session, author, parent=parent, body=body)


def a_report(
    session: Session,
    comment: Comment,
    reporter: Person | None = None,
    reason: str = "insult",
    note: str = "",
) -> Report:
    """Return somebody's report of a comment's present words, committed."""
    reporter = reporter or a_person(session)
    revision = comments.revision(session, comment.id, comment.revision_n)
    command = SendReport(comment.id, revision.id, reason, note)
    row = actions.report(session, actor_of(reporter), command, DECIDED - timedelta(hours=1))
    session.commit()
    return row


def a_hiding(
    session: Session, comment: Comment, cause: str = "reports", at: datetime | None = None
) -> Hiding:
    """Return that a reported comment is hidden, as reports of some weight do it, committed."""
    a_report(session, comment)
    states.touch(session, comment.prompt_id)
    states.hide(session, comment, at or DECIDED - timedelta(hours=1), cause)
    session.commit()
    found = queries.last_hiding(session, comment.id)
    assert found is not None
    return found


def a_told_hiding(session: Session, comment: Comment, cause: str = "reports") -> Hiding:
    """Return a hiding of which the author is told an hour after it, committed."""
    hiding = a_hiding(session, comment, cause)
    actions.tell_of_hiding(session, hiding.id, hiding.created_at + timedelta(hours=1))
    session.commit()
    return hiding


def case_of(session: Session, comment: Comment) -> Case:
    """Return the case about a comment, as the database has it now."""
    session.expire_all()
    found = queries.case_of(session, comment.id)
    assert found is not None
    return found


def seen(session: Session, comment: Comment, outcome: str = "reject", **more: object) -> Decide:
    """Return a decision about a comment as it stands now; not yet made."""
    case = case_of(session, comment)
    reports = queries.reports_on(session, case.id)
    facts = {
        "case_id": case.id,
        "revision_id": comments.revision(session, comment.id, comment.revision_n).id,
        "state_version": comment.state_version,
        "case_version": case.version,
        "last_report_id": max((report.id for report in reports), default=0),
        "outcome": outcome,
        "reason": "ABUSIVE" if outcome == "reject" else "",
        "clause": "",
        "explanation": "It was our mistake." if outcome == "restore" else "",
        "submission_key": f"decided-{next(_numbers)}",
    }
    return Decide(**(facts | more))  # type: ignore[arg-type]


def a_measure(
    session: Session, comment: Comment, by: Person, at: datetime = DECIDED, *, hides: bool = True
) -> Measure:
    """Return that a moderator hides a comment as it stands, or shows it again, committed."""
    facts = asdict(seen(session, comment))
    kept = {each.name: facts[each.name] for each in fields(Cover) if each.name in facts}
    measure = actions.cover(session, actor_of(by), Cover(**kept, is_hidden=hides), at)
    session.commit()
    return measure


def a_decision(
    session: Session,
    comment: Comment,
    outcome: str = "reject",
    by: Person | None = None,
    at: datetime = DECIDED,
    **more: object,
) -> Decision:
    """Return a decision about a comment as it stands, committed."""
    by = by or a_moderator(session)
    decision = actions.decide(session, actor_of(by), seen(session, comment, outcome, **more), at)
    session.commit()
    return decision


def a_proposal(session: Session, comment: Comment, by: Person, **more: object) -> Batch:
    """Return what a moderator proposes about a comment: that it is removed as illegal."""
    facts = asdict(seen(session, comment, "remove_illegal", **(AGAINST_THE_LAW | more)))
    sight = Seen(**{each.name: facts.pop(each.name) for each in fields(Seen)})
    command = DecideTogether(seen=(sight,), **facts)
    batch = actions.open_batch(session, actor_of(by), command, DECIDED)
    session.commit()
    return batch


def an_objection(
    session: Session, decision: Decision, author: Person, at: datetime | None = None
) -> Objection:
    """Return an author's objection to a decision, committed."""
    at = at or decision.effective_at + timedelta(days=1)
    row = actions.object_to(session, actor_of(author), decision.id, "I meant the argument.", at)
    session.commit()
    return row


def a_notice(session: Session, comment: Comment, **more: object) -> LegalNotice:
    """Return a legal notice of somebody without an account about a comment, committed."""
    facts = {
        "comment_id": comment.id,
        "revision_id": 0,
        "address": f"/comments/{comment.id}",
        "explanation": "It calls for violence against a named family.",
        "law": "Criminal code, section 111",
        "territory": "Germany",
        "protects_children": False,
        "name": "Nora Lind",
        "email": "nora@example.org",
        "good_faith": True,
        "submission_key": f"noticed-{next(_numbers)}",
    }
    command = SendNotice(**(facts | more))  # type: ignore[arg-type]
    row = actions.notify(session, STRANGER, command, DECIDED - timedelta(hours=1))
    session.commit()
    return row
