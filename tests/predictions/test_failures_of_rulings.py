"""What may go wrong once a question is decided, reworded, or its people leave."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts import actions as accounts
from discuss.accounts.acting import actor_of
from discuss.accounts.models import Person
from discuss.accounts.rules import FOR_GOOD
from discuss.articles.models import Article, Prompt
from discuss.kit import clock
from discuss.kit.errors import Refused
from discuss.predictions import actions, presenters, queries
from discuss.predictions.actions.commands import LeaveOut
from discuss.predictions.models import (
    CrowdPoint,
    ForecastEvent,
    Question,
    ResolutionEvent,
    Score,
    Standing,
)
from discuss.predictions.rules.lifecycle import Action, State
from tests.makers.accounts import a_person
from tests.makers.comments import a_comment
from tests.makers.predictions import (
    START,
    a_forecast,
    a_proposal,
    a_question,
    a_ruling,
    an_objection,
    an_open_question,
)
from tests.predictions.test_actions_rewording import revise

DAY = timedelta(days=1)
OVER = START + 11 * DAY + timedelta(hours=72)


def scores(session: Session, question: Question, seq: int) -> list[tuple[Any, ...]]:
    """Return what one ruling gave, by kind and person."""
    rows = session.execute(
        select(Score.kind, Score.person_id, Score.value, Score.coverage)
        .where(Score.question_id == question.id, Score.resolution_seq == seq)
        .order_by(Score.kind, Score.person_id)
    )
    return [tuple(row) for row in rows]


def published(session: Session, question: Question) -> list[tuple[Any, ...]]:
    """Return every figure of the crowd that was published, in order."""
    rows = session.execute(
        select(CrowdPoint.event_id, CrowdPoint.version, CrowdPoint.n, CrowdPoint.figures)
        .where(CrowdPoint.question_id == question.id)
        .order_by(CrowdPoint.id)
    )
    return [tuple(row) for row in rows]


def test_re_resolution_adds_scores_of_its_own_and_the_old_ones_stay_in_the_log(
    session: Session,
) -> None:
    question, ada = a_question(session), a_person(session)
    a_forecast(session, question, ada, 80, at=START)
    a_ruling(session, question, "yes")
    first = scores(session, question, 1)
    a_ruling(session, question, "no", at=START + 12 * DAY)
    assert scores(session, question, 1) == first
    assert scores(session, question, 2) != first
    session.expire_all()
    assert queries.face(session, question.id, ada.id, OVER).score is not None
    assert queries.replay(session, question.id) == []
    outcomes = session.scalars(select(ResolutionEvent.outcome).order_by(ResolutionEvent.seq))
    assert outcomes.all() == ["yes", "no"]


def test_resolution_disputed_is_held_unscored_for_72_hours_and_a_stake_is_named(
    session: Session,
) -> None:
    question, editor = a_question(session), a_person(session, role="editor")
    a_forecast(session, question, editor, 97, at=START)
    proposed = a_proposal(session, question, editor=editor)
    assert proposed.has_stake
    assert proposed.objections_until - proposed.created_at == timedelta(hours=72)
    an_objection(session, proposed)
    assert queries.face(session, question.id, None, OVER).state is State.CHALLENGED
    assert actions.settle(session, question.id, OVER) is None
    assert session.scalars(select(Score)).all() == []


def test_annul_of_parent_leaves_its_neighbours_since_no_question_hangs_on_another(
    session: Session,
) -> None:
    question, ada = a_question(session), a_person(session)
    beside = a_question(session, session.get_one(Prompt, question.prompt_id))
    for each in (question, beside):
        a_forecast(session, each, ada, 80, at=START)
        a_ruling(session, each)
    a_ruling(session, question, "", action=Action.ANNUL)
    found = [queries.face(session, each.id, ada.id, OVER) for each in (question, beside)]
    assert [each.state for each in found] == [State.ANNULLED, State.RESOLVED]
    assert [each.score is None for each in found] == [True, False]


def test_option_added_keeps_old_forecasts_and_asks_for_shares_anew(session: Session) -> None:
    question, ada = a_question(session, kind="choice"), a_person(session)
    event = a_forecast(session, question, ada, shares={"a": 60, "b": 30, "other": 10}, at=START)
    said = dict(event.shares or {})
    revise(session, question, options=("Red", "Blue", "Brown", "None of these"))
    session.expire_all()
    assert session.get_one(ForecastEvent, event.id).shares == said
    face = queries.face(session, question.id, ada.id, START + 3 * DAY)
    own = presenters.card(face, actor_of(ada)).own
    assert own is not None
    assert own.is_outworded
    a_ruling(session, question, "c")
    value = session.scalars(select(Score.value).where(Score.kind == "brier")).one()
    assert value == pytest.approx(0.36 + 0.09 + 0.81)
    assert queries.replay(session, question.id) == []


def test_user_deleted_keeps_the_numbers_under_no_name_and_changes_nobody_elses(
    session: Session,
) -> None:
    question, ada, ben = a_question(session, min_show=1), a_person(session), a_person(session)
    prompt = session.get_one(Prompt, question.prompt_id)
    for person, percent in ((ada, 80), (ben, 30)):
        a_forecast(session, question, person, percent, at=START)
    comment = a_comment(session, ada, prompt, at=START + DAY, attach=True)
    a_ruling(session, question)
    before = (published(session, question), scores(session, question, 1))
    accounts.erase(session, actor_of(ada), START + 12 * DAY)
    session.commit()
    session.expire_all()
    assert (published(session, question), scores(session, question, 1)) == before
    assert session.get_one(Person, ada.id).email is None
    assert comment.state != "published"
    a_ruling(session, question, "no", at=START + 13 * DAY)
    assert queries.replay(session, question.id) == []


def test_suspended_for_brigading_is_left_out_as_a_new_edition_and_lifted_to_the_same_figures(
    session: Session,
) -> None:
    question, troll = a_question(session, min_show=1), a_person(session)
    a_forecast(session, question, percent=40, at=START)
    a_forecast(session, question, troll, 99, at=START + DAY)
    before, moderator = published(session, question), a_person(session, role="moderator")
    command = LeaveOut(question.id, (troll.id,), START + DAY, None, "Rule 6")
    (row,) = actions.leave_out(session, actor_of(moderator), command, START + 2 * DAY)
    session.commit()
    assert published(session, question)[: len(before)] == before
    face = queries.face(session, question.id, troll.id, START + 3 * DAY)
    assert [each.figures["median"] for each in face.told.points] == [0.4, 0.4]
    assert [(each.forecasts, each.because) for each in face.told.left_out] == [(1, "Rule 6")]
    assert face.exclusion is not None
    assert queries.replay(session, question.id) == []
    actions.let_back_in(session, actor_of(moderator), question.id, [row.id], START + 4 * DAY)
    session.commit()
    face = queries.face(session, question.id, troll.id, START + 5 * DAY)
    assert [each.figures["median"] for each in face.told.points] == [0.4, 0.695]
    assert face.exclusion is None
    assert queries.replay(session, question.id) == []


def test_suspended_for_brigading_takes_no_forecast_and_no_published_figure_changes_silently(
    session: Session,
) -> None:
    question, troll = a_question(session, min_show=1), a_person(session)
    a_forecast(session, question, troll, 99, at=START)
    a_forecast(session, question, percent=40, at=START)
    before = published(session, question)
    accounts.restrain(session, troll.id, FOR_GOOD, None)
    session.commit()
    with pytest.raises(Refused):
        a_forecast(session, question, troll, 1, at=START + DAY)
    assert published(session, question) == before
    assert queries.replay(session, question.id) == []


def test_article_unpublished_or_moved_leaves_the_question_and_its_address(
    client: FlaskClient, session: Session
) -> None:
    question = an_open_question(session, min_show=1)
    a_forecast(session, question, percent=70, at=clock.now() - timedelta(hours=1))
    prompt = session.get_one(Prompt, question.prompt_id)
    article = session.get_one(Article, prompt.article_id)
    article.slug = "another-address-for-the-bridge"
    session.commit()
    card = client.get(f"/embed/questions/{question.id}")
    assert card.status_code == 200
    assert f"/questions/{question.id}" in card.text
    assert client.get(f"/questions/{question.id}").status_code == 200
    article.published_at = None
    session.commit()
    a_ruling(session, question, at=clock.now())
    assert scores(session, question, 1)
    assert len(session.scalars(select(Standing)).all()) == 1
