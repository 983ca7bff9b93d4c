"""Selects that are asked of the driver itself say what they say by way of the session."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from discuss.accounts.models import Person
from discuss.kit import clock
from discuss.kit.orm import Instant
from discuss.web.extensions import db
from discuss.web.versions import Versions
from tests.fixtures.sites import Site
from tests.makers.accounts import NOW, a_person


def versions_of(site: Site) -> Versions:
    with site.app.app_context():
        return Versions(db.engine, site.app.config["SQLALCHEMY_ENGINE_OPTIONS"])


def someone() -> sa.Select[str, int, bool, str]:
    after = sa.bindparam("after", type_=Instant)
    columns = Person.name, Person.id, Person.confirmed_at > after, Person.email
    named = sa.bindparam("names", expanding=False, value="")
    return sa.select(*columns).where(Person.role == "reader", Person.name >= named).limit(9)


def test_values_and_rows_come_as_their_columns_say_each_time(site: Site) -> None:
    with site.session() as session:
        person = a_person(session, "Zoë “Z” O'Neil — 100%")
        person.email = None
        expected = person.name, person.id
        session.commit()
    versions = versions_of(site)
    prepared = versions.prepared(someone())
    for seconds, is_later in ((1, False), (-1, True), (1, False)):
        given = {"after": NOW + timedelta(seconds=seconds), "names": "Zo"}
        rows = versions.ask(lambda raw, given=given: prepared.ask(raw, given))
        assert rows is not None
        ((*named, was_later, email),) = rows
        assert tuple(named) == expected
        assert bool(was_later) is is_later
        assert email is None
    versions.close()
    given = {"after": clock.now(), "names": "zzz"}
    assert versions.ask(lambda raw: prepared.ask(raw, given)) == []


def test_a_question_that_the_database_refuses_is_answered_by_nothing(site: Site) -> None:
    versions = versions_of(site)
    nowhere = sa.select(sa.column("nothing")).select_from(sa.table("nowhere"))
    prepared = versions.prepared(nowhere)
    assert versions.ask(lambda raw: prepared.ask(raw, {})) is None
    assert versions.current() is None  # it rests for a while


def test_a_fault_of_the_asker_leaves_no_connection_open(site: Site) -> None:
    versions = versions_of(site)
    prepared = versions.prepared(someone())
    with pytest.raises(KeyError):
        versions.ask(lambda raw: prepared.ask(raw, {"never": 1}))
    assert versions.current() is not None
    versions.close()
