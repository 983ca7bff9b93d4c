"""Whoever watches the site sees figures; nobody else does, and no figure names anybody."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import make_url
from sqlalchemy.orm import Session

from discuss.app import create_app
from discuss.web.extensions import db
from tests.fixtures.databases import settings_for
from tests.house import source
from tests.makers.comments import a_comment
from tests.makers.moderation import a_decision, a_report
from tests.makers.predictions import a_forecast, a_question

HEALTHY = 'discuss_requests_total{method="GET",route="/healthz",status="200"}'
TOKEN = "a-token-of-sixteen-or-more"


def shown(client: FlaskClient) -> dict[str, float]:
    """Return each figure by its name with its labels."""
    lines = client.get("/metrics").text.splitlines()
    pairs = (line.rpartition(" ") for line in lines if not line.startswith("#"))
    return {name: float(value) for name, _, value in pairs}


def test_the_figures_tell_what_the_site_holds(client: FlaskClient, session: Session) -> None:
    a_forecast(session, a_question(session))
    comment = a_comment(session)
    a_report(session, comment)
    a_decision(session, comment)
    figures = shown(client)
    assert figures["discuss_comments"] == 1
    assert figures["discuss_forecasts"] == 1
    assert figures["discuss_decisions"] == 1
    assert figures["discuss_outbox_waiting"] >= 1
    assert figures["discuss_outbox_age_seconds"] > 0
    assert figures["discuss_outbox_given_up"] == 0


def test_requests_are_counted_by_the_pattern_of_their_address(client: FlaskClient) -> None:
    name = 'discuss_requests_total{method="GET",route="/articles/<slug>",status="404"}'
    nothing = 'discuss_requests_total{method="OTHER",route="none",status="404"}'
    before = shown(client)
    for slug in ("one", "two", "three"):
        client.get(f"/articles/{slug}")
    client.open("/made-up", method="QUICKSILVER")
    after = shown(client)
    assert after[name] - before.get(name, 0) == 3
    assert after[nothing] - before.get(nothing, 0) == 1
    assert not any("one" in figure.split("route=")[-1] for figure in after if "articles" in figure)
    counted = 'discuss_request_seconds_count{method="GET",route="/articles/<slug>"}'
    assert after[counted] - before.get(counted, 0) == 3
    sent = 'discuss_request_statements_sum{method="GET",route="/articles/<slug>"}'
    assert after[sent] > before.get(sent, 0)


def test_the_figures_are_asked_for_in_a_few_statements(
    client: FlaskClient, query_budget: object
) -> None:
    with query_budget(2):  # type: ignore[operator] # what is held, how the outbox stands
        assert client.get("/metrics").status_code == 200


def a_site(folder: Path, bare: str, **more: str) -> Flask:
    shutil.copy(str(make_url(bare).database), folder / "a.sqlite3")
    return create_app(settings_for(f"sqlite:///{folder / 'a.sqlite3'}", folder, **more))


@pytest.mark.parametrize(
    ("more", "headers", "address", "status"),
    [
        ({}, {}, "127.0.0.1", 200),
        ({}, {}, "192.0.2.1", 404),
        ({}, {"X-Forwarded-For": "192.0.2.1"}, "127.0.0.1", 404),
        ({"site_url": "https://example.org"}, {}, "127.0.0.1", 404),
        ({"metrics_token": TOKEN}, {}, "127.0.0.1", 404),
        ({"metrics_token": TOKEN}, {"Authorization": "Bearer another"}, "127.0.0.1", 404),
        ({"metrics_token": TOKEN}, {"Authorization": f"Bearer {TOKEN}"}, "192.0.2.1", 200),
    ],
)
def test_the_figures_are_for_whoever_may_watch(
    more: dict[str, str],
    headers: dict[str, str],
    address: str,
    status: int,
    tmp_path: Path,
    bare_sqlite: str,
) -> None:
    app = a_site(tmp_path, bare_sqlite, **more)
    answer = app.test_client().get(
        "/metrics", headers=headers, environ_base={"REMOTE_ADDR": address}
    )
    assert answer.status_code == status
    with app.app_context():
        db.engine.dispose()


SERVED = """
import sys
from pathlib import Path
from discuss.app import create_app
from tests.fixtures.databases import settings_for

folder = Path(sys.argv[1])
client = create_app(settings_for(f"sqlite:///{folder / 'a.sqlite3'}", folder)).test_client()
for _ in range(int(sys.argv[2])):
    client.get("/healthz")
print(client.get("/metrics").text)
"""


def test_processes_that_share_a_folder_tell_the_figures_of_all(
    tmp_path: Path, bare_sqlite: str
) -> None:
    app = a_site(tmp_path, bare_sqlite)
    with app.app_context():
        db.engine.dispose()
    shared = tmp_path / "figures"
    shared.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DISCUSS_")}
    for count, total in ((2, 2), (3, 5)):
        told = subprocess.run(
            [sys.executable, "-c", SERVED, str(tmp_path), str(count)],
            cwd=source.ROOT,
            env={**kept, "PROMETHEUS_MULTIPROC_DIR": str(shared)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        line = next(each for each in told.splitlines() if each.startswith(HEALTHY))
        assert float(line.rpartition(" ")[2]) == total
        assert "discuss_comments 0.0" in told
