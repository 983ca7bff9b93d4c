from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from discuss.app import create_app
from discuss.inbox import jobs
from discuss.kit import clock, outbox
from discuss.kit.outbox import CLAIM, PAUSES, Outgoing
from discuss.web.extensions import db
from discuss.web.transaction import reading, transaction
from discuss.web.worker import Worker
from tests.fixtures.databases import KINDS, fresh_database, settings_for
from tests.fixtures.mail import Mailbox


@pytest.fixture(params=KINDS)
def sending(request: pytest.FixtureRequest, tmp_path: Path, mailbox: Mailbox) -> Iterator[Flask]:
    """A site that sends by a real mail server."""
    with fresh_database(request.param, tmp_path, request, "bare") as url:
        smtp = f"smtp://127.0.0.1:{mailbox.port}"
        app = create_app(settings_for(url, tmp_path, smtp_url=smtp, mail_from="talk@here.example"))
        yield app
        with app.app_context():
            db.engine.dispose()


def ask(app: Flask, key: str = "welcome-1", **payload: str) -> None:
    """Let a mail wait in the outbox, as an action does."""
    full = {
        "address": "ada@example.org",
        "subject": "Welcome",
        "text": "Here is your link.",
        **payload,
    }
    with app.app_context(), transaction() as session:
        outbox.enqueue(session, key=key, kind="mail", payload=full, now=clock.now())


def deliver(app: Flask, handler: Callable[[str, dict[str, Any]], None] = jobs.send_mail) -> int:
    return Worker(app, {"mail": handler}).deliver_due()


def row(app: Flask) -> Outgoing:
    with app.app_context():
        return reading().scalars(sa.select(Outgoing)).one()


def test_a_mail_is_delivered_once(sending: Flask, mailbox: Mailbox) -> None:
    ask(sending)
    assert [deliver(sending), deliver(sending)] == [1, 0]
    assert len(mailbox.mails) == 1
    mail = mailbox.mails[0]
    assert (mail["To"], mail["From"], mail["Subject"]) == (
        "ada@example.org",
        "talk@here.example",
        "Welcome",
    )
    assert mail.get_content().strip() == "Here is your link."
    assert mail.get_content_type() == "text/plain"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert row(sending).done_at is not None


def test_a_mail_that_is_refused_for_now_is_tried_again_after_a_growing_pause(
    sending: Flask, mailbox: Mailbox
) -> None:
    mailbox.refusals = 2
    with time_machine.travel(clock.now(), tick=False) as time:
        ask(sending)
        for number in range(2):
            assert deliver(sending) == 1
            assert row(sending).attempts == number + 1
            assert "Try again later" in row(sending).last_error
            assert row(sending).due_at - clock.now() == timedelta(seconds=PAUSES[number])
            time.shift(PAUSES[number] - 1)
            assert deliver(sending) == 0
            time.shift(1)
        assert deliver(sending) == 1
    assert len(mailbox.mails) == 1
    assert row(sending).last_error == ""


def test_a_process_that_dies_after_sending_sends_the_same_mail_again(
    sending: Flask, mailbox: Mailbox
) -> None:
    class Killed(BaseException):
        """The power went."""

    def send_and_die(key: str, payload: dict[str, Any]) -> None:
        jobs.send_mail(key, payload)
        raise Killed

    with time_machine.travel(clock.now(), tick=False) as time:
        ask(sending)
        with pytest.raises(Killed):
            deliver(sending, send_and_die)
        assert deliver(sending) == 0
        time.shift(CLAIM)
        assert deliver(sending) == 1
    assert len(mailbox.mails) == 2
    assert mailbox.mails[0]["Message-ID"] == mailbox.mails[1]["Message-ID"]
    assert row(sending).done_at is not None


def test_one_delivery_that_fails_does_not_hold_up_the_others(
    sending: Flask, mailbox: Mailbox
) -> None:
    ask(sending, "a", address="no address at all\n")
    ask(sending, "b")
    assert deliver(sending) == 2
    assert [mail["To"] for mail in mailbox.mails] == ["ada@example.org"]


def test_a_kind_that_nobody_delivers_is_kept_with_its_reason(sending: Flask) -> None:
    with sending.app_context(), transaction() as session:
        outbox.enqueue(session, key="x", kind="pigeon", payload={}, now=clock.now())
    assert deliver(sending) == 1
    assert "pigeon" in row(sending).last_error


def test_a_refused_transaction_sends_nothing(sending: Flask, mailbox: Mailbox) -> None:
    with pytest.raises(ZeroDivisionError), sending.app_context(), transaction() as session:
        outbox.enqueue(session, key="a", kind="mail", payload={}, now=clock.now())
        raise ZeroDivisionError
    assert deliver(sending) == 0
    assert mailbox.mails == []


def test_the_worker_delivers_beside_the_server_until_it_is_stopped(
    sending: Flask, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("discuss.web.worker.SECONDS", 0.02)
    delivered = __import__("threading").Event()

    def send(key: str, payload: dict[str, Any]) -> None:
        jobs.send_mail(key, payload)
        delivered.set()

    worker = Worker(sending, {"mail": send})
    worker.start()
    ask(sending)
    assert delivered.wait(20)
    worker.stop()
    worker._thread.join(20)  # noqa: SLF001 - the thread must be gone
    assert len(mailbox.mails) == 1
