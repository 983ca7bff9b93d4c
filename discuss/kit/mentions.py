"""Names called by `@` in a text: which there may be, and how they become links."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from discuss.kit.text import skeleton

CALL = re.compile(r"(?<![\w@/.])@(?=\w)")
"""An `@` that begins a name: not one inside an address or a word."""

NAME = re.compile(r"[\w'’.\-]+(?: [\w'’.\-]+){0,3}")
"""Up to four words behind the `@`; the longest that is somebody's name counts."""

MOST_CALLS = 20
"""Calls of one text that are looked at; of these, `MOST_PEOPLE` different people are linked."""

MOST_PEOPLE = 10
PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody whose name stands in a text."""

    person_id: int
    handle: str
    name: str


def skeletons(source: str) -> set[str]:
    """Return what every name that `source` may call looks like (`kit.text.skeleton`)."""
    found: set[str] = set()
    for call in list(CALL.finditer(source))[:MOST_CALLS]:
        found.update(seen for _, seen in _readings(source, call.end()))
    return found


def calls(text: str, people: Mapping[str, Called]) -> list[tuple[int, int, Called]]:
    """Return start, end and person of each call in `text`; the longest name wins."""
    found: list[tuple[int, int, Called]] = []
    for call in CALL.finditer(text):
        for end, seen in _readings(text, call.end()):
            if seen in people:
                found.append((call.start(), end, people[seen]))
                break
    return found


def _readings(text: str, start: int) -> list[tuple[int, str]]:
    """Return where a name that begins at `start` may end and what it looks like, longest first."""
    found = NAME.match(text, start)
    if found is None:
        return []
    ends = [found.end(), *(start + gap.start() for gap in re.finditer(" ", found[0]))]
    readings = []
    for end in sorted(ends, reverse=True):
        # A full stop behind a name ends the sentence.
        name = text[start:end].rstrip(".-'’")
        readings.append((start + len(name), skeleton(name)))
    return [each for each in readings if each[1]]


def link_calls(state: StateCore) -> None:
    """Turn calls of known people into links to their pages; a rule for the Markdown parser.

    The people stand in the parser's environment; who was called is left there as `called`.
    A name in a quote was called by somebody else, so it calls nobody again.
    """
    people: Mapping[str, Called] = state.env.get(PEOPLE, {})
    called: dict[int, Called] = state.env.setdefault("called", {})
    if not people:
        return
    quotes = 0
    for block in state.tokens:
        if block.type in {"blockquote_open", "blockquote_close"}:
            quotes += block.nesting
        if block.type == "inline" and block.children and not quotes:
            block.children = _linked(block.children, people, called)


def _linked(
    children: Sequence[Token], people: Mapping[str, Called], called: dict[int, Called]
) -> list[Token]:
    made: list[Token] = []
    inside = 0
    for token in children:
        inside += (token.type == "link_open") - (token.type == "link_close")
        if token.type != "text" or inside:
            made.append(token)
        else:
            made.extend(_split(token, people, called))
    return made


def _split(token: Token, people: Mapping[str, Called], called: dict[int, Called]) -> list[Token]:
    made, at = [], 0
    for start, end, person in calls(token.content, people):
        if person.person_id not in called and len(called) >= MOST_PEOPLE:
            continue
        called[person.person_id] = person
        made += [_text(token.content[at:start]), *_link(person)]
        at = end
    return [*made, _text(token.content[at:])] if made else [token]


def _link(person: Called) -> list[Token]:
    opening = Token("link_open", "a", 1, attrs={"href": f"/people/{person.handle}"})
    return [opening, _text(f"@{person.name}"), Token("link_close", "a", -1)]


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
