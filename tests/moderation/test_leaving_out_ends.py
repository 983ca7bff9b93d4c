"""Who is left out though they left, and what becomes of it when its time is over."""

from datetime import timedelta

from sqlalchemy.orm import Session

from discuss.accounts.actions import erase
from discuss.moderation import actions, queries
from discuss.predictions.rules.lifecycle import Action
from tests.makers.accounts import actor_of
from tests.makers.moderation import a_moderator
from tests.makers.predictions import a_forecast, a_ruling, an_open_question
from tests.moderation.test_leaving_out import (
    HOUR,
    NOW,
    a_brigade,
    counting,
    left_out,
    notices,
)


def test_who_left_before_is_left_out_all_the_same_and_nothing_is_written_to_them(
    session: Session,
) -> None:
    question, moderator = an_open_question(session), a_moderator(session)
    ada, ben = a_brigade(session, question)
    erase(session, actor_of(ada), NOW)
    session.commit()
    rows = left_out(session, question, [ada, ben], moderator)
    assert counting(session, question) == 0
    assert [bool(row.statement) for row in rows] == [False, True]
    assert [len(notices(session, each)) for each in (ada, ben)] == [0, 1]


def test_what_ends_by_itself_says_so_and_is_lifted_for_the_time_that_is_over(
    session: Session,
) -> None:
    question, moderator = an_open_question(session), a_moderator(session)
    there = an_open_question(session)
    (ada,) = a_brigade(session, question, 1)
    a_forecast(session, there, ada, 97, at=NOW - HOUR)
    until = NOW - timedelta(minutes=30)
    (row,) = left_out(session, there, [ada], moderator, to_at=until)
    assert row.ends_at == until
    assert not queries.sanction(session, row.id).is_in_force(NOW)
    (again,) = left_out(
        session, question, [ada], moderator, from_at=NOW - timedelta(minutes=20), everywhere=True
    )
    taken = queries.sanction(session, again.id)
    assert [each.question_id for each in taken.left_out] == [question.id, there.id]
    told = len(notices(session, ada))
    actions.lift(session, actor_of(moderator), row.id, "A mistake.", NOW)
    session.commit()
    assert len(notices(session, ada)) == told + 1
    assert counting(session, there) == 0


def test_an_end_after_the_decision_is_not_told_to_the_desk_nor_over_when_its_day_comes(
    session: Session,
) -> None:
    question, moderator = an_open_question(session), a_moderator(session)
    (ada,) = a_brigade(session, question, 1)
    end = NOW + timedelta(days=2)
    (row,) = left_out(session, question, [ada], moderator, to_at=end)
    assert queries.sanction(session, row.id).ends_at == end
    ruling = a_ruling(session, question, "no", at=NOW + HOUR)
    taken = queries.sanction(session, row.id)
    assert [each.until for each in taken.left_out] == [None]
    assert taken.ends_at is None
    assert taken.is_in_force(end + HOUR)
    a_ruling(session, question, action=Action.REOPEN, at=ruling.created_at + HOUR)
    assert queries.sanction(session, row.id).ends_at == end
