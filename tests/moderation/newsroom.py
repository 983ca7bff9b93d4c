"""People at doors of their own, each with a browser, a program and a connection."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any, Protocol

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from discuss.accounts.models import Person
from discuss.comments.models import Comment
from discuss.kit import clock
from discuss.moderation.actions.commands import Decide
from tests.fixtures.sites import Site
from tests.makers.accounts import a_person, sign_in, token_of
from tests.makers.comments import a_comment
from tests.makers.moderation import a_report, seen

ROUNDS = int(os.environ.get("RACES", "2"))
"""How often each race is run: two hundred times where nobody waits for it."""


class Later(Protocol):
    """Moves the clock of the doors on."""

    def __call__(self, **by: float) -> datetime:
        """Let so many seconds, minutes or days have gone by."""


@dataclass
class Visitor:
    """Somebody at the doors, signed in by a visit of their own."""

    id: int
    client: FlaskClient
    secret: str

    def get(self, path: str) -> TestResponse:
        """Open a page in the browser."""
        return self.client.get(path)

    def send(self, path: str, page: str = "/rules", **fields: Any) -> TestResponse:
        """Send the form of a page."""
        return self.client.post(path, data={"csrf_token": token_of(self.client, page), **fields})

    def call(self, path: str, body: object = None, method: str = "POST") -> TestResponse:
        """Let a program call a door of the API."""
        headers = {"Authorization": f"Bearer {self.secret}"}
        return self.client.open(f"/api/v1{path}", method=method, json=body or {}, headers=headers)

    def decides(self, command: Decide, **more: object) -> TestResponse:
        """Send a decision to the API."""
        return self.call(f"/cases/{command.case_id}/decisions", as_body(command) | more)


def a_visitor(site: Site, role: str = "reader", name: str | None = None) -> Visitor:
    """Return somebody new with an account of that role."""
    with site.session() as session:
        person_id = a_person(session, name, role=role).id
    return a_visit(site, person_id)


def a_visit(site: Site, person_id: int) -> Visitor:
    """Return a further visit of somebody, from another device."""
    client = site.app.test_client()
    with site.session() as session:
        person = session.get_one(Person, person_id)
        return Visitor(person_id, client, sign_in(client, person, session))


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Return what each deed answers when all begin at the same moment."""
    gate = Barrier(len(deeds))

    def run(deed: Callable[[], Any]) -> Any:
        gate.wait(10)
        return deed()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def codes(answers: Sequence[TestResponse]) -> list[int]:
    """Return the states of answers, smallest first."""
    return sorted(answer.status_code for answer in answers)


def fresh(site: Site, author: Visitor | None = None, body: str = "Relief is not pressure.") -> int:
    """Return a comment that was written a minute ago."""
    with site.session() as session:
        by = session.get_one(Person, author.id) if author else None
        return a_comment(session, by, body=body, at=clock.now() - timedelta(minutes=1)).id


def reported(
    site: Site, author: Visitor | None = None, body: str = "Relief is no pressure."
) -> int:
    """Return a comment that a reader reported."""
    comment_id = fresh(site, author, body)
    with site.session() as session:
        a_report(session, session.get_one(Comment, comment_id))
    return comment_id


def as_seen(site: Site, comment_id: int, outcome: str = "reject", **more: object) -> Decide:
    """Return a decision about a comment as somebody sees it now."""
    with site.session() as session:
        return seen(session, session.get_one(Comment, comment_id), outcome, **more)


def as_body(command: Decide) -> dict[str, Any]:
    """Return a decision as a program sends it."""
    return {name: getattr(command, name) for name in command.__dataclass_fields__}
