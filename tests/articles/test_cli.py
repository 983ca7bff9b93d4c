"""Articles from the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy.orm import Session

from discuss.articles import queries
from tests.makers.articles import a_text, an_article

Run = Callable[..., Result]
HEADLINE = "The bridge and its painters"


@pytest.fixture
def run(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on the test's own database, which is prepared already."""
    monkeypatch.setitem(app.extensions, "discuss_prepare", lambda: None)
    runner = app.test_cli_runner()

    def go(*arguments: str) -> Result:
        return runner.invoke(args=["articles", *arguments])

    return go


def test_an_operator_imports_revises_and_publishes(
    run: Run, session: Session, tmp_path: Path
) -> None:
    file = tmp_path / "article.txt"
    file.write_text(a_text(HEADLINE))
    first = run("import", str(file))
    assert first.exit_code == 0, first.output
    assert f"Headline    {HEADLINE}" in first.output
    assert "Imported as a new article: /articles/the-bridge-and-its-painters" in first.output
    assert "Not public yet." in first.output
    assert "Nothing has changed" in run("import", str(file)).output
    assert "Public at" in run("publish", "the-bridge-and-its-painters").output
    file.write_text(a_text(HEADLINE).replace("forty", "fifty"))
    assert run("import", str(file)).exit_code == 1
    revised = run("import", str(file), "--note", "Fifty, not forty.")
    assert "Revised: /articles/the-bridge-and-its-painters, revision 2" in revised.output
    assert queries.published(session, "the-bridge-and-its-painters").revision.n == 2


def test_a_changed_headline_keeps_its_address_by_name(
    run: Run, session: Session, tmp_path: Path
) -> None:
    article = an_article(session, headline=HEADLINE)
    file = tmp_path / "article.txt"
    file.write_text(a_text("Another headline for the painters"))
    run("import", str(file), "--slug", article.slug, "--note", "A better headline.")
    session.expire_all()
    found = queries.published(session, article.slug)
    assert found.revision.headline == "Another headline for the painters"
    assert queries.count_published(session) == 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty"),
        (b"\x00\x01\x02", "The file is binary"),
        ("Z\u00f6gern".encode("latin-1"), "The file is not UTF-8"),
        (b"a" * (1024 * 1024 + 1), "larger than 1 MiB"),
        (b"Only a headline", "headline and no text"),
    ],
)
def test_an_unreadable_file_gets_one_sentence_and_changes_nothing(
    run: Run, session: Session, tmp_path: Path, data: bytes, sentence: str
) -> None:
    file = tmp_path / "article.txt"
    file.write_bytes(data)
    result = run("import", str(file))
    assert result.exit_code == 1
    assert sentence in result.output
    assert len(result.output.strip().splitlines()) == 1
    assert not queries.has_any(session)


def test_an_operator_lists_articles(run: Run, session: Session) -> None:
    an_article(session, headline="A public one")
    an_article(session, headline="A draft", published=False)
    lines = run("list").output.strip().splitlines()
    assert lines[0].startswith("draft")
    assert lines[1].startswith("2026-03-02  a-public-one")
