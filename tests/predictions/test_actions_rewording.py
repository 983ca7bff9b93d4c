"""A question that asks something else: forecasters see what changed, and affirm."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.kit import clock
from discuss.kit.errors import Conflict, Invalid
from discuss.predictions import actions, presenters, queries
from discuss.predictions.actions.commands import Affirm, Revise
from discuss.predictions.models import ForecastEvent, Question, QuestionRevision, Standing
from tests.makers.accounts import a_person, sign_in
from tests.makers.predictions import START, a_forecast, a_question, a_wording
from tests.predictions.test_views import an_open, send

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CHANGED = START + 2 * DAY


def revise(session: Session, question: Question, **changed: Any) -> None:
    editor = actor_of(a_person(session, role="editor"))
    current = queries.revisions(session, question.id)[0]
    kept = {name: getattr(current, name) for name in ("title", "short_title")}
    kept["options"] = tuple(queries.live_options(current).values())
    kept["close_at"], kept["resolve_by"] = current.close_at, current.resolve_by
    kept["open_at"] = current.open_at
    reason = changed.pop("reason", "Asked by readers.")
    at = changed.pop("at", CHANGED)
    wording = replace(a_wording(**kept), **changed)
    actions.revise(session, editor, Revise(question.id, question.revision_n, wording, reason), at)
    session.commit()


def card(session: Session, question: Question, person: Any) -> presenters.QuestionCard:
    face = queries.face(session, question.id, person.id, CHANGED + HOUR)
    return presenters.card(face, actor_of(person))


def test_question_text_changed_materially_asks_again_and_is_affirmed_once(session: Session) -> None:
    question, ada, ben = a_question(session), a_person(session), a_person(session)
    a_forecast(session, question, ada, 62)
    revise(session, question, criteria="A repainted bridge counts too, whoever paid for the paint.")
    own = card(session, question, ada).own
    assert own is not None
    assert (own.is_outworded, own.words) == (True, "62%")
    assert card(session, question, ben).own is None
    command = Affirm(question.id, 1, "")
    first = actions.affirm(session, actor_of(ada), command, CHANGED + HOUR)
    assert actions.affirm(session, actor_of(ada), command, CHANGED + HOUR).id == first.id
    assert (first.kind, first.probability, first.revision_n) == ("affirm", 0.62, 2)
    own = card(session, question, ada).own
    assert own is not None
    assert not own.is_outworded
    assert queries.replay(session, question.id) == []


def test_a_short_name_or_the_address_of_the_source_asks_nobody_again(session: Session) -> None:
    question, ada = a_question(session), a_person(session)
    a_forecast(session, question, ada, 62)
    revise(session, question, short_title="Green", source_url="https://example.org/new")
    own = card(session, question, ada).own
    assert own is not None
    assert not own.is_outworded


def test_who_has_no_forecast_has_nothing_to_affirm(session: Session) -> None:
    question, ada = a_question(session), a_person(session)
    with pytest.raises(Invalid, match="no forecast of yours"):
        actions.affirm(session, actor_of(ada), Affirm(question.id, None, ""), CHANGED)
    a_forecast(session, question, ada, 62)
    with pytest.raises(Conflict):
        actions.affirm(session, actor_of(ada), Affirm(question.id, 0, ""), CHANGED)


def test_option_removed_moves_its_share_to_the_last_one(session: Session) -> None:
    question, ada, ben = a_question(session, kind="choice"), a_person(session), a_person(session)
    a_forecast(session, question, ada, shares={"a": 60, "b": 30, "other": 10}, at=START)
    a_forecast(session, question, ben, shares={"a": 20, "b": 20, "other": 60}, at=START + HOUR)
    revise(session, question, options=("Blue", "Brown", "None of these"))
    stands = session.scalars(select(Standing).order_by(Standing.event_id)).all()
    assert [each.person_id for each in stands] == [ada.id, ben.id]
    assert stands[0].shares == pytest.approx({"b": 0.3, "other": 0.7})
    folds = session.scalars(select(ForecastEvent).where(ForecastEvent.kind == "fold")).all()
    assert {each.person_id for each in folds} == {ada.id, ben.id}
    assert [each["key"] for each in queries.revisions(session, question.id)[0].options] == [
        "b",
        "c",
        "a",
        "other",
    ]
    assert queries.replay(session, question.id) == []
    own = card(session, question, ada).own
    assert own is not None
    assert own.deeds[0].note.startswith("an answer was taken away")


def test_every_change_tells_what_differs_and_why(session: Session) -> None:
    question = a_question(session)
    revise(session, question, criteria="A repainted bridge counts too, whoever paid for the paint.")
    close, words = START + 12 * DAY, "A repainted bridge counts too, and nothing else."
    revise(session, question, close_at=close, criteria=words)
    found = presenters.rewordings(queries.revisions(session, question.id))
    assert [[part.label for part in each.parts] for each in found] == [
        ["How it is decided", "Closes"],
        ["How it is decided"],
    ]
    assert found[0].reason == "Asked by readers."
    assert [each.n for each in found] == [3, 2]


def test_the_banner_has_a_button_that_works_without_scripts(
    client: FlaskClient, session: Session
) -> None:
    question, ada = an_open(session), a_person(session)
    a_forecast(session, question, ada, 62, at=clock.now())
    revise(
        session, question, criteria="A repainted bridge counts as well as it does.", at=clock.now()
    )
    sign_in(client, ada, session)
    page = f"/questions/{question.id}"
    text = client.get(page).text
    assert "The wording changed on" in text
    assert "because: Asked by readers." in text
    assert "<ins>" in text
    banner = 'class="btn num sm">Still 62%'
    assert banner in text
    assert send(client, page, f"{page}/affirmation", follows="0").status_code == 409
    assert send(client, page, f"{page}/affirmation", follows="1").status_code == 303
    text = client.get(page).text
    assert banner not in text
    assert "The wording changed on" not in text


def test_programs_affirm(client: FlaskClient, session: Session) -> None:
    question, ada = an_open(session), a_person(session)
    a_forecast(session, question, ada, 62, at=clock.now())
    secret = sign_in(client, ada, session)
    answer = client.application.test_client().post(
        f"/api/v1/questions/{question.id}/affirmation",
        json={"follows": 1},
        headers={"Authorization": f"Bearer {secret}"},
    )
    assert answer.json["forecasts"][-1]["kind"] == "affirm"
    assert session.scalars(select(QuestionRevision.material_n)).all() == [1]
