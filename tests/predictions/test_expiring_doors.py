"""An end that was planned, at the doors: pages, programs and workers."""

from datetime import datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.inbox import jobs
from discuss.kit import clock
from discuss.kit.outbox import Outgoing
from discuss.predictions import queries
from discuss.predictions.actions.lapsing import LAPSE
from discuss.predictions.models import ForecastEvent
from tests.fixtures.sites import Site
from tests.makers.accounts import a_person, sign_in
from tests.makers.predictions import a_forecast, an_open_question
from tests.predictions.test_expiring import kinds_of
from tests.predictions.test_races import at_once, bearer
from tests.predictions.test_views import send

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def test_two_workers_at_once_make_one_end(site: Site) -> None:
    with site.session() as session:
        question, ada = an_open_question(session), a_person(session)
        a_forecast(session, question, ada, 20, at=clock.now() - 2 * HOUR, stands_for=HOUR)
        question_id = question.id

    def work() -> int:
        with site.app.app_context():
            jobs.end_forecasts("", {"question_id": question_id})
        return 200

    at_once([work] * 4)
    with site.session() as session:
        found = session.scalars(select(ForecastEvent.kind).order_by(ForecastEvent.id)).all()
        assert list(found) == ["set", "expire"]
        assert queries.replay(session, question_id) == []


def test_the_worker_is_asked_for_the_planned_moment(app: Flask, session: Session) -> None:
    question, ada = an_open_question(session), a_person(session)
    now = clock.now()
    a_forecast(session, question, ada, 20, at=now, stands_for=DAY)
    row = session.scalars(select(Outgoing).where(Outgoing.kind == LAPSE)).one()
    assert row.due_at == now + DAY
    with app.app_context(), time_machine.travel(row.due_at + HOUR):
        jobs.HANDLERS[LAPSE](row.key, row.payload)
    session.expire_all()
    assert kinds_of(session, question)[-1] == ("expire", now + DAY)


def test_a_program_says_for_how_long_or_until_when(site: Site) -> None:
    headers, client = bearer(site), site.app.test_client()
    path = "/api/v1/questions/1/forecast"
    first = client.put(path, json={"percent": 60, "expires_in": 7200}, headers=headers).json
    (said,) = first["forecasts"]
    span = datetime.fromisoformat(said["expires_at"]) - datetime.fromisoformat(said["created_at"])
    assert span == 2 * HOUR
    tomorrow = (clock.now() + DAY).replace(microsecond=0)
    body = {"percent": 61, "expires_at": tomorrow.isoformat(), "follows": 1}
    second = client.put(path, json=body, headers=headers).json
    assert datetime.fromisoformat(second["forecasts"][1]["expires_at"]) == tomorrow
    body = {"percent": 62, "expires_at": tomorrow.isoformat(), "expires_in": 7200}
    refused = client.put(path, json=body, headers=headers)
    assert refused.status_code == 422
    assert refused.json["errors"] == {
        "expires_at": "Give a span or a date until which your forecast stands, not both."
    }
    for wrong in ("soon", True, -4, 1.5):
        refused = client.put(path, json={"percent": 62, "expires_in": wrong}, headers=headers)
        assert list(refused.json["errors"]) == ["expires_in"]


@pytest.mark.parametrize("kind", ["binary", "choice", "number", "integer", "date"])
def test_the_page_offers_an_end_for_every_kind_and_forecasts_again_with_one_press(
    client: FlaskClient, session: Session, kind: str
) -> None:
    question, ada = an_open_question(session, kind=kind), a_person(session)
    sign_in(client, ada, session)
    path = f"/questions/{question.id}"
    day = clock.now().date()
    fields = {
        "binary": {"percent": "62"},
        "choice": {"share-a": "20", "share-b": "30", "share-other": "50"},
        "number": {"low": "10", "guess": "20", "high": "30"},
        "integer": {"low": "1", "guess": "5", "high": "9"},
        "date": {"low": "2026-12-01", "guess": "2026-12-24", "high": "2027-01-31"},
    }[kind]
    end = day + 2 * DAY
    sent = {**fields, "follows": "0", "expires_in": "date", "expires_at": end.isoformat()}
    with time_machine.travel(clock.now(), tick=False):
        assert send(client, path, f"{path}/forecast", **sent).status_code == 303
        page = client.get(path).text
        assert f'It stands until <time datetime="{end.isoformat()}T23:59:00Z"' in page
        assert f'value="{end.isoformat()}"' in page
    with time_machine.travel(clock.now() + 3 * DAY):
        page = client.get(path).text
        assert "expired on <time" in page
        assert "expired, as you planned" in page
        assert "Forecast again" in page
        assert end.isoformat() not in page.split('name="expires_at"', 1)[1].split(">", 1)[0]
        for name, value in fields.items():
            box = page.split(f'name="{name}" value="', 1)[1]
            assert box.startswith(f'{value}"')


def test_a_span_and_no_date_are_told_apart_and_what_was_typed_is_kept(
    client: FlaskClient, session: Session
) -> None:
    question, ada = an_open_question(session), a_person(session)
    sign_in(client, ada, session)
    path = f"/questions/{question.id}"
    refused = send(client, path, f"{path}/forecast", percent="62", expires_in="date", expires_at="")
    assert refused.status_code == 422
    assert "Enter the date until which your forecast stands." in refused.text
    assert 'name="percent" value="62"' in refused.text
    assert '<option value="date" selected>' in refused.text
    sent = {"percent": "62", "expires_in": "2592000", "expires_at": ""}
    assert send(client, path, f"{path}/forecast", **sent).status_code == 303
    said = session.scalars(select(ForecastEvent)).one()
    assert said.expires_at == said.created_at + 30 * DAY
    assert '<option value="2592000" selected>' in client.get(path).text
