from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from discuss.kit import outbox


def test_the_site_is_ready_when_its_database_is_at_the_newest_revision(client: FlaskClient) -> None:
    assert client.get("/readyz").json == {"status": "ok", "parts": {"database": "ok"}}


def test_what_a_session_commits_is_seen_by_the_site_and_gone_after_the_test(
    session: Session, app: Flask, now: datetime
) -> None:
    del app
    outbox.enqueue(session, key="a", kind="mail", payload={}, now=now)
    outbox.enqueue(session, key="a", kind="mail", payload={}, now=now)
    session.commit()
    assert outbox.is_due(session, now)
    assert len(outbox.claim(session, now)) == 1


@pytest.mark.parametrize("_again", range(2))
def test_every_test_starts_with_an_empty_outbox(session: Session, now: datetime, _again: int) -> None:
    assert not outbox.is_due(session, now)
    outbox.enqueue(session, key="a", kind="mail", payload={}, now=now)
