"""Every route, by everybody, with real objects, against the one table in `doors_table`.

Who is refused gets 401, 403, 404 or the way to the sign-in, and leaves every row as it was. Who may
come in is not turned away; a form that is not understood (422), or a state that does not allow the
deed (409, 410), is no turning away.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import reduce
from operator import or_
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, event, select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from discuss.kit.orm import Base
from tests.house.doors_table import DOORS, NOBODY, Door
from tests.house.test_doors import RULES, UNSAFE, an_address
from tests.makers.accounts import sign_in
from tests.makers.worlds import WHO, a_world, everybody

Sent = Mapping[str, Any]
WAYS = [
    (rule, method)
    for rule in RULES
    for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
]
TURNED_AWAY = {401, 403, 404}
ROW_BY_ROW = 422
WRITES = re.compile(r"(?:INSERT INTO|UPDATE|DELETE FROM) \"?(\w+)")


@dataclass
class Comer:
    """Somebody at the doors: their browser, their token for programs, and their form token."""

    browser: FlaskClient
    program: FlaskClient
    bearer: dict[str, str]
    form_token: str

    def send(
        self, rule: Rule, method: str, ids: Mapping[str, object], sent: object
    ) -> TestResponse:
        """Knock at a door as a browser or as a program does."""
        address = an_address(rule, dict(ids))
        if not address.startswith("/api/"):
            fields = {"csrf_token": self.form_token, **sent} if method in UNSAFE else None
            return self.browser.open(address, method=method, data=fields, buffered=True)
        body = sent if method in UNSAFE else None
        return self.program.open(
            address, method=method, json=body, headers=self.bearer, buffered=True
        )


def a_comer(app: Flask, session: Session, person: object) -> Comer:
    """Return somebody at the doors, signed in unless they are a stranger."""
    browser, bearer, page = app.test_client(), {}, "/signin"
    if person is not None:
        secret = sign_in(browser, person, session)  # type: ignore[arg-type]
        bearer, page = {"Authorization": f"Bearer {secret}"}, "/settings"
    found = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(page).text)
    assert found
    return Comer(browser, app.test_client(), bearer, found[1])


def looked_up(value: object, world: Mapping[str, object]) -> object:
    """Return what stands for a value of the table in this world."""
    if isinstance(value, str) and value.startswith("@"):
        return world[value.removeprefix("@")]
    return value


def in_hand(
    door: Door, rule: Rule, world: Mapping[str, object]
) -> tuple[dict[str, object], object]:
    """Return the ids in the address and the fields that are sent."""
    kinds = {"kind": "good_point" if "reactions" in rule.rule else "discussion"}
    ids = {**kinds, "number": world["article_id"], "digest": "0", "path": "x", **world}
    ids |= {name: looked_up(value, world) for name, value in door.ids.items()}
    sent = {name: looked_up(value, world) for name, value in door.sent.items()}
    several = [value for value in sent.values() if isinstance(value, dict)]
    plain = {name: value for name, value in sent.items() if not isinstance(value, dict)}
    return ids, reduce(or_, several, plain)


@contextmanager
def undone(connection: Connection) -> Iterator[set[str]]:
    """Undo what happens inside; yield the tables to which something was written."""
    written: set[str] = set()

    def listen(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        written.update(WRITES.findall(statement))

    undo = connection.begin_nested()
    event.listen(connection, "before_cursor_execute", listen)
    try:
        yield written
    finally:
        event.remove(connection, "before_cursor_execute", listen)
        if undo.is_active:
            undo.rollback()


def rows(connection: Connection, tables: set[str]) -> dict[str, list[object]]:
    """Return all that stands in some tables."""
    known = {table.name: table for table in Base.metadata.sorted_tables}
    known.pop("page_version")  # a stamp that moves with any write, and tells nobody anything
    return {
        name: sorted(map(repr, connection.execute(select(known[name]))))
        for name in tables & set(known)
    }


def is_turned_away(answer: TestResponse, *, by_row: bool = False) -> bool:
    if answer.status_code in {302, 303}:
        return (answer.location or "").startswith("/signin?")
    return answer.status_code in TURNED_AWAY or (by_row and answer.status_code == ROW_BY_ROW)


@pytest.fixture(autouse=True)
def _at_one_moment() -> Iterator[None]:
    """Let the clock stand still: some doors close within seconds."""
    with time_machine.travel(datetime.now(UTC), tick=False):
        yield


def test_every_door_is_in_the_table_and_every_line_of_it_is_a_door() -> None:
    assert {rule.endpoint for rule in RULES} == set(DOORS)


@pytest.mark.parametrize("who", ["stranger", *WHO])
def test_everybody_passes_the_doors_of_the_table_and_no_other(
    app: Flask, session: Session, connection: Connection, who: str
) -> None:
    people = everybody(session)
    world, faults = a_world(session, people), []
    before: dict[str, list[object]] = {}
    everything = {table.name for table in Base.metadata.sorted_tables}
    before = rows(connection, everything)
    comer = a_comer(app, session, people.get(who))
    before |= rows(connection, {"sign_in"})
    for rule, method in WAYS:
        door = DOORS.get(rule.endpoint, Door(NOBODY))
        ids, sent = in_hand(door, rule, world)
        with undone(connection) as written:
            answer = comer.send(rule, method, ids, sent)
            after = rows(connection, written) if who not in door.who else {}
        where = f"{method} {rule.rule} ({rule.endpoint}): {answer.status}"
        if answer.status_code >= 500:
            faults.append(f"{where} breaks")
        elif who in door.who and is_turned_away(answer) and rule.endpoint not in LEADS_NOWHERE:
            faults.append(f"{where} although {who} may")
        elif who not in door.who and not is_turned_away(answer, by_row=door.by_row):
            faults.append(f"{where} although {who} may not")
        faults += [f"{where} and {t} changed" for t, kept in after.items() if kept != before[t]]
        if rule.endpoint == "accounts.sign_out":
            comer = a_comer(app, session, people.get(who))
    assert faults == [], "\n" + "\n".join(faults)


LEADS_NOWHERE = {"asset", "articles.revision", "moderation.notifier"}
"""Open doors behind which nothing stands in this world."""
