"""The log tells what happened, and never what somebody typed or who they are."""

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import StaticPool, create_engine, text
from sqlalchemy.orm import Session

from discuss.settings import WrongSetting
from discuss.web import journal, logs
from tests.fixtures.databases import settings_for
from tests.makers.accounts import a_person, sign_in


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that is logged, as JSON for programs."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.AsJson())
    root, ours = logging.getLogger(), logging.getLogger("discuss")
    before = ours.level
    root.addHandler(handler)
    ours.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    ours.setLevel(before)


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_each_request_is_a_line_that_its_answer_names(
    client: FlaskClient, log: io.StringIO
) -> None:
    first, second = client.get("/healthz"), client.get("/nowhere/at/all")
    told = [line for line in lines(log) if line["message"] == "request"]
    assert [line["request_id"] for line in told] == [
        answer.headers["X-Request-Id"] for answer in (first, second)
    ]
    assert [(line["method"], line["route"], line["status"]) for line in told] == [
        ("GET", "/healthz", 200),
        ("GET", "none", 404),
    ]
    assert told[0]["statements"] == 0
    assert told[0]["ms"] >= 0


def test_a_line_counts_the_statements_of_its_request(client: FlaskClient, log: io.StringIO) -> None:
    client.get("/readyz")
    assert lines(log)[-1]["statements"] >= 2


def test_nothing_that_was_typed_gets_into_the_log(
    client: FlaskClient, session: Session, log: io.StringIO
) -> None:
    person = a_person(session, "Zenobia")
    sign_in(client, person, session)
    client.get("/search?q=quicksilver", headers={"X-Forwarded-For": "192.0.2.77"})
    client.post("/sign-in", data={"email": "quick@silver.example", "password": "quicksilver"})
    client.post("/articles/1/comments", data={"body": "quicksilver", "csrf_token": "old"})
    client.get("/confirm/quicksilver")
    told = log.getvalue()
    assert told.count('"request"') >= 4
    for secret in ("quicksilver", "quick@", "Zenobia", person.email, "192.0.2.77", "127.0.0.1"):
        assert secret not in told


def test_a_fault_is_told_without_its_message(visitor: FlaskClient, log: io.StringIO) -> None:
    answer = visitor.post("/trial/fault", data={"body": "quicksilver"})
    [line] = [line for line in lines(log) if "exception" in line]
    assert line["message"] == "fault while answering POST /trial/fault"
    assert "ZeroDivisionError" in line["exception"]
    assert "conftest.py" in line["exception"]
    assert "a secret inside" not in log.getvalue()
    assert "quicksilver" not in log.getvalue()
    assert line["request_id"] == answer.headers["X-Request-Id"]
    assert f"give this number: <code>{line['request_id']}</code>" in answer.text


def test_only_our_own_faults_ask_to_be_told(visitor: FlaskClient) -> None:
    assert "give this number" not in visitor.get("/trial/refuse/missing").text
    assert "give this number" in visitor.get("/trial/away").text


@pytest.mark.parametrize(("limit", "count"), [("1500", 1), ("2500", 0), ("0", 0)])
def test_a_statement_that_takes_too_long_is_told_without_its_values(
    limit: str, count: int, tmp_path: Path, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    journal.watch(engine, settings_for("", tmp_path, slow_statement_ms=limit))
    with engine.connect() as connection:
        moments = iter(range(0, 100, 2))
        monkeypatch.setattr(journal.time, "perf_counter", lambda: float(next(moments)))
        connection.execute(text("SELECT :word\n AS word"), {"word": "quicksilver"})
    engine.dispose()
    told = [(line["statement"], line["ms"]) for line in lines(log) if "statement" in line]
    assert told == [("SELECT ? AS word", 2000)] * count
    assert "quicksilver" not in log.getvalue()


def test_people_read_one_line_with_the_facts_behind_it() -> None:
    record = logging.LogRecord("discuss.web", logging.INFO, "x.py", 1, "request", (), None)
    record.__dict__ |= {"status": 200, "method": "GET"}
    assert logs.AsText().format(record).endswith("INFO request method=GET status=200")


def test_a_chain_of_causes_is_told_kind_by_kind() -> None:
    try:
        try:
            {}["quicksilver"]
        except KeyError as error:
            raise ValueError("quicksilver") from error
    except ValueError as error:
        told = logs.AsText().formatException((type(error), error, error.__traceback__))
    assert "builtins.ValueError\ncaused by:\n" in told
    assert told.endswith("builtins.KeyError")
    assert "quicksilver" not in told


def test_the_form_of_the_log_is_one_of_two(tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(WrongSetting, match="DISCUSS_LOG_FORMAT takes text or json"):
        settings_for("", tmp_path_factory.mktemp("a"), log_format="xml")
    with pytest.raises(WrongSetting, match="DISCUSS_METRICS_TOKEN takes at least 16"):
        settings_for("", tmp_path_factory.mktemp("b"), metrics_token="short")


@pytest.mark.parametrize(("form", "kind"), [("text", logs.AsText), ("json", logs.AsJson)])
def test_a_start_sends_everything_to_standard_error(
    form: str, kind: type, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = logging.getLogger
    root, werkzeug, ours = of("trial.root"), of("trial.werkzeug"), of("trial.discuss")
    named = {"": root, "werkzeug": werkzeug, "discuss": ours}
    monkeypatch.setattr(logs.logging, "getLogger", lambda name="": named[name])
    logs.set_up(settings_for("", tmp_path_factory.mktemp("c"), log_format=form))
    [handler] = root.handlers
    assert isinstance(handler.formatter, kind)
    assert (ours.level, werkzeug.level) == (logging.INFO, logging.WARNING)
