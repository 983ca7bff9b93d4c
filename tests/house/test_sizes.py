"""How large things may grow, and what they may be called."""

import re

from tests.house import source

MOST_LINES = 300
MOST_IN_A_FUNCTION = 30
NAMES_THAT_SAY_NOTHING = re.compile(r"(^|_)(utils?|helpers?|common|misc|manager|stuff)($|_|\.)")

# Functions that are longer than the law allows. This list may only shrink.
STILL_LONG = {
    "discuss/predictions/presenters/cards.py:card",
    "discuss/reading/presenters.py:linked_data",
    "tests/predictions/test_views.py:test_an_editor_asks_revises_and_decides",
}

# Files and scripts that have outgrown the law. These lists may only shrink.
STILL_LARGE = {
    "tests/comments/test_views.py",
    "tests/comments/test_words.py",
}
SCRIPTS_STILL_LARGE = {"static/js/comments/composer.js"}

# The roles a slice may have; a role that outgrows its file becomes a folder of the same name.
ROLES = {
    "rules", "models", "policy", "queries", "actions", "forms", "presenters", "views", "api", "cli",
    "jobs", "acting", "bundled", "__init__",
}  # fmt: skip
SLICES = (
    "accounts", "articles", "predictions", "comments", "moderation", "inbox", "exchange", "search",
    "reading", "upkeep",
)  # fmt: skip


def code() -> list[object]:
    return [p for p in source.files(".py") if "migrations/versions" not in source.name_of(p)]


def test_no_file_outgrows_a_readers_patience() -> None:
    endings = (".py", ".html", ".js", ".css")
    long = {
        source.name_of(path): count
        for path in source.files(*endings)
        if "migrations/versions" not in source.name_of(path)
        and (count := len(source.text_of(path).splitlines())) > MOST_LINES
    }
    assert set(long) - STILL_LARGE == set(), long
    assert set(long) >= STILL_LARGE, "shorten the list: these have become short"


def test_no_function_outgrows_a_screen() -> None:
    long = {
        name: count
        for path in source.files(".py")
        if "migrations/" not in source.name_of(path)
        for name, function in source.functions(path)
        if (count := source.lines_of(function)) > MOST_IN_A_FUNCTION
    }
    assert set(long) - STILL_LONG == set(), long
    assert set(long) >= STILL_LONG, "shorten the list: these have become short"


def test_no_script_does_more_than_one_thing() -> None:
    long = {
        source.name_of(path): count
        for path in source.files(".js")
        if (count := len(source.text_of(path).splitlines())) > 80
    }
    assert set(long) - SCRIPTS_STILL_LARGE == set(), long
    assert set(long) >= SCRIPTS_STILL_LARGE, "shorten the list: these have become short"


def test_every_name_says_what_is_inside() -> None:
    empty = [
        source.name_of(path)
        for path in source.files()
        if NAMES_THAT_SAY_NOTHING.search(path.stem)
        or NAMES_THAT_SAY_NOTHING.search(path.parent.name)
    ]
    assert empty == []


def test_a_slice_has_only_the_known_roles() -> None:
    strange = [
        source.name_of(path)
        for slice_ in SLICES
        for path in (source.ROOT / "discuss" / slice_).iterdir()
        if path.name != "__pycache__" and path.stem not in ROLES
    ]
    assert strange == []


def test_there_is_no_code_folder_beside_the_known_ones() -> None:
    known = {*SLICES, "kit", "web", "migrations"}
    found = {
        source.name_of(p).split("/")[1]
        for p in source.files(".py", under="discuss")
        if "/" in source.name_of(p)[8:]
    }
    assert found - known == set()
