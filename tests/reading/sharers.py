"""Two readers who have nothing of their own on a page, for tests of what they share."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient

from discuss.accounts.models import Person
from discuss.web import shared
from tests.makers.accounts import PASSWORD, a_person, send
from tests.reading.ground import Ground

KEYS = re.compile(r'name="(csrf_token|submission_key)" value="[^"]+"')
VISIT_BEGINS = 2
"""Statements: the visit is looked for, and written down."""


@dataclass
class Reader:
    """Somebody signed in, with the browser in which they are."""

    person: Person
    client: FlaskClient

    def see(self, path: str) -> str:
        """Return a page without the keys of its forms, which no two pages share."""
        return KEYS.sub("", self.client.get(path).text)


@dataclass
class Readers:
    """Somebody who drew the page, and somebody who comes after them."""

    app: Flask
    ground: Ground
    first: Reader
    next: Reader

    @property
    def path(self) -> str:
        return self.ground.path

    @contextmanager
    def drawn_for_each(self) -> Iterator[None]:
        """Let no page be shared for a while."""
        pages = self.app.extensions[shared.PAGES]
        recognise = pages.recognise
        pages.recognise = lambda *_: None
        try:
            yield
        finally:
            pages.recognise = recognise

    def next_sees_their_own(self) -> str:
        """Return what comes to the second reader; it is what is drawn for them alone."""
        came = self.next.see(self.path)
        with self.drawn_for_each():
            assert came == self.next.see(self.path)
        return came


def a_reader(app: Flask, ground: Ground, name: str | None = None) -> Reader:
    """Return somebody whose forms have their token already, as after any other page."""
    person, client = a_person(ground.session, name), app.test_client()
    assert person.email
    came = send(client, "/signin", email=person.email, password=PASSWORD)
    assert came.status_code == 303
    client.get("/settings")
    return Reader(person, client)


@pytest.fixture
def readers(app: Flask, ground: Ground) -> Readers:
    found = Readers(
        app, ground, a_reader(app, ground, "Ada Lovelace"), a_reader(app, ground, "Bo O'Neil & Co")
    )
    found.first.see(ground.path)
    assert len(app.extensions[shared.PAGES].shelf) == 1
    return found
