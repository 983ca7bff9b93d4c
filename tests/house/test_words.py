"""What no committed text may say."""

import re

from tests.house import source

# Addresses of package registries, written so that this file does not name them either.
HOSTS = re.compile(
    r"\b(?:pypi\.or"
    r"g|pythonhosted\.or"
    r"g|registry\.npmjs\.or"
    r"g|npmjs\.co"
    r"m|crates\.i"
    r"o|proxy\.golang\.or"
    r"g|rubygems\.or"
    r"g|unpkg\.co"
    r"m|jsdelivr\.ne"
    r"t)\b"
)
PLACES = re.compile(r"/wor" r"k/|\.\./share" r"d|/tm" r"p/rails|\bspe" r"c §")
UNFINISHED = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
SKIPPED = re.compile(r"pytest\.mark\.(?:ski" r"p|xfai" r"l)|pytest\.xfai" r"l")
LICENCE_TEXTS = {"LICENSE", "uv.lock"}


def lines_with(pattern: re.Pattern[str], *endings: str) -> list[str]:
    return [
        f"{source.name_of(path)}:{number}: {line.strip()[:90]}"
        for path in source.files(*endings)
        if path.name not in LICENCE_TEXTS
        for number, line in enumerate(source.text_of(path).splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_text_names_a_package_registrys_host() -> None:
    assert lines_with(HOSTS) == []


def test_no_text_names_the_place_where_it_was_written() -> None:
    assert lines_with(PLACES) == []


def test_nothing_is_left_for_later() -> None:
    assert lines_with(UNFINISHED, ".py", ".html", ".js", ".css", ".toml") == []


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    assert lines_with(SKIPPED, ".py") == []


def test_readers_are_told_calmly() -> None:
    shouting = re.compile(r">[^<>{}]*[A-Za-z]!\s*<|\b[Oo]ops\b|>\s*Please\b")
    assert lines_with(shouting, ".html") == []
