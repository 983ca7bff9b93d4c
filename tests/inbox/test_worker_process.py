"""`flask worker` as an operator runs it: several at once, stopped in peace, killed midway."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from sqlalchemy import select, update

from discuss.inbox import jobs
from discuss.kit import clock
from discuss.kit.outbox import Outgoing, enqueue
from discuss.web.worker import Worker
from tests.fixtures.mail import Mailbox
from tests.fixtures.sites import Site
from tests.house import source

Start = Callable[[], "subprocess.Popen[str]"]
PATIENCE = 30


def environment(site: Site, **more: str) -> dict[str, str]:
    """Return the variables with which another process serves the same site."""
    settings = site.app.config["DISCUSS"]
    given = {
        "DISCUSS_INSTANCE": str(settings.instance),
        "DISCUSS_DATABASE_URL": settings.database_url,
        "DISCUSS_SMTP_URL": settings.smtp_url,
        "DISCUSS_BUNDLED_ARTICLE": "no",
        **more,
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DISCUSS_")}
    return {**kept, "PYTHONUNBUFFERED": "1", **given}


@pytest.fixture
def start(sending: Site) -> Iterator[Start]:
    """Start a worker beside the site; none outlives the test."""
    running: list[subprocess.Popen[str]] = []

    def begin() -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "flask", "--app", "wsgi", "worker"],
            cwd=source.ROOT,
            env=environment(sending),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        running.append(process)
        return process

    yield begin
    for process in running:
        with suppress(ProcessLookupError):
            process.kill()
        process.communicate()


def ask(site: Site, number: int) -> None:
    """Let mails wait, each committed with the deed that causes it."""
    with site.session() as session:
        for n in range(number):
            payload = {"address": "ada@example.org", "subject": f"Mail {n}", "text": "Words."}
            enqueue(session, key=f"mail-{n}", kind="mail", payload=payload, now=clock.now())


def waiting(site: Site) -> list[Outgoing]:
    with site.session() as session:
        return list(session.scalars(select(Outgoing).where(Outgoing.done_at.is_(None))).all())


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.05)


def test_workers_side_by_side_deliver_each_mail_once(sending: Site, mailbox: Mailbox) -> None:
    ask(sending, 45)
    mailbox.seconds = 0.01

    def deliver(_: int) -> None:
        worker = Worker(sending.app, jobs.HANDLERS)
        while waiting(sending):
            worker.deliver_due()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(deliver, range(3)))
    assert Counter(mail["Subject"] for mail in mailbox.mails) == {f"Mail {n}": 1 for n in range(45)}


def test_a_killed_worker_loses_no_mail(sending: Site, mailbox: Mailbox, start: Start) -> None:
    ask(sending, 6)
    mailbox.seconds = 3
    first = start()
    assert mailbox.began.wait(PATIENCE)
    first.send_signal(signal.SIGKILL)
    assert first.wait(PATIENCE) == -signal.SIGKILL
    assert len(waiting(sending)) == 6
    mailbox.seconds = 0
    with sending.session() as session:  # two minutes later, the claims of the dead have ended
        session.execute(update(Outgoing).values(due_at=clock.now()))
    start()
    until(lambda: waiting(sending) == [])
    until(lambda: len(mailbox.mails) >= 6)
    assert {mail["Subject"] for mail in mailbox.mails} == {f"Mail {n}" for n in range(6)}
    # The one that was in hand may have come twice; it is then the same mail to every program.
    assert len({mail["Message-ID"] for mail in mailbox.mails}) == 6
    assert len(mailbox.mails) <= 7


def test_a_stopped_worker_ends_with_the_mail_in_hand(
    sending: Site, mailbox: Mailbox, start: Start
) -> None:
    ask(sending, 6)
    mailbox.seconds = 1
    process = start()
    assert mailbox.began.wait(PATIENCE)
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert "The worker has stopped." in said
    assert len(mailbox.mails) == 1
    rest = waiting(sending)
    assert len(rest) == 5
    assert all(row.due_at <= clock.now() and not row.attempts for row in rest)


@pytest.mark.parametrize(("where", "expected"), [("inside", "True"), ("outside", "False")])
def test_the_server_delivers_by_itself_only_when_it_is_told_to(
    sending: Site, where: str, expected: str
) -> None:
    code = (
        "import threading, wsgi; print('outbox' in [each.name for each in threading.enumerate()])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=source.ROOT,
        env=environment(sending, DISCUSS_WORKER=where),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    assert done.stdout.split()[-1] == expected
