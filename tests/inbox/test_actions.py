"""People are told what concerns them, once it counts, and not what is no longer so."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts import actions as account_actions
from discuss.accounts.models import Person
from discuss.comments import actions as comment_actions
from discuss.inbox import actions, queries
from discuss.inbox.models import Notice
from discuss.moderation import actions as moderation
from discuss.moderation.actions.commands import Answer
from tests.fixtures.databases import Budget
from tests.makers.accounts import a_person, actor_of
from tests.makers.comments import a_comment
from tests.makers.moderation import (
    DECIDED,
    a_decision,
    a_held_comment,
    a_moderator,
    a_report,
    an_objection,
)

LATER = DECIDED + timedelta(hours=1)


def told(session: Session, person: Person, at: datetime = LATER) -> list[str]:
    """Return the titles of somebody's notices, newest first."""
    session.expire_all()
    return [notice.title for notice in queries.page_of_inbox(session, person.id, at).rows]


def test_who_is_answered_is_told_but_not_who_answers_themselves(session: Session) -> None:
    asker, answerer = a_person(session), a_person(session, "Lena Brandt")
    comment = a_comment(session, asker)
    a_comment(session, asker, parent=comment)
    assert told(session, asker) == []
    a_comment(session, answerer, parent=comment)
    assert told(session, asker) == ["Lena Brandt replied to you"]
    assert queries.unread_count(session, asker.id, LATER) == 1


def test_a_reply_that_waits_is_told_when_it_is_approved_and_the_time_to_undo_is_over(
    session: Session,
) -> None:
    asker, newcomer, moderator = a_person(session), a_person(session), a_moderator(session)
    reply = a_held_comment(session, newcomer, parent=a_comment(session, asker))
    assert told(session, asker) == []
    decision = a_decision(session, reply, "approve", by=moderator)
    assert told(session, asker, DECIDED) == []
    assert told(session, newcomer, DECIDED) == []
    assert len(told(session, asker, decision.effective_at)) == 1
    assert told(session, newcomer, decision.effective_at) == ["Your comment was approved"]


def test_an_undone_decision_is_told_to_nobody(session: Session) -> None:
    asker, newcomer, moderator = a_person(session), a_person(session), a_moderator(session)
    reply = a_held_comment(session, newcomer, parent=a_comment(session, asker))
    decision = a_decision(session, reply, "approve", by=moderator)
    moderation.undo(session, actor_of(moderator), decision.id, DECIDED + timedelta(seconds=5))
    session.commit()
    assert told(session, asker) == told(session, newcomer) == []
    a_decision(session, reply, "approve", by=moderator, at=DECIDED + timedelta(seconds=9))
    assert len(told(session, asker)) == 1
    assert told(session, newcomer) == ["Your comment was approved"]


def test_a_reply_that_goes_takes_its_notice_along_and_brings_it_back(session: Session) -> None:
    asker, author, moderator = a_person(session), a_person(session), a_moderator(session)
    reply = a_comment(session, author, parent=a_comment(session, asker))
    a_report(session, reply)
    decision = a_decision(session, reply, "reject", by=moderator)
    assert told(session, asker) == []
    moderation.undo(session, actor_of(moderator), decision.id, DECIDED + timedelta(seconds=5))
    session.commit()
    assert len(told(session, asker)) == 1
    comment_actions.withdraw(session, actor_of(author), reply.id, LATER)
    session.commit()
    assert told(session, asker) == []


def test_author_and_reporter_learn_of_a_rejection(session: Session) -> None:
    author, reporter = a_person(session), a_person(session)
    comment = a_comment(session, author)
    a_report(session, comment, reporter)
    decision = a_decision(session, comment, "reject")
    assert told(session, author) == ["Your comment was rejected"]
    notice = session.scalars(select(Notice).where(Notice.person_id == author.id)).one()
    assert notice.path == f"/statements/{decision.id}"
    assert told(session, reporter) == ["A comment you reported was removed"]


def test_a_kept_comment_is_told_to_its_reporter_and_not_to_its_author(session: Session) -> None:
    author, reporter = a_person(session), a_person(session)
    comment = a_comment(session, author)
    a_report(session, comment, reporter)
    a_decision(session, comment, "approve")
    assert told(session, author) == []
    assert told(session, reporter) == ["A comment you reported was kept"]


def test_an_answered_objection_is_told_once(session: Session) -> None:
    author = a_person(session)
    comment = a_held_comment(session, author)
    decision = a_decision(session, comment)
    an_objection(session, decision, author)
    answer = Answer(decision.id, "reversed", "You are right.")
    moderation.answer_objection(session, actor_of(a_moderator(session)), answer, DECIDED)
    session.commit()
    assert told(session, author) == ["Your objection was answered", "Your comment was rejected"]


def test_reading_one_notice_leaves_the_others_and_nobody_elses(session: Session) -> None:
    asker, other = a_person(session), a_person(session)
    comment = a_comment(session, asker)
    a_comment(session, other, parent=comment)
    a_comment(session, parent=comment)
    first = queries.page_of_inbox(session, asker.id, LATER).rows[0]
    assert actions.mark_read(session, actor_of(other), first.id, LATER) == 0
    assert actions.mark_read(session, actor_of(asker), first.id, LATER) == 1
    assert queries.unread_count(session, asker.id, LATER) == 1
    assert actions.mark_read(session, actor_of(asker), None, LATER) == 1
    assert queries.unread_count(session, asker.id, LATER) == 0


def test_a_deleted_account_is_told_nothing_any_more(session: Session) -> None:
    asker = a_person(session)
    comment = a_comment(session, asker)
    a_comment(session, parent=comment)
    account_actions.erase(session, actor_of(asker), LATER)
    session.commit()
    assert session.scalars(select(Notice).where(Notice.person_id == asker.id)).all() == []


def test_what_a_deleted_account_replied_is_forgotten_by_others_too(session: Session) -> None:
    asker, gone = a_person(session), a_person(session, "Karl Voss")
    a_comment(session, gone, parent=a_comment(session, asker))
    account_actions.erase(session, actor_of(gone), LATER)
    session.commit()
    assert session.scalars(select(Notice)).all() == []


def test_the_inbox_pages_without_gaps(session: Session, query_budget: Budget) -> None:
    asker = a_person(session)
    comment = a_comment(session, asker)
    for _ in range(33):
        a_comment(session, parent=comment)
    at = LATER + timedelta(days=30)
    with query_budget(1):
        first = queries.page_of_inbox(session, asker.id, at)
    rest = queries.page_of_inbox(session, asker.id, at, first.after)
    ids = [row.id for row in [*first.rows, *rest.rows]]
    assert ids == sorted(set(ids), reverse=True)
    assert len(ids) == 33
