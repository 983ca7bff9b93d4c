"""Moderators decide, undo and restore; comments, cases and people follow."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from discuss.accounts import actions as accounts
from discuss.accounts.acting import actor_of
from discuss.comments import actions as comment_actions
from discuss.comments import queries as comments
from discuss.comments.models import Comment, Discussion
from discuss.kit.errors import Conflict, Invalid, Refused
from discuss.kit.outbox import Outgoing
from discuss.moderation import actions, queries
from discuss.moderation.models import Decision, Report, Statement
from discuss.moderation.queries import Sought
from discuss.moderation.rules.statement import UNDO_WINDOW
from tests.fixtures.databases import Budget
from tests.makers.accounts import a_person
from tests.makers.comments import a_comment
from tests.makers.moderation import (
    DECIDED,
    a_decision,
    a_held_comment,
    a_moderator,
    a_report,
    case_of,
    seen,
)


def facts(session: Session, comment: Comment) -> tuple[object, ...]:
    """Return everything that a decision may change, but for versions that only count up."""
    session.expire_all()
    case = case_of(session, comment)
    discussion = session.get_one(Discussion, comment.prompt_id)
    return (
        comment.state,
        comment.is_shown,
        comment.removal_note,
        comment.reply_count,
        comment.descendant_count,
        discussion.comment_count,
        discussion.root_count,
        case.queue,
        case.neg_priority,
        case.report_count,
        case.opened_at,
        case.closed_at,
    )


def test_approving_a_held_comment_lets_everybody_read_it(session: Session) -> None:
    comment = a_held_comment(session)
    assert comment.state == "held"
    a_decision(session, comment, "approve")
    session.expire_all()
    assert (comment.state, comment.is_shown) == ("published", True)
    assert case_of(session, comment).closed_at == DECIDED


def test_rejecting_names_the_rule_and_writes_one_statement(session: Session) -> None:
    comment = a_comment(session)
    a_report(session, comment)
    decision = a_decision(session, comment)
    session.expire_all()
    assert (comment.state, comment.removal_note) == ("rejected", "personal attack (rule 2)")
    assert decision.clause == "2@1"
    statement = session.get_one(Statement, decision.id)
    assert "Rule 2" in statement.text
    assert "Readers reported it." in statement.text
    assert "Relief is not pressure." in statement.text


def test_the_mail_about_a_rejection_waits_until_it_cannot_be_undone(session: Session) -> None:
    comment = a_held_comment(session)
    decision = a_decision(session, comment)
    row = session.scalars(select(Outgoing).where(Outgoing.kind == "statement")).one()
    assert row.due_at == decision.effective_at == DECIDED + UNDO_WINDOW


def test_the_same_submission_twice_is_one_decision(session: Session) -> None:
    comment, moderator = a_held_comment(session), a_moderator(session)
    command = seen(session, comment)
    first = actions.decide(session, actor_of(moderator), command, DECIDED)
    again = actions.decide(session, actor_of(moderator), command, DECIDED)
    assert first is again
    assert session.scalar(select(func.count()).select_from(Statement)) == 1


def test_a_second_moderator_who_keeps_what_was_kept_is_told_too(session: Session) -> None:
    comment = a_comment(session)
    a_report(session, comment)
    command = seen(session, comment, "approve")
    a_decision(session, comment, "approve")
    with pytest.raises(Conflict):
        actions.decide(session, actor_of(a_moderator(session)), command, DECIDED)


def test_a_rejection_needs_its_reason_and_some_reasons_need_words(session: Session) -> None:
    comment, moderator = a_held_comment(session), actor_of(a_moderator(session))
    with pytest.raises(Invalid, match="Choose a reason"):
        actions.decide(session, moderator, seen(session, comment, reason="BAD_HAIR"), DECIDED)
    with pytest.raises(Invalid, match="Write to the author"):
        actions.decide(session, moderator, seen(session, comment, reason="OTHER"), DECIDED)
    command = seen(session, comment, reason="OTHER", explanation="It is a riddle.")
    with pytest.raises(Invalid, match="Choose the house rule"):
        actions.decide(session, moderator, command, DECIDED)


@pytest.mark.parametrize("outcome", ["approve", "reject"])
@pytest.mark.parametrize("start", ["held", "reported", "both"])
def test_undoing_is_the_exact_inverse(session: Session, outcome: str, start: str) -> None:
    if start == "held":
        comment = a_held_comment(session)
    else:
        comment = a_comment(session)
        a_comment(session, parent=comment)
        a_report(session, comment, reason="off_topic")
        a_report(session, comment, reason="insult")
    moderator = a_moderator(session)
    before = facts(session, comment)
    decision = a_decision(session, comment, outcome, by=moderator)
    actions.undo(session, actor_of(moderator), decision.id, DECIDED + timedelta(seconds=11))
    session.commit()
    assert facts(session, comment) == before
    assert not session.scalars(select(Outgoing).where(Outgoing.kind == "statement")).all()
    assert comments.recount(session) == []


def test_undoing_twice_is_undoing_once(session: Session) -> None:
    comment, moderator = a_held_comment(session), a_moderator(session)
    decision = a_decision(session, comment, by=moderator)
    at = DECIDED + timedelta(seconds=3)
    first = actions.undo(session, actor_of(moderator), decision.id, at)
    assert actions.undo(session, actor_of(moderator), decision.id, at) is first


def test_undoing_a_restoration_rejects_the_comment_again_under_its_old_note(
    session: Session,
) -> None:
    comment, moderator = a_held_comment(session), a_moderator(session)
    a_decision(session, comment, by=moderator)
    late = DECIDED + timedelta(hours=1)
    restored = a_decision(session, comment, "restore", by=moderator, at=late)
    actions.undo(session, actor_of(moderator), restored.id, late + timedelta(seconds=1))
    session.commit()
    session.expire_all()
    assert (comment.state, comment.removal_note) == ("rejected", "personal attack (rule 2)")


def test_a_decision_cannot_be_undone_once_another_stands_on_it(session: Session) -> None:
    comment, moderator = a_held_comment(session), a_moderator(session)
    first = a_decision(session, comment, "reject", by=moderator)
    a_decision(session, comment, "restore", at=DECIDED + timedelta(seconds=2))
    with pytest.raises(Conflict):
        actions.undo(session, actor_of(moderator), first.id, DECIDED + timedelta(seconds=3))


def test_a_report_that_the_moderator_did_not_see_still_waits(session: Session) -> None:
    comment = a_comment(session)
    a_report(session, comment, reason="insult")
    command = seen(session, comment, "approve")
    a_report(session, comment, reason="illegal", note="Section 5.")
    actions.decide(session, actor_of(a_moderator(session)), command, DECIDED)
    session.commit()
    case = case_of(session, comment)
    assert (case.closed_at, case.report_count) == (None, 1)


def test_a_kept_comment_comes_back_for_a_new_reason_but_not_for_the_same(
    session: Session,
) -> None:
    comment = a_comment(session)
    a_report(session, comment, reason="insult")
    a_decision(session, comment, "approve")
    a_report(session, comment, reason="insult")
    assert case_of(session, comment).closed_at is not None
    a_report(session, comment, reason="spam")
    assert case_of(session, comment).closed_at is None


def test_a_withdrawn_comment_leaves_the_queue(session: Session) -> None:
    author = a_person(session)
    comment = a_held_comment(session, author)
    comment_actions.withdraw(session, actor_of(author), comment.id, DECIDED)
    session.commit()
    assert case_of(session, comment).closed_at == DECIDED


def test_a_deleted_account_takes_its_words_along_and_leaves_the_decision(
    session: Session,
) -> None:
    author = a_person(session)
    comment = a_comment(session, author)
    a_report(session, comment)
    decision = a_decision(session, comment)
    accounts.erase(session, actor_of(author), DECIDED)
    session.commit()
    session.expire_all()
    assert session.get_one(Statement, decision.id).text == ""
    assert session.scalars(select(Report.reported_text)).all() == [""]
    assert session.get_one(Decision, decision.id).clause == "2@1"


def test_a_moderator_is_kept_from_their_own_words_and_from_replies_to_them(
    session: Session,
) -> None:
    moderator = a_moderator(session)
    own = a_comment(session, moderator)
    a_report(session, own)
    reply = a_held_comment(session, parent=own)
    reported = a_comment(session)
    a_report(session, reported, reporter=moderator)
    for comment in (own, reply, reported):
        with pytest.raises(Refused, match="Somebody else decides"):
            actions.decide(session, actor_of(moderator), seen(session, comment), DECIDED)


def test_the_queue_is_most_urgent_first_and_pages_without_gaps(session: Session) -> None:
    urgent = a_comment(session)
    held = [a_held_comment(session) for _ in range(23)]
    for reason in ("self_harm", "personal_data"):
        a_report(session, urgent, reason=reason)
    reader = a_moderator(session)
    first = queries.queue(session, reader.id, Sought(DECIDED))
    assert first.rows[0].id == case_of(session, urgent).id
    rest = queries.queue(session, reader.id, Sought(DECIDED), first.after)
    ids = [row.id for row in [*first.rows, *rest.rows]]
    assert len(ids) == len(set(ids)) == len(held) + 1
    assert queries.counts(session, reader.id, DECIDED).by_queue == {
        "notice": 0,
        "held": 23,
        "reported": 1,
        "objection": 0,
    }


def test_the_queue_takes_one_statement(session: Session, query_budget: Budget) -> None:
    reader = a_moderator(session)
    for _ in range(3):
        a_held_comment(session)
    with query_budget(1):
        queries.queue(session, reader.id, Sought(DECIDED))
    with query_budget(1):
        queries.counts(session, reader.id, DECIDED)
