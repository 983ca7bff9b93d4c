import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from discuss.accounts import actions as accounts
from discuss.app import create_app, prepare
from discuss.articles.models import Article
from discuss.kit import clock
from discuss.kit.errors import Refusal
from discuss.predictions.models import Question
from discuss.web.extensions import db
from discuss.web.transaction import reading, transaction
from tests.fixtures.databases import settings_for
from tests.makers.accounts import HASH


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Flask]:
    """A site that nobody has started yet."""
    url = f"sqlite:///{tmp_path / 'fresh.sqlite3'}"
    app = create_app(settings_for(url, tmp_path, bundled_article="yes"))
    yield app
    with app.app_context():
        db.engine.dispose()


def test_making_the_site_touches_no_database(fresh: Flask, tmp_path: Path) -> None:
    del fresh
    assert not (tmp_path / "fresh.sqlite3").exists()


def test_the_first_start_publishes_the_article_with_its_four_questions(fresh: Flask) -> None:
    prepare(fresh)
    prepare(fresh)
    with fresh.app_context():
        assert reading().scalar(sa.select(sa.func.count()).select_from(Article)) == 1
        questions = reading().scalars(sa.select(Question)).all()
    assert len(questions) == 4
    assert fresh.test_client().get("/", follow_redirects=True).status_code == 200


def test_each_start_offers_the_admin_account_until_somebody_has_it(
    fresh: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        prepare(fresh)
        assert capsys.readouterr().out.count("Claim the admin account, once: http://") == 1
    with fresh.app_context(), transaction() as session:
        person = accounts.open_account(session, "Olive", "olive@example.org", HASH, clock.now())
        accounts.grant(session, None, person, "admin", clock.now())
    prepare(fresh)
    assert capsys.readouterr().out == ""


def test_a_start_that_cannot_copy_its_database_says_so_in_a_sentence(
    fresh: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> bool:
        raise Refusal("The copy could not be made: No space left on device.")

    monkeypatch.setattr("discuss.web.database._is_behind", refuse)
    with pytest.raises(SystemExit, match=r"does not start\. The copy could not be made"):
        prepare(fresh)


def test_a_command_prints_nothing_but_its_own_answer(fresh: Flask) -> None:
    run = fresh.test_cli_runner().invoke
    slug = run(args=["articles", "list"]).output.split()[1]
    lines = run(args=["exchange", "export", slug]).output.splitlines()
    assert all(json.loads(line)["kind"] for line in lines)


def test_a_refused_command_says_why_in_one_line(fresh: Flask) -> None:
    answer = fresh.test_cli_runner().invoke(args=["articles", "publish", "nothing-here"])
    assert answer.exit_code == 1
    assert answer.output.startswith("Error: ")
    assert len(answer.output.splitlines()) == 1
