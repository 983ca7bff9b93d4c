"""The block between --- lines at the top of a file: YAML, read safely and checked key by key."""

import re
from collections.abc import Mapping
from datetime import date, datetime

import yaml

from discuss.articles.rules.decode import Unreadable
from discuss.articles.rules.structure import Metadata
from discuss.kit.text import one_line

FENCED = re.compile(r"\A\s*---[ \t]*\n(?P<yaml>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
LARGEST_BLOCK = 16 * 1024  # characters
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_SLUG = 80
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
# The first name is ours; the others are what common publishing tools write.
NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "standfirst": ("standfirst", "description", "subtitle", "summary", "excerpt", "deck", "dek"),
    "byline": ("byline", "author", "authors"),
    "published": ("date", "published", "pubdate", "publish_date"),
    "section": ("section", "category", "categories"),
    "slug": ("slug",),
    "language": ("language", "lang", "locale"),
    "prompt": ("prompt", "question"),
    "invitation": ("invitation",),
}
LONGEST = {"title": 200, "prompt": 300, "invitation": 300, "standfirst": 600}


def split(text: str) -> tuple[Metadata, str]:
    """Return what the file says of itself and the text below it; raise `Unreadable` if wrong.

    A block that is no YAML mapping, such as prose between two rules, counts as text.
    """
    match = FENCED.match(text)
    if match is None:
        return Metadata(), text
    values = _mapping(match["yaml"])
    if values is None:
        return Metadata(), text
    return _checked(values), text[match.end() :]


def _mapping(block: str) -> dict[str, object] | None:
    """Return the YAML mapping, None if the block is something else, or refuse."""
    if len(block) > LARGEST_BLOCK:
        raise Unreadable("The front matter is longer than 16,000 characters: shorten it.")
    try:
        loaded = yaml.safe_load(block)
    except yaml.MarkedYAMLError as error:
        if ":" not in block:
            return None
        line = error.problem_mark.line + 2 if error.problem_mark else 2
        raise Unreadable(
            f"The front matter is no valid YAML near line {line}: check its colons and quotes."
        ) from error
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError) as error:
        raise Unreadable(
            "The front matter is no valid YAML: check its dates, colons and quotes."
        ) from error
    if not isinstance(loaded, dict):
        return None
    return {str(key).strip().casefold(): value for key, value in loaded.items()}


def _checked(values: dict[str, object]) -> Metadata:
    """Return the mapping as `Metadata`, every value checked."""
    known = {
        ours: next((values[n] for n in names if values.get(n) not in (None, "")), None)
        for ours, names in NAMES.items()
    }
    used = {name for names in NAMES.values() for name in names}
    text = {name: _text(name, known[name]) for name in known if name not in ("published", "byline")}
    _fits(text["slug"], SLUG, "The slug in the front matter takes small letters, digits and hyphens"
          " only, such as after-the-vote, and at most 80 characters.", LONGEST_SLUG)  # fmt: skip
    _fits(text["language"], LANGUAGE,
          "The language in the front matter is a code such as en, en-GB or de.", 35)  # fmt: skip
    return Metadata(
        title=text["title"],
        standfirst=text["standfirst"],
        byline=_byline(known["byline"]),
        published=_day(known["published"]),
        section=text["section"],
        slug=text["slug"],
        language=text["language"],
        prompt=text["prompt"],
        invitation=text["invitation"],
        extra={k: s for k, v in values.items() if k not in used and (s := _plain(v))},
    )


def _plain(value: object) -> str:
    """Return a scalar or a list of scalars as text; nothing for deeper things."""
    if isinstance(value, list):
        return ", ".join(filter(None, (_plain(v) for v in value if not isinstance(v, list))))
    return one_line(str(value)) if isinstance(value, str | int | float | date) else ""


def _text(name: str, value: object) -> str | None:
    """Return one line of text, or None; refuse what is no text or too long."""
    if value is None:
        return None
    text = _plain(value)
    if not text:
        raise Unreadable(f"The {name} in the front matter must be text on one line.")
    if len(text) > LONGEST.get(name, 120):
        raise Unreadable(
            f"The {name} in the front matter is longer than {LONGEST.get(name, 120)} characters."
        )
    return text


def _byline(value: object) -> str | None:
    """Return the names of the authors as printed; a mapping counts by its `name`."""
    if value is None:
        return None
    people = value if isinstance(value, list) else [value]
    names = [_plain(p.get("name") if isinstance(p, dict) else p) for p in people]
    if not names or not all(names):
        raise Unreadable("The byline in the front matter must be a name, or a list of names.")
    joined = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return _text("byline", joined)


def _day(value: object) -> date | None:
    """Return the day of publication, or refuse what is none."""
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip()[:10])
    except ValueError as error:
        raise Unreadable("The date in the front matter must look like 2025-07-16.") from error


def _fits(text: str | None, pattern: re.Pattern[str], sentence: str, longest: int) -> None:
    """Refuse with the sentence when there is a text and it does not fit."""
    if text is not None and (len(text) > longest or not pattern.fullmatch(text)):
        raise Unreadable(sentence)
