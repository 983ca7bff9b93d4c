"""Laws of the templates."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house import source

# The places where HTML that has been cleaned on the way in is printed as it is stored.
PRINTS_STORED_HTML = {
    "templates/articles/_parts.html": "an article's blocks, washed when they were imported",
    "templates/comments/_comment.html": "a comment, washed when it was written",
    "templates/comments/mind.html": "the comment that moved somebody, washed when it was written",
    "templates/comments/_margin.html": "comments on one paragraph, washed when they were written",
    "templates/comments/_preview.html": "what a comment would become, washed just now",
    "templates/comments/revisions.html": "an older wording, washed when it was written",
    "templates/comments/withdraw.html": "one's own comment, washed when it was written",
    "templates/reading/article.html": "linked data: JSON whose <, > and & are escaped",
    "templates/reading/person.html": "somebody's comments, washed when they were written",
}

# Python that makes markup, each for a reason: none does.
MAKES_MARKUP: dict[str, str] = {}

TEMPLATES = source.files(".html", under="templates")
INLINE = re.compile(
    r"""<style|\sstyle\s*=|\son[a-z]+\s*=\s*["']|javascript:|<script(?![^>]*(?:\bsrc=|type="application/ld\+json"))""",
    re.IGNORECASE,
)


def findings(pattern: re.Pattern[str], paths: tuple[Path, ...]) -> Iterator[tuple[str, str]]:
    for path in paths:
        for number, line in enumerate(source.text_of(path).splitlines(), 1):
            if pattern.search(line):
                yield source.name_of(path), f"{number}: {line.strip()[:100]}"


@pytest.mark.parametrize("path", TEMPLATES, ids=source.name_of)
def test_a_templates_first_line_says_what_it_takes(path: Path) -> None:
    first = source.text_of(path).split("\n", 1)[0]
    assert re.match(r"\{# takes: \S.* #\}$", first), first


@pytest.mark.parametrize("path", TEMPLATES, ids=source.name_of)
def test_a_template_holds_no_inline_script_or_style(path: Path) -> None:
    assert list(findings(INLINE, (path,))) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=source.name_of)
def test_a_form_says_how_it_is_sent(path: Path) -> None:
    for tag in re.findall(r"<form\b[^>]*>", source.text_of(path)):
        assert re.search(r"""method=["'](?:post|get|dialog)["']|role="search"|action=""", tag), tag


@pytest.mark.parametrize("path", TEMPLATES, ids=source.name_of)
def test_no_sentence_says_until_in_two_days(path: Path) -> None:
    # A script makes moments relative, “in 2 days”, which fits behind no preposition.
    moment = re.compile(r"\b(?:[Uu]ntil|[Ff]rom|[Oo]n|[Bb]y) \{\{ time\([^,()]*\) \}\}")
    assert list(findings(moment, (path,))) == []


def test_stored_html_is_printed_in_the_known_places_only() -> None:
    printed = {name for name, _ in findings(re.compile(r"\|\s*safe\b"), TEMPLATES)}
    assert printed == set(PRINTS_STORED_HTML)


def test_escaping_is_never_turned_off() -> None:
    assert list(findings(re.compile(r"autoescape\s+false", re.IGNORECASE), TEMPLATES)) == []


def test_markup_is_made_in_the_known_places_only() -> None:
    code = source.files(".py", under="discuss")
    made = {name for name, _ in findings(re.compile(r"\bMarkup\b|\|safe\b"), code)}
    assert made == set(MAKES_MARKUP)


def test_a_partial_asks_the_database_nothing() -> None:
    asking = re.compile(r"\.query\b|session\.(?:execute|scalar)|queries\.")
    assert list(findings(asking, TEMPLATES)) == []
