"""Scorers outside: asked after the post is saved, and only when they are switched on."""

import hmac
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.comments.models import Comment, CommentRevision
from discuss.kit.outbox import Outgoing
from discuss.moderation.models import DetectorResult
from discuss.web import outside
from discuss.web.outside import NoAnswer, ask
from discuss.web.worker import Worker
from tests.fixtures.sites import Site
from tests.makers.comments import a_comment
from tests.makers.moderation import a_decision, a_moderator, case_of

SECRET = "a-secret-of-some-length"
SAID: dict[str, tuple[int, bytes]] = {
    "/spam": (200, b"true"),
    "/ham": (200, b"false"),
    "/hold": (200, b'{"verdict": "hold", "score": 0.9, "detail": "It sells\\nshoes."}'),
    "/allow": (200, b'{"verdict": "allow", "score": 0.1}'),
    "/broken": (500, b"true"),
    "/garbage": (200, b"<html>Welcome</html>"),
    "/nan": (200, b'{"verdict": "hold", "score": NaN}'),
    "/list": (200, b"[1, 2]"),
    "/moved": (302, b"true"),
    "/long": (200, b"x" * 200_000),
}


class Service(ThreadingHTTPServer):
    """A service on this machine that answers as the path asks it to."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.asked: list[tuple[str, dict[str, str], bytes]] = []
        self.is_asked, self.may_answer = threading.Event(), threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Answering(BaseHTTPRequestHandler):
    server: Service

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, dict(self.headers), body))
        self.server.is_asked.set()
        if self.path == "/hang":
            self.server.may_answer.wait(5)
        elif self.path == "/drip":
            self._drip()
        elif self.path != "/rude":
            status, said = SAID[self.path]
            self.send_response(status)
            self.end_headers()
            self.wfile.write(said)

    def _drip(self) -> None:
        try:
            for sign in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"a" * 200:
                self.wfile.write(bytes([sign]))
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            return

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setattr(outside, "PATIENCE", 0.4)
    running = Service()
    thread = threading.Thread(target=running.serve_forever, args=(0.05,))
    thread.start()
    yield running
    running.may_answer.set()
    running.shutdown()
    running.server_close()
    thread.join()


def switched_on(
    app: Flask, monkeypatch: pytest.MonkeyPatch, session: Session, **chosen: str
) -> None:
    settings = replace(app.config["DISCUSS"], **chosen)
    monkeypatch.setitem(app.config, "DISCUSS", settings)
    session.info["settings"] = settings


def deliver(app: Flask, session: Session, comment: Comment) -> dict[str, DetectorResult]:
    from discuss.inbox import jobs  # noqa: PLC0415 - the handlers of the whole site

    Worker(app, {"score": jobs.HANDLERS["score"]}).deliver_due()
    session.expire_all()
    found = select(DetectorResult).join(
        CommentRevision, CommentRevision.id == DetectorResult.revision_id
    )
    mine = found.where(CommentRevision.comment_id == comment.id)
    return {each.detector: each for each in session.scalars(mine)}


@pytest.mark.parametrize(
    ("path", "reason"),
    [("/hang", "timeout"), ("/drip", "timeout"), ("/rude", "unreachable"), ("/long", "too long")],
)
def test_no_answer_takes_longer_than_the_patience(service: Service, path: str, reason: str) -> None:
    began = time.monotonic()
    with pytest.raises(NoAnswer) as none:
        ask(service.url + path, b"x", {})
    assert none.value.reason == reason
    assert time.monotonic() - began < 4


def test_a_service_that_is_not_there_is_unreachable(service: Service) -> None:
    url = service.url
    service.server_close()
    with pytest.raises(NoAnswer):
        ask(url + "/spam", b"x", {})


def test_no_words_leave_the_site_until_a_scorer_is_switched_on(session: Session) -> None:
    a_comment(session)
    kinds = session.scalars(select(Outgoing.kind)).all()
    assert "score" not in kinds


def test_a_spam_service_holds_what_it_calls_spam_and_gets_no_address(
    app: Flask, session: Session, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = {"akismet_key": "k", "akismet_url": f"{service.url}/spam"}
    switched_on(app, monkeypatch, session, **chosen)
    comment = a_comment(session, body="Buy **shoes** here.")
    assert comment.state == "published"
    results = deliver(app, session, comment)
    assert (comment.state, results["akismet"].verdict) == ("held", "hold")
    form = parse_qs(service.asked[0][2].decode())
    assert form["comment_content"] == ["Buy shoes here."]
    assert form["user_ip"] == ["0.0.0.0"]
    assert "comment_author_email" not in form
    assert case_of(session, comment).queue == "held"
    deliver(app, session, comment)
    assert len(service.asked) == 1


def test_a_webhook_knows_by_the_signature_that_the_site_asks(
    app: Flask, session: Session, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = {"webhook_url": f"{service.url}/hold", "webhook_secret": SECRET}
    switched_on(app, monkeypatch, session, **chosen)
    comment = a_comment(session, body="Buy shoes.")
    results = deliver(app, session, comment)
    assert (results["webhook"].score, results["webhook"].detail) == (0.9, "It sells shoes.")
    assert comment.state == "held"
    _, headers, body = service.asked[0]
    signed = headers["X-Discuss-Timestamp"].encode() + b"." + body
    expected = "sha256=" + hmac.new(SECRET.encode(), signed, "sha256").hexdigest()
    assert headers["X-Discuss-Signature"] == expected
    assert json.loads(body)["text"] == "Buy shoes."


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("/hang", "timeout"),
        ("/drip", "timeout"),
        ("/broken", "no sense (500)"),
        ("/garbage", "no sense (200)"),
        ("/nan", "no sense (200)"),
        ("/list", "no sense (200)"),
        ("/moved", "no sense (302)"),
        ("/rude", "unreachable"),
    ],
)
def test_whatever_a_scorer_does_the_words_stay_and_the_failure_is_a_result(
    app: Flask,
    session: Session,
    service: Service,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    error: str,
) -> None:
    chosen = {"webhook_url": service.url + path, "webhook_secret": SECRET}
    switched_on(app, monkeypatch, session, **chosen)
    comment = a_comment(session)
    result = deliver(app, session, comment)["webhook"]
    assert (comment.state, result.verdict, result.error) == ("published", "allow", error)


def test_a_failure_holds_where_the_site_asks_for_it(
    app: Flask, session: Session, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    switched_on(
        app,
        monkeypatch,
        session,
        webhook_url=f"{service.url}/broken",
        webhook_secret=SECRET,
        holding_checks="suspect_word, webhook",
    )
    comment = a_comment(session)
    deliver(app, session, comment)
    assert comment.state == "held"


def test_a_scorer_may_only_note_and_a_moderators_word_stands(
    app: Flask, session: Session, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = {"webhook_url": f"{service.url}/hold", "webhook_secret": SECRET}
    switched_on(app, monkeypatch, session, **chosen, outside_scorers="note")
    noted = a_comment(session)
    result = deliver(app, session, noted)["webhook"]
    assert (noted.state, result.verdict, result.is_applied) == ("published", "hold", False)
    switched_on(app, monkeypatch, session, outside_scorers="hold")
    kept = a_comment(session, body="See https://example.org/page")
    a_decision(session, kept, "approve")
    assert "webhook" in deliver(app, session, kept)
    assert kept.state == "published"


def test_the_sites_own_people_are_not_sent_anywhere(
    app: Flask, session: Session, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = {"webhook_url": f"{service.url}/hold", "webhook_secret": SECRET}
    switched_on(app, monkeypatch, session, **chosen)
    comment = a_comment(session, a_moderator(session))
    assert "webhook" not in deliver(app, session, comment)
    assert service.asked == []


def test_people_write_while_a_scorer_hangs(
    site: Site, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside, "PATIENCE", 8.0)
    chosen = {"webhook_url": f"{service.url}/hang", "webhook_secret": SECRET}
    settings = replace(site.app.config["DISCUSS"], **chosen)
    monkeypatch.setitem(site.app.config, "DISCUSS", settings)
    with site.session() as session:
        a_comment(session)
    worker = threading.Thread(target=site.deliver)
    worker.start()
    assert service.is_asked.wait(10)
    with site.session() as session:
        a_comment(session, body="Written meanwhile.")
    assert not service.may_answer.is_set()
    service.may_answer.set()
    worker.join()
