"""Two servers and two workers are one site: what happens on one is so on the other at once."""

import json
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from discuss.accounts.models import Person
from discuss.articles.models import Article
from discuss.comments import queries
from discuss.kit import clock
from discuss.moderation import actions
from discuss.moderation.actions.commands import Impose
from tests.faults.serving import Server
from tests.fixtures.databases import fresh_database
from tests.fixtures.mail import Mailbox
from tests.fixtures.two import Together, together
from tests.makers.accounts import PASSWORD, a_person, actor_of

NOBODY = 401
TOO_SOON = 429


@dataclass(frozen=True)
class Caller:
    """Somebody with a program, who asks one of the servers."""

    server: Server
    token: str = ""
    address: str = "192.0.2.1"

    def on(self, server: Server) -> "Caller":
        """Return the same one at another server."""
        return replace(self, server=server)

    def ask(self, method: str, path: str, **said: object) -> tuple[int, Any]:
        """Return status and content of an answer."""
        request = urllib.request.Request(
            f"{self.server.url}{path}",
            method=method,
            data=json.dumps(said).encode() if said else None,
            headers={
                "Content-Type": "application/json",
                "X-Forwarded-For": self.address,
                **({"Authorization": f"Bearer {self.token}"} if self.token else {}),
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                body = answer.read().decode()
                status = answer.status
        except urllib.error.HTTPError as refusal:
            body, status = refusal.read().decode(), refusal.code
        return status, json.loads(body) if body.startswith("{") else body


@pytest.fixture
def site(request: pytest.FixtureRequest, tmp_path: Path, mailbox: Mailbox) -> Iterator[Together]:
    """The site of two servers, whose first start has made the tables; they start at once."""
    smtp = f"smtp://127.0.0.1:{mailbox.port}"
    more = {"pace_limits": "yes", "smtp_url": smtp, "mail_from": "notes@example.org"}
    with (
        fresh_database("postgresql", tmp_path, request) as url,
        together(url, tmp_path, **more) as running,
    ):
        yield running


def test_what_happens_on_one_is_so_on_the_other(site: Together, mailbox: Mailbox) -> None:
    one, other = (Caller(server) for server in site.servers)
    with site.session() as session:
        people = [a_person(session) for _ in range(8)]
        slug, article_id = session.execute(select(Article.slug, Article.id)).one()
        banned = people[0].email
    ruth = _signed_in(one, people[0].email)
    ben = _signed_in(one, people[1].email)
    _a_comment_is_there_at_once([ruth, ben], other, f"/articles/{slug}", article_id)
    _one_press_that_comes_twice_is_one_comment(_signed_in(one, people[2].email), other, article_id)
    _a_sign_out_counts_everywhere(ben, other)
    _a_ban_counts_everywhere(site, ruth, banned)
    _tries_are_counted_together(one, other, people[3].email)
    _each_mail_leaves_once(site, mailbox, [person.email for person in people[2:]])


def _signed_in(caller: Caller, email: str) -> Caller:
    status, said = caller.ask("POST", "/api/v1/sessions", email=email, password=PASSWORD)
    assert status == 201
    return replace(caller, token=said["token"])


def _a_comment_is_there_at_once(
    writers: list[Caller], other: Caller, page: str, article_id: int
) -> None:
    """See the page stored before, and ask for it right after the deed: that must be another."""
    path = f"/api/v1/articles/{article_id}"
    for writer, words, parent in zip(
        writers, ("A first word.", "And a reply."), ({}, {"parent_id": 1}), strict=True
    ):
        for _ in range(2):
            assert words not in other.ask("GET", page)[1]
        said = {"body": words, "submission_key": words, **parent}
        assert writer.ask("POST", f"{path}/comments", **said)[0] == 201
        assert words in other.ask("GET", page)[1]
    assert other.ask("GET", f"{path}/comments")[1]["comment_count"] == 2
    news = other.ask("GET", f"{path}/news?since=0")[1]
    assert (news["new_ids"], news["new_replies"]) == ([1], [{"parent_id": 1, "count": 1}])
    assert "And a" in other.ask("GET", "/search?q=reply")[1]
    assert writers[1].ask("POST", "/api/v1/comments/2/withdrawal")[0] == 204
    assert "And a reply." not in other.ask("GET", page)[1]


def _one_press_that_comes_twice_is_one_comment(ben: Caller, other: Caller, article_id: int) -> None:
    path, said = f"/api/v1/articles/{article_id}/comments", {"body": "Once.", "submission_key": "k"}
    with ThreadPoolExecutor(6) as pool:
        callers = [ben, ben.on(other.server)] * 3
        answers = list(pool.map(lambda each: each.ask("POST", path, **said), callers))
    assert {status for status, _ in answers} == {201}
    assert len({said["id"] for _, said in answers}) == 1


def _a_sign_out_counts_everywhere(ben: Caller, other: Caller) -> None:
    there = ben.on(other.server)
    assert there.ask("GET", "/api/v1/me")[0] == 200
    devices = ben.ask("GET", "/api/v1/sessions")[1]
    number = next(each["id"] for each in devices["sessions"] if each["is_this"])
    assert ben.ask("DELETE", f"/api/v1/sessions/{number}")[0] == 204
    assert there.ask("GET", "/api/v1/me")[0] == NOBODY


def _a_ban_counts_everywhere(site: Together, ruth: Caller, email: str) -> None:
    with site.session() as session:
        person = session.scalars(select(Person).where(Person.email == email)).one()
        first, second = (actor_of(a_person(session, role="admin")) for _ in range(2))
        command = Impose(person.handle, "ban", "5", "Three personal attacks.", None)
        proposed = actions.impose(session, first, command, clock.now())
        actions.confirm_ban(session, second, proposed.id, clock.now())
    for server in site.servers:
        assert ruth.on(server).ask("GET", "/api/v1/me")[0] == NOBODY


def _tries_are_counted_together(one: Caller, other: Caller, email: str) -> None:
    said = {"email": email, "password": "a wrong phrase"}
    tries = [each.ask("POST", "/api/v1/sessions", **said)[0] for each in [one, other] * 5]
    assert TOO_SOON not in tries
    for each in (one, other):
        assert each.ask("POST", "/api/v1/sessions", **said)[0] == TOO_SOON


def _each_mail_leaves_once(site: Together, mailbox: Mailbox, emails: list[str]) -> None:
    callers = [Caller(server, address="198.51.100.7") for server in site.servers] * len(emails)
    for caller, email in zip(callers, emails, strict=False):
        assert caller.ask("POST", "/api/v1/password-resets", email=email)[0] == 202
    deadline = time.monotonic() + 30
    with site.session() as session:
        while not {*emails} <= {mail["To"] for mail in mailbox.mails}:
            assert time.monotonic() < deadline, "a mail did not leave"
            time.sleep(0.1)
        assert queries.recount(session) == []
    site.deliver()
    numbers = Counter(mail["Message-ID"] for mail in mailbox.mails)
    assert set(numbers.values()) == {1}
