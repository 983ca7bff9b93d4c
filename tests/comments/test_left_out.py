"""Whom a comment moved are those whose forecasts count in the crowd."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.articles.models import Prompt
from discuss.comments import queries
from discuss.comments.models import Persuasion
from discuss.kit import clock
from discuss.predictions import actions
from discuss.predictions.actions.commands import LeaveOut
from tests.comments.test_minds import a_moved_reader
from tests.makers.accounts import a_person, actor_of
from tests.makers.comments import a_comment
from tests.makers.predictions import an_open_question


def moved(session: Session) -> list[int]:
    session.expire_all()
    assert queries.recount(session) == []
    return list(session.scalars(select(Persuasion.people)))


def test_whose_forecasts_are_left_out_is_not_among_whom_a_comment_moved_until_it_is_lifted(
    session: Session,
) -> None:
    began, question = clock.now(), an_open_question(session)
    comment = a_comment(session, prompt=session.get_one(Prompt, question.prompt_id))
    troop = [a_moved_reader(session, comment, question, 60, 20) for _ in range(2)]
    a_moved_reader(session, comment, question, 60, 50)
    assert moved(session) == [3]
    moderator, ids = actor_of(a_person(session, role="moderator")), tuple(p.id for p in troop)
    command = LeaveOut(question.id, ids, began, None, "Rule 6")
    rows = actions.leave_out(session, moderator, command, clock.now())
    session.commit()
    assert moved(session) == [1]
    back = [each.id for each in rows]
    actions.let_back_in(session, moderator, question.id, back, clock.now())
    session.commit()
    assert moved(session) == [3]
