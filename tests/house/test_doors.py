"""Every door, generated from the URL map: who may come in, and that nobody breaks one."""

import re
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session
from werkzeug.routing import IntegerConverter, Rule
from werkzeug.test import TestResponse

from discuss.app import create_app
from discuss.kit.orm import Base
from discuss.kit.outbox import Outgoing
from tests.fixtures.databases import settings_for
from tests.makers.accounts import a_person, sign_in
from tests.makers.articles import an_article
from tests.makers.comments import a_comment

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}

# Doors that are open to strangers and change something, each with its reason.
OPEN_TO_STRANGERS = {
    "accounts.sign_up": "one has no account yet",
    "accounts.sign_in": "one is not signed in yet",
    "accounts.sign_out": "signing out twice is no fault",
    "accounts.ask_reset": "one has lost the password",
    "accounts.new_password": "the secret in the address speaks",
    "accounts.confirm": "the secret in the address speaks",
    "accounts.claim": "the secret in the address speaks",
    "accounts_api.sign_up": "one has no account yet",
    "accounts_api.sign_in": "one is not signed in yet",
    "accounts_api.ask_reset": "one has lost the password",
    "predictions.forecast": "a device forecasts without an account",
    "predictions.answer_group": "a device forecasts without an account",
    "predictions.look": "a device looks without an account",
    "comments.ask_as_guest": "guests write before they have an account; nobody reads it yet",
    "comments.publish_as_guest": "the secret in the address speaks",
    "appearance.choose": "light or dark is the device's own matter",
    "moderation.send_notice": "the law asks no account of who sends a notice",
    "moderation_api.send_notice": "the law asks no account of who sends a notice",
    "moderation.ask_again": "the signed text in the address speaks",
    "moderation_api.ask_again": "the signed text in the address speaks",
    "moderation.forget_notifier": "the signed text in the address speaks",
    "inbox.stop_mails": "the signed text in the address speaks, also for mail programs",
    "comments_api.preview": "it shows what Markdown becomes, and keeps nothing",
}

# Doors that ask nobody for a form's token, since their address allows one deed and no other.
SPEAK_FOR_THEMSELVES = {"inbox.stop_mails"}

# Doors that need a role, and that a reader without one must find closed.
NEED_A_ROLE = ("/desk", "/articles/new", "/prompts", "/cases", "/decisions")

REFUSED = {401, 403, 404, 409, 410, 422}


def all_rules() -> list[Rule]:
    """Return the URL map of the site, as the tests are collected."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(settings_for(f"sqlite:///{folder}/none.sqlite3", Path(folder)))
    return sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint))


RULES = all_rules()
DEEDS = [(rule, method) for rule in RULES for method in sorted((rule.methods or set()) & UNSAFE)]
PAGES = [rule for rule in RULES if "GET" in (rule.methods or set())]


def named(deed: object) -> str:
    if isinstance(deed, Rule):
        return f"{deed.rule} {deed.endpoint}"
    return str(deed)


def an_address(rule: Rule, ids: dict[str, object]) -> str:
    """Return the rule's address with arguments that lead to something where something is."""
    kinds = rule._converters  # noqa: SLF001 - the map's own
    values = {name: ids.get(name, 1 if _is_number(kinds[name]) else "x") for name in rule.arguments}
    built = rule.build(values)
    assert built is not None
    return str(built[1])


@pytest.fixture
def ids(session: Session) -> dict[str, object]:
    """A little of everything that an address can name."""
    article = an_article(session)
    comment = a_comment(session)
    session.commit()
    return {
        "article_id": article.id,
        "slug": article.slug,
        "comment_id": comment.id,
        "handle": comment.author.handle if "author" in comment.__dict__ else "x",
        "kind": "good_point",
        "digest": "0",
        "path": "css/reader.css",
        "n": 1,
    }


KEPT_FIGURES = {"published_month": 0}
"""Whoever first asks for a month that is over lets it be counted, once for everybody."""


def counts(connection: Connection) -> dict[str, int]:
    """Return how many rows stand in each table."""
    return {
        table.name: connection.scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
    }


def send(client: FlaskClient, rule: Rule, method: str, ids: dict[str, object]) -> TestResponse:
    """Send a plausible form or object, with a form token where the page would have one."""
    filled = {"body": "Words of some length.", "submission_key": uuid.uuid4().hex, "percent": "60"}
    address = an_address(rule, ids)
    if address.startswith("/api/"):
        return client.open(address, method=method, json={})
    return client.open(address, method=method, data=filled)


def is_refusal(answer: TestResponse) -> bool:
    """Tell whether an answer lets nobody do anything."""
    if answer.status_code in {302, 303}:
        return "/signin" in (answer.location or "")
    return answer.status_code in REFUSED


@pytest.mark.parametrize(("rule", "method"), DEEDS, ids=named)
def test_a_stranger_changes_nothing(
    client: FlaskClient,
    connection: Connection,
    ids: dict[str, object],
    rule: Rule,
    method: str,
) -> None:
    before = counts(connection)
    answer = send(client, rule, method, ids)
    if rule.endpoint in OPEN_TO_STRANGERS:
        assert answer.status_code < 500
        return
    assert is_refusal(answer), answer.status
    assert counts(connection) == before


@pytest.mark.parametrize(("rule", "method"), DEEDS, ids=named)
def test_a_page_of_somebody_signed_in_does_nothing_without_its_token(
    client: FlaskClient,
    session: Session,
    connection: Connection,
    ids: dict[str, object],
    rule: Rule,
    method: str,
) -> None:
    sign_in(client, a_person(session, role="admin"), session)
    before = counts(connection)
    answer = send(client, rule, method, ids)
    if rule.endpoint in SPEAK_FOR_THEMSELVES:
        assert answer.status_code == 404  # what is not signed allows nothing
    else:
        assert answer.status_code == 403
    assert counts(connection) == before


ROLE_DEEDS = [
    (rule, method)
    for rule, method in DEEDS
    if rule.rule.startswith(NEED_A_ROLE)
    or rule.endpoint.startswith(("articles.", "articles_api."))
    or (rule.endpoint.startswith("exchange") and "import" in rule.endpoint)
]


@pytest.mark.parametrize(("rule", "method"), ROLE_DEEDS, ids=named)
def test_a_reader_without_the_role_changes_nothing(
    app: Flask,
    session: Session,
    connection: Connection,
    ids: dict[str, object],
    rule: Rule,
    method: str,
) -> None:
    client = app.test_client()
    secret = sign_in(client, a_person(session), session)
    before = counts(connection)
    if rule.rule.startswith("/api/"):
        header = {"Authorization": f"Bearer {secret}"}
        answer = app.test_client().open(
            an_address(rule, ids), method=method, json={}, headers=header
        )
    else:
        token = a_token(client)
        answer = client.open(an_address(rule, ids), method=method, data={"csrf_token": token})
        assert "grown old" not in answer.text
    assert answer.status_code in REFUSED, answer.status
    assert counts(connection) == before


def a_token(client: FlaskClient) -> str:
    """Return the form token of this device, from the settings page."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/settings").text)
    assert found
    return found[1]


@pytest.mark.parametrize("rule", PAGES, ids=named)
def test_no_page_breaks_for_a_stranger(
    client: FlaskClient, connection: Connection, ids: dict[str, object], rule: Rule
) -> None:
    before = counts(connection)
    answer = client.get(an_address(rule, ids), buffered=True)
    assert answer.status_code < 500
    assert answer.headers["Content-Security-Policy"]
    assert {**counts(connection), **KEPT_FIGURES} == {**before, **KEPT_FIGURES}


@pytest.mark.parametrize("rule", PAGES, ids=named)
def test_no_page_breaks_for_an_address_that_names_nothing(
    client: FlaskClient, session: Session, rule: Rule
) -> None:
    sign_in(client, a_person(session, role="admin"), session)
    nowhere = dict.fromkeys(rule.arguments, 2**31 - 1)
    for ids in ({}, nowhere if _takes_numbers(rule) else {}):
        assert client.get(an_address(rule, ids), buffered=True).status_code < 500


NONSENSE = {
    "after": "junk",
    "order": "odd",
    "page": "-1",
    "p": "nan",
    "next": "//evil.example",
    "q": "\x00%",
}


@pytest.mark.parametrize("rule", PAGES, ids=named)
def test_no_page_breaks_for_nonsense_in_its_question(
    client: FlaskClient, session: Session, ids: dict[str, object], rule: Rule
) -> None:
    sign_in(client, a_person(session, role="admin"), session)
    answer = client.get(an_address(rule, ids), query_string=NONSENSE, buffered=True)
    assert answer.status_code < 500
    assert "evil.example" not in (answer.location or "")


def _is_number(converter: object) -> bool:
    return isinstance(converter, IntegerConverter)


def _takes_numbers(rule: Rule) -> bool:
    kinds = rule._converters  # noqa: SLF001 - the map's own
    return bool(kinds) and all(_is_number(one) for one in kinds.values())


DESK = [rule for rule in PAGES if rule.rule.startswith(("/desk", "/articles/new"))]


@pytest.mark.parametrize("rule", DESK, ids=named)
def test_the_desk_is_closed_to_readers(
    client: FlaskClient, session: Session, ids: dict[str, object], rule: Rule
) -> None:
    assert is_refusal(client.get(an_address(rule, ids)))
    sign_in(client, a_person(session), session)
    assert client.get(an_address(rule, ids)).status_code in {403, 404}


def test_every_open_door_exists() -> None:
    assert set(OPEN_TO_STRANGERS) <= {rule.endpoint for rule in RULES}


def test_no_get_is_also_a_deed() -> None:
    both = [
        rule.rule
        for rule in RULES
        if "GET" in (rule.methods or set()) and (rule.methods or set()) & UNSAFE
    ]
    assert both == []


@pytest.fixture(autouse=True)
def _nothing_leaves(connection: Connection) -> Iterator[None]:
    yield
    left = select(func.count()).select_from(Outgoing).where(Outgoing.done_at.is_not(None))
    assert connection.scalar(left) == 0
