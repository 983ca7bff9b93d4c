"""How large things may grow, and what they may be called."""

import re

from tests.house import source

MOST_LINES = 300
MOST_IN_A_FUNCTION = 30
NAMES_THAT_SAY_NOTHING = re.compile(r"(^|_)(utils?|helpers?|common|misc|manager|stuff)($|_|\.)")

# Functions that are longer than the law allows. This list may only shrink.
STILL_LONG: dict[str, str] = {}

# The roles a slice may have; a role that outgrows its file becomes a folder of the same name.
ROLES = {
    "rules", "models", "policy", "queries", "actions", "forms", "presenters", "views", "api", "cli",
    "jobs", "acting", "bundled", "__init__",
}  # fmt: skip
SLICES = (
    "accounts", "articles", "predictions", "comments", "moderation", "inbox", "exchange", "reading",
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
    assert long == {}


def test_no_function_outgrows_a_screen() -> None:
    long = {
        name: count
        for path in source.files(".py")
        if "migrations/" not in source.name_of(path)
        for name, function in source.functions(path)
        if (count := source.lines_of(function)) > MOST_IN_A_FUNCTION
    }
    assert set(long) - set(STILL_LONG) == set(), long
    assert set(STILL_LONG) <= set(long), "shorten the list: these have become short"


def test_no_script_does_more_than_one_thing() -> None:
    long = {
        source.name_of(path): count
        for path in source.files(".js")
        if (count := len(source.text_of(path).splitlines())) > 80
    }
    assert long == {}


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
