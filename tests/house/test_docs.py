"""The documents name what there is, and only what there is."""

import re
from dataclasses import MISSING, fields
from pathlib import Path

import click
import pytest
from flask import Flask

from discuss.settings import Settings
from tests.house import source

OPERATIONS = source.text_of(source.ROOT / "docs" / "operations.md")
SECURITY = source.ROOT / "docs" / "security.md"
DOCUMENTS = source.files(".md")
SETTINGS = {f"DISCUSS_{field.name.upper()}" for field in fields(Settings)}
NOT_OURS = {"db", "limiter", "routes", "run", "shell"}
FOR_TESTS = {f"DISCUSS_TEST_{name}" for name in ("POSTGRESQL", "CHROMIUM", "KILLS", "TWO", "STEPS")}


@pytest.mark.parametrize("name", sorted(SETTINGS))
def test_every_setting_is_explained(name: str) -> None:
    assert f"`{name}`" in OPERATIONS


@pytest.mark.parametrize("path", DOCUMENTS, ids=source.name_of)
def test_every_setting_that_is_named_exists(path: Path) -> None:
    named = set(re.findall(r"DISCUSS_[A-Z_]+", source.text_of(path)))
    assert named - SETTINGS - FOR_TESTS - {"DISCUSS_"} == set()


def test_the_defaults_in_the_table_are_the_real_ones() -> None:
    for field in fields(Settings):
        row = re.search(
            rf"^\| `DISCUSS_{field.name.upper()}` \| ([^|]+) \|", OPERATIONS, re.MULTILINE
        )
        assert row, field.name
        words = {True: "yes", MISSING: "", (): ""}
        is_number = field.type is int
        default = str(field.default) if is_number else words.get(field.default, str(field.default))
        if default and field.name != "instance":
            assert f"`{default}`" in row[1], field.name


def commands(app: Flask) -> list[str]:
    return [
        f"flask {group} {name}".rstrip()
        for group in sorted(set(app.cli.commands) - NOT_OURS)
        for name in sorted(_commands_of(app.cli.commands[group]))
    ]


def _commands_of(group: click.Command) -> dict[str, click.Command]:
    """Return the commands of a group; one that stands alone is its own."""
    return group.commands if isinstance(group, click.Group) else {"": group}


def test_every_command_is_explained(app: Flask) -> None:
    assert commands(app)
    missing = [name for name in commands(app) if name not in OPERATIONS]
    assert missing == []


def test_every_command_that_is_named_exists(app: Flask) -> None:
    known = set(commands(app))
    groups = {name for name, each in app.cli.commands.items() if isinstance(each, click.Group)}
    ours = "|".join(sorted(groups - NOT_OURS))
    for path in DOCUMENTS:
        for found in re.findall(rf"flask ((?:{ours}) [a-z-]+)", source.text_of(path)):
            assert f"flask {found}" in known, f"{source.name_of(path)} names {found}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=source.name_of)
def test_every_file_that_a_document_links_to_is_there(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", source.text_of(path)):
        assert (path.parent / target).exists(), target


@pytest.mark.parametrize("path", DOCUMENTS, ids=source.name_of)
def test_every_path_of_the_house_that_is_named_is_there(path: Path) -> None:
    if path.name == "CHANGELOG.md":
        return
    text = re.sub(r"```.*?```", "", source.text_of(path), flags=re.DOTALL)
    named = re.findall(r"`((?:discuss|tests|templates|static|docs|benchmarks)/[\w./-]+\w)`", text)
    assert [name for name in named if not (source.ROOT / name).exists()] == []


def test_the_readme_begins_with_the_two_commands() -> None:
    readme = source.text_of(source.ROOT / "README.md")
    first, second = re.findall(r"^    (python3 .*)$", readme, re.MULTILINE)[:2]
    assert first == "python3 -m venv .venv && .venv/bin/pip install -e . && .venv/bin/flask run"
    assert (
        second == "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest"
    )
    assert readme.index(second) < 1500
    assert second in source.text_of(source.ROOT / ".ci" / "run")


def test_every_decision_says_context_choice_and_consequence() -> None:
    decisions = sorted((source.ROOT / "docs" / "decisions").glob("*.md"))
    assert [path.name[:4] for path in decisions] == [
        f"{n:04}" for n in range(1, len(decisions) + 1)
    ]
    for path in decisions:
        for heading in ("## Context", "## Choice", "## Consequence"):
            assert heading in source.text_of(path), path.name


def test_every_test_that_the_page_on_security_relies_on_exists() -> None:
    files = source.files(".py", under="tests")
    there = {name.rpartition(":")[2] for path in files for name, _ in source.functions(path)}
    named = set(re.findall(r"`(test_[a-z0-9_]+)`", source.text_of(SECURITY)))
    assert named
    assert named - there == set()
