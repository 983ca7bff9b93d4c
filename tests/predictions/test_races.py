"""Many at once: one press that arrives several times, and forecasts against a ruling."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from sqlalchemy import func, select

from discuss.accounts.acting import actor_of
from discuss.kit import clock
from discuss.predictions import actions, queries
from discuss.predictions.actions.commands import LeaveOut
from discuss.predictions.models import (
    CrowdPoint,
    ForecastEvent,
    ProposedOutcome,
    Question,
    Score,
    Standing,
)
from discuss.predictions.queries.crowds import IN_FORCE
from discuss.predictions.rules.crowd import FORMULA
from tests.fixtures.sites import Site
from tests.makers.accounts import a_person, sign_in

AT_ONCE = 6


def bearer(site: Site, role: str = "reader") -> dict[str, str]:
    """Return the header with which somebody new speaks."""
    with site.session() as session:
        person = a_person(session, role=role)
        secret = sign_in(site.app.test_client(), person, session)
    assert actor_of(person).is_signed_in
    return {"Authorization": f"Bearer {secret}"}


def at_once(deeds: list[Callable[[], int]]) -> list[int]:
    """Run all deeds as near to one instant as threads can; return their statuses."""
    gate = Barrier(len(deeds))

    def run(deed: Callable[[], int]) -> int:
        gate.wait()
        return deed()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def a_ruling_now() -> dict[str, object]:
    """Return what an editor sends who decides for a yes that is known from now on."""
    since = clock.now().isoformat()
    stands_on = {"source_url": "https://example.org/9", "note": "It is so.", "knowable_at": since}
    return {"outcome": "yes", "seen_seq": 0, **stands_on}


def test_a_forecast_that_comes_after_a_ruling_is_told_the_outcome(site: Site) -> None:
    editor, reader = bearer(site, "editor"), bearer(site)
    body = {**a_ruling_now(), "haste": "Now."}
    client = site.app.test_client()
    path = "/api/v1/questions/1"
    assert client.post(f"{path}/resolution", json=body, headers=editor).status_code == 201
    late = client.put(f"{path}/forecast", json={"percent": 70}, headers=reader)
    assert late.status_code == 410
    assert "The outcome: Yes." in late.json["detail"]


def test_an_objection_that_races_the_settlement_is_before_it_or_is_refused(site: Site) -> None:
    editor = bearer(site, "editor")
    everybody = [bearer(site) for _ in range(AT_ONCE)]
    body = a_ruling_now()
    path = "/api/v1/questions/1"
    site.app.test_client().post(f"{path}/resolution", json=body, headers=editor)
    end = clock.now() + timedelta(hours=72)

    def settle() -> int:
        with site.session() as session:
            return 201 if actions.settle(session, 1, end) else 200

    def objecting(headers: dict[str, str]) -> Callable[[], int]:
        said = {"proposed_id": 1, "body": "It is not so.", "source_url": "https://example.org/7"}

        def deed() -> int:
            client = site.app.test_client()
            return client.post(f"{path}/objections", json=said, headers=headers).status_code

        return deed

    settled, *answers = at_once([settle, *map(objecting, everybody)])
    assert set(answers) <= {201, 410}
    assert (settled == 201) == (201 not in answers)
    with site.session() as session:
        waiting = session.scalars(select(ProposedOutcome.open_objections)).one()
        assert waiting == answers.count(201)


def test_a_forecast_that_races_a_new_wording_is_taken(site: Site) -> None:
    editor = bearer(site, "editor")
    everybody = [bearer(site) for _ in range(AT_ONCE)]
    path = "/api/v1/questions/1"
    client = site.app.test_client()
    now = client.get(path).json
    kept = ("title", "criteria", "source_name", "source_url", "open_at", "close_at", "resolve_by")
    words = {**{name: now[name] for name in kept}, "reason": "A word.", "seen_n": now["revision"]}

    def reword() -> int:
        return site.app.test_client().put(path, json=words, headers=editor).status_code

    deeds = [forecasting(site, headers, {"percent": 70}) for headers in everybody]
    assert at_once([reword, *deeds]) == [200] * (AT_ONCE + 1)


def forecasting(site: Site, headers: dict[str, str], body: dict) -> Callable[[], int]:
    def deed() -> int:
        client = site.app.test_client()
        return client.put("/api/v1/questions/1/forecast", json=body, headers=headers).status_code

    return deed


def test_one_press_that_arrives_six_times_is_one_forecast(site: Site) -> None:
    headers = bearer(site)
    body = {"percent": 62, "follows": 0}
    assert at_once([forecasting(site, headers, body)] * AT_ONCE) == [200] * AT_ONCE
    with site.session() as session:
        assert session.scalar(select(func.count()).select_from(ForecastEvent)) == 1
        assert session.get_one(Question, 1).forecaster_count == 1


def test_who_is_left_out_while_everybody_forecasts_is_left_out_of_every_figure(site: Site) -> None:
    everybody = [bearer(site) for _ in range(AT_ONCE)]
    at_once([forecasting(site, headers, {"percent": 20}) for headers in everybody])
    with site.session() as session:
        moderator = actor_of(a_person(session, role="moderator"))
        some = tuple(session.scalars(select(Standing.person_id).limit(2)))
    since = clock.now() - timedelta(hours=1)

    def leave_out() -> int:
        with site.session() as session:
            command = LeaveOut(1, some, since, None, "Rule 6")
            return len(actions.leave_out(session, moderator, command, clock.now()))

    deeds = [forecasting(site, headers, {"percent": 80}) for headers in everybody]
    assert at_once([leave_out, *deeds]) == [2, *[200] * AT_ONCE]
    with site.session() as session:
        assert queries.replay(session, 1) == []
        last = select(CrowdPoint.n).where(CrowdPoint.version == FORMULA, IN_FORCE)
        assert session.scalars(last.order_by(CrowdPoint.id.desc())).first() == AT_ONCE - 2


def test_six_people_at_once_are_all_counted(site: Site) -> None:
    everybody = [bearer(site) for _ in range(AT_ONCE)]
    deeds = [
        forecasting(site, headers, {"percent": 10 * place + 10})
        for place, headers in enumerate(everybody)
    ]
    assert at_once(deeds) == [200] * AT_ONCE
    with site.session() as session:
        assert session.get_one(Question, 1).forecaster_count == AT_ONCE
        points = session.scalars(
            select(CrowdPoint).where(CrowdPoint.version == FORMULA).order_by(CrowdPoint.id)
        ).all()
        assert [point.n for point in points] == list(range(1, AT_ONCE + 1))
        assert points[-1].figures["median"] == 0.35


def test_of_two_windows_with_other_numbers_one_is_told(site: Site) -> None:
    headers = bearer(site)
    deeds = [forecasting(site, headers, {"percent": p, "follows": 0}) for p in (20, 80)]
    assert sorted(at_once(deeds)) == [200, 409]


def test_vote_racing_resolve_is_before_it_or_is_refused(site: Site) -> None:
    editor = bearer(site, "editor")
    everybody = [bearer(site) for _ in range(AT_ONCE)]

    def rule() -> int:
        body = {**a_ruling_now(), "haste": "The race is on."}
        client = site.app.test_client()
        path = "/api/v1/questions/1/resolution"
        return client.post(path, json=body, headers=editor).status_code

    deeds = [forecasting(site, headers, {"percent": 70}) for headers in everybody]
    ruled, *answers = at_once([rule, *deeds])
    assert ruled == 201
    assert set(answers) <= {200, 410}
    with site.session() as session:
        kept = session.scalar(select(func.count()).select_from(ForecastEvent))
        assert kept == answers.count(200)
        assert session.scalar(select(func.count()).select_from(Standing)) == kept
        assert (session.scalar(select(func.count(Score.person_id.distinct()))) or 0) <= kept
