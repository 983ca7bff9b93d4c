"""The tables that the migrations make are the tables that the models describe, and back again."""

import os
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask

from discuss.app import create_app
from discuss.articles.models import Article
from discuss.comments import queries as comments
from discuss.comments.models import Comment
from discuss.kit import audit, clock
from discuss.kit.chosen import Choice, Sum, Wish, choose
from discuss.kit.orm import Base
from discuss.moderation.rules.knobs import section_mode
from discuss.predictions import queries as predictions
from discuss.predictions.models import Question
from discuss.search import queries as search
from discuss.web.database import MIGRATIONS
from discuss.web.extensions import db
from discuss.web.transaction import transaction
from tests.fixtures.databases import KINDS, fresh_database, settings_for
from tests.makers.accounts import a_person
from tests.makers.comments import a_comment, a_discussion
from tests.makers.moderation import a_decision, a_held_comment, a_report, a_word
from tests.makers.predictions import a_forecast, a_question

FIRST = "0001"
STEPS = int(os.environ.get("DISCUSS_TEST_STEPS", "2"))
"""How many of the last revisions are taken down and up one by one; a large number takes all."""

SAID: dict[str, dict[str, Any]] = {
    "binary": {"percent": 40},
    "choice": {"shares": {"a": 20, "b": 30, "other": 50}},
}


@pytest.fixture(params=KINDS)
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """A site whose tables its migrations have made."""
    with fresh_database(request.param, tmp_path, request, "bare") as url:
        app = create_app(settings_for(url, tmp_path))
        with app.app_context():
            yield app
            db.session.remove()
            db.engine.dispose()


def differences() -> list[object]:
    def is_ours(_o: object, name: str | None, kind: str, *_: object) -> bool:
        hidden = kind in {"table", "index"} and name is not None and "_fts" in name
        return not hidden and name != "alembic_version"

    with db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"compare_type": True, "compare_server_default": False, "include_object": is_ours},
        )
        return list(compare_metadata(context, Base.metadata))


@pytest.mark.usefixtures("made")
def test_the_migrations_make_what_the_models_say() -> None:
    assert differences() == []


@pytest.mark.usefixtures("made")
def test_the_migrations_go_all_the_way_down_and_up_again() -> None:
    flask_migrate.downgrade(directory=str(MIGRATIONS), revision="base")
    left = set(sa.inspect(db.engine).get_table_names()) - {"alembic_version"}
    assert left == set()
    flask_migrate.upgrade(directory=str(MIGRATIONS))
    assert differences() == []


def test_what_was_written_comes_up_from_the_first_revision_and_goes_on(made: Flask) -> None:
    fill(made)
    flask_migrate.downgrade(directory=str(MIGRATIONS), revision=FIRST)
    held = rows()
    flask_migrate.upgrade(directory=str(MIGRATIONS))
    now = rows()
    assert {name: now[name] for name in held} == held
    assert {"person", "comment", "forecast_event", "decision", "word_rule"} <= set(held)
    for _ in range(2):  # as it came up, and after more was written on top
        with transaction() as session:
            assert comments.recount(session) == []
            assert list(comments.misplaced(session)) == []
            assert search.disagreeing(session) == 0
            assert audit.verify(session) is None
            questions = session.scalars(sa.select(Question).order_by(Question.id)).all()
            assert [predictions.replay(session, each.id) for each in questions] == [[], []]
            for kind, each in zip(SAID, questions, strict=True):
                a_forecast(session, each, **SAID[kind])
            first = session.scalars(sa.select(Comment).order_by(Comment.id)).first()
            a_comment(session, parent=first)


def test_the_last_revisions_go_down_and_up_with_what_was_written(made: Flask) -> None:
    fill(made)
    known = [each.revision for each in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]
    known = known[: STEPS + 1]
    for revision, below in pairwise(known):
        flask_migrate.downgrade(directory=str(MIGRATIONS), revision=below)
        before = rows()
        flask_migrate.upgrade(directory=str(MIGRATIONS), revision=revision)
        now = rows()
        flask_migrate.downgrade(directory=str(MIGRATIONS), revision=below)
        assert {name: now[name] for name in before} == before == rows(), revision


@pytest.mark.usefixtures("made")
def test_what_was_set_for_a_section_is_found_by_the_sections_name() -> None:
    knob = section_mode("Politics / EU")
    with transaction() as session:
        article = session.get_one(Article, a_discussion(session).article_id)
        article.section = "Politics / EU"
        admin = a_person(session, role="admin")
        choose(session, Wish(knob, "pre", 0, admin.id, admin.role), clock.now())
    db.session.remove()
    flask_migrate.downgrade(directory=str(MIGRATIONS), revision="0054")
    with transaction() as session:
        (name,) = session.scalars(sa.select(Choice.name))
        assert name.startswith("section-")
        assert session.scalars(sa.select(Sum.settings)).one() == {name: "pre"}
    db.session.remove()
    flask_migrate.upgrade(directory=str(MIGRATIONS))
    with transaction() as session:
        assert session.scalars(sa.select(Choice.name)).all() == [knob.name]
        assert session.scalars(sa.select(Sum.settings)).one() == {knob.name: "pre"}


def fill(app: Flask) -> None:
    """Let people write, forecast, report and decide."""
    assert app.config["DISCUSS"]
    with transaction() as session:
        prompt = a_discussion(session)
        first = a_comment(session, body="Zinc, *first*.")
        a_comment(session, parent=first)
        for kind, said in SAID.items():
            question = a_question(session, prompt, kind)
            for _ in range(3):
                a_forecast(session, question, **said)
        a_word(session)
        a_held_comment(session)
        bad = a_comment(session, body="Copper.")
        a_report(session, bad)
        a_decision(session, bad)
    db.session.remove()


def rows() -> dict[str, int]:
    """Return how many rows each table holds."""
    db.session.remove()
    with db.engine.connect() as connection:
        names = set(sa.inspect(connection).get_table_names()) - {"alembic_version"}
        return {
            name: connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one()
            for name in sorted(names)
            if "_fts" not in name
        }


@pytest.mark.usefixtures("made")
def test_every_check_of_the_models_stands_in_the_database() -> None:
    inspector = sa.inspect(db.engine)
    for table in Base.metadata.tables.values():
        stored = {check["name"] for check in inspector.get_check_constraints(table.name)}
        said = {
            str(rule.name)
            for rule in table.constraints
            if isinstance(rule, sa.CheckConstraint) and rule.name
        }
        assert said <= stored, f"{table.name} lacks {said - stored}"


@pytest.mark.usefixtures("made")
def test_the_newest_revision_is_a_single_one() -> None:
    assert len(ScriptDirectory(str(MIGRATIONS)).get_heads()) == 1
