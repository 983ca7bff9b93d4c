"""What may go wrong with a forecast: each case begins with its name, and says what is done then."""

from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.inbox import actions as inbox
from discuss.kit import clock
from discuss.kit.errors import Gone
from discuss.predictions import actions, queries
from discuss.predictions.actions.commands import Withdraw
from discuss.predictions.models import CrowdPoint, ForecastEvent, Question, Score
from discuss.predictions.rules.crowd import FORMULA
from tests.inbox.test_watching import told
from tests.makers.accounts import a_person, send, sign_in
from tests.makers.predictions import START, a_forecast, a_question, a_ruling, an_open_question

DAY = timedelta(days=1)


def test_vote_after_the_close_is_refused_and_the_refusal_tells_the_outcome(
    session: Session,
) -> None:
    question = a_question(session)
    with pytest.raises(Gone):
        a_forecast(session, question, at=START + 10 * DAY)
    a_ruling(session, question, "no")
    with pytest.raises(Gone, match="The outcome: No"):
        a_forecast(session, question, at=START + 12 * DAY)
    assert session.scalars(select(ForecastEvent)).all() == []


def test_vote_after_the_answer_was_knowable_is_kept_unscored_and_told(
    client: FlaskClient, session: Session
) -> None:
    now = clock.now()
    question, ada = an_open_question(session, min_show=1), a_person(session)
    a_forecast(session, question, ada, 40, at=now - timedelta(hours=3))
    a_forecast(session, question, ada, 98, at=now - timedelta(hours=1))
    ruling = a_ruling(session, question, knowable_at=now - timedelta(hours=2), at=now)
    assert len(queries.own_events(session, question.id, ada.id)) == 2
    (value,) = session.scalars(select(Score.value).where(Score.kind == "brier"))
    assert value == pytest.approx(0.36)
    assert ruling.figures["crowd"] == pytest.approx(0.36)
    sign_in(client, ada, session)
    assert "not scored, the answer was knowable" in client.get(f"/questions/{question.id}").text


def test_client_clock_skew_is_told_by_nobody_since_the_server_says_when(
    client: FlaskClient, session: Session
) -> None:
    question = an_open_question(session)
    secret = sign_in(client, a_person(session), session)
    before = clock.now()
    skewed = {"Authorization": f"Bearer {secret}", "Date": "Mon, 01 Jan 2001 00:00:00 GMT"}
    path, device = f"/api/v1/questions/{question.id}/forecast", client.application.test_client()
    dated = {"percent": 62, "created_at": "2001-01-01T00:00:00Z"}
    assert device.put(path, json=dated, headers=skewed).status_code == 422
    assert device.put(path, json={"percent": 62}, headers=skewed).status_code == 200
    assert before <= session.scalars(select(ForecastEvent.created_at)).one() <= clock.now()


def test_two_tabs_a_program_is_told_the_newer_number(client: FlaskClient, session: Session) -> None:
    question, ada = an_open_question(session), a_person(session)
    a_forecast(session, question, ada, 41, at=clock.now())
    secret = sign_in(client, ada, session)
    answer = client.application.test_client().put(
        f"/api/v1/questions/{question.id}/forecast",
        json={"percent": 62, "follows": 0},
        headers={"Authorization": f"Bearer {secret}"},
    )
    assert answer.status_code == 409
    assert "It stands at 41%." in answer.json["detail"]


def test_same_microsecond_is_ordered_by_the_log_and_the_replaced_one_weighs_nothing(
    session: Session,
) -> None:
    question, ada = a_question(session), a_person(session)
    for percent in (10, 99, 60):
        a_forecast(session, question, ada, percent, at=START)
    a_ruling(session, question)
    (row,) = session.execute(select(Score.value, Score.coverage).where(Score.kind == "brier"))
    assert tuple(row) == pytest.approx((0.16, 1.0))
    assert queries.replay(session, question.id) == []


def test_expiry_comes_at_the_planned_moment_once_and_a_reminder_the_day_before(
    session: Session,
) -> None:
    question, ada = a_question(session), a_person(session)
    a_forecast(session, question, ada, at=START, stands_for=4 * DAY)
    inbox.remind(session, question.id, START + 3 * DAY + timedelta(minutes=1))
    assert told(session, ada) == ["Your forecast ends soon: Green bridge"]
    for late in (6 * DAY, 8 * DAY):
        actions.lapse(session, question.id, START + late)
        session.commit()
    (ended,) = session.scalars(select(ForecastEvent).where(ForecastEvent.kind == "expire"))
    assert ended.created_at == START + 4 * DAY
    assert a_ruling(session, question).figures["scored"] == 1
    assert session.scalars(select(Score.coverage).where(Score.kind == "brier")).one() == 0.4
    assert queries.replay(session, question.id) == []


def test_withdraw_last_voter_leaves_a_gap_and_no_carried_line(session: Session) -> None:
    question, ada = a_question(session, min_show=1), a_person(session)
    a_forecast(session, question, ada, 80, at=START)
    actions.withdraw(session, actor_of(ada), Withdraw(question.id, None, ""), START + 2 * DAY)
    a_forecast(session, question, ada, 20, at=START + 6 * DAY)
    points = session.scalars(
        select(CrowdPoint).where(CrowdPoint.version == FORMULA).order_by(CrowdPoint.id)
    ).all()
    assert [(each.n, each.figures.get("median")) for each in points] == [
        (1, 0.8),
        (0, None),
        (1, 0.2),
    ]
    crowd = a_ruling(session, question, "yes").figures["crowd"]
    assert crowd == pytest.approx((2 * 0.04 + 4 * 0.64) / 6)


@pytest.mark.parametrize("percent", [0, 100])
def test_0_or_100_typed_is_explained_and_never_changed_behind_the_reader(
    client: FlaskClient, session: Session, percent: int
) -> None:
    question = an_open_question(session)
    secret = sign_in(client, a_person(session), session)
    page = f"/questions/{question.id}"
    typed = send(client, f"{page}/forecast", page, percent=f"{percent}")
    assert typed.status_code == 422
    assert f'value="{percent}"' in typed.text
    answer = client.application.test_client().put(
        f"/api/v1{page}/forecast",
        json={"percent": percent},
        headers={"Authorization": f"Bearer {secret}"},
    )
    assert answer.status_code == 422
    assert "which leaves room for what nobody expects" in answer.json["errors"]["percent"]
    assert session.scalars(select(ForecastEvent)).all() == []


def test_single_voter_has_peer_score_0_and_no_crowd_is_shown(
    client: FlaskClient, session: Session
) -> None:
    question = an_open_question(session, min_show=2)
    ada = a_person(session)
    a_forecast(session, question, ada, 90, at=clock.now() - timedelta(hours=2))
    secret = sign_in(client, ada, session)
    told = client.application.test_client().get(
        f"/api/v1/questions/{question.id}", headers={"Authorization": f"Bearer {secret}"}
    )
    assert "median" not in (told.json["crowd"] or {}) or told.json["crowd"]["median"] is None
    figures = a_ruling(session, question, at=clock.now()).figures
    peers = session.scalars(select(Score.value).where(Score.kind == "peer")).all()
    assert peers == [0]
    assert figures["crowd"] is None


def test_cache_or_cdn_finds_nothing_of_a_viewer_in_what_it_may_keep(
    client: FlaskClient, session: Session
) -> None:
    question = an_open_question(session)
    article = f"/questions/{question.id}"
    shared = [f"/embed/questions/{question.id}", f"/embed/questions/{question.id}.svg"]
    before = [client.get(each).data for each in shared]
    ada = a_person(session)
    a_forecast(session, question, ada, 37, at=clock.now())
    sign_in(client, ada, session)
    assert [client.get(each).data for each in shared] == before
    own = client.get(article)
    assert "37%" in own.text
    assert "public" not in own.headers["Cache-Control"]


def test_dst_and_deadlines_a_day_begins_at_its_first_instant_in_utc(session: Session) -> None:
    """The clocks of Europe are changed on 29 March 2026; a forecast of that day stays that day."""
    question = a_question(session, kind="date")
    days = ("2026-03-28", "2026-03-29", "2026-03-30")
    event = a_forecast(session, question, spread=days)
    assert event.quantiles is not None
    assert event.quantiles["guess"] == (datetime(2026, 3, 29, tzinfo=UTC).timestamp() / 86_400)
    assert a_ruling(session, question, "2026-03-29").outcome == "2026-03-29"


def test_dst_and_deadlines_before_a_day_means_before_its_first_instant(session: Session) -> None:
    midnight = datetime(2026, 3, 29, tzinfo=UTC)
    question = a_question(session, close_at=midnight, resolve_by=midnight + DAY)
    a_forecast(session, question, at=midnight - timedelta(microseconds=1))
    with pytest.raises(Gone):
        a_forecast(session, question, at=midnight)
    session.expire_all()
    assert session.get_one(Question, question.id).forecaster_count == 1
