"""The lists that moderators keep: of words, and of domains in links and in addresses for mail."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from discuss.moderation.rules.links import (
    domain_of,
    is_domain,
    links_in,
    listed,
    typed_domain,
)
from discuss.moderation.rules.words import Matcher, folded_phrase, phrase_fault


@dataclass(frozen=True, slots=True)
class Kind:
    """One list."""

    code: str
    title: str
    does: str
    """What follows for a comment, as the end of a sentence about a rule."""


KINDS: Final = (
    Kind("word", "Word or phrase", "holds comments from now on"),
    Kind("domain", "Domain in links", "holds comments that link there from now on"),
    Kind("trusted", "Trusted domain", "may be linked to by newcomers from now on"),
    Kind("address", "Domain of addresses", "holds what people with such an address write"),
)
BY_KIND: Final[Mapping[str, Kind]] = {kind.code: kind for kind in KINDS}

NO_DOMAIN = "Enter a domain, such as example.org. It stands for everything below it, too."


def fault_of(kind: str, phrase: str) -> str | None:
    """Return what is wrong with a new rule, as a sentence, or None."""
    if kind == "word":
        return phrase_fault(phrase)
    return None if is_domain(typed_domain(phrase)) else NO_DOMAIN


def kept(kind: str, phrase: str) -> str:
    """Return a rule as the list keeps it: a word as it was typed, a domain bare."""
    return phrase if kind == "word" else typed_domain(phrase)


def folded_rule(kind: str, phrase: str) -> str:
    """Return what makes two rules of a list the same."""
    return folded_phrase(phrase) if kind == "word" else typed_domain(phrase)


def finder(kind: str, phrase: str) -> Callable[[str, str, str], list[tuple[int, int]] | None]:
    """Return what a rule finds in a text, its HTML and its author's address: places, or None."""
    if kind == "word":
        matcher = Matcher([phrase])
        return lambda text, _html, _address: (
            [(find.start, find.end) for find in matcher.finds(text)] or None
        )
    domain = typed_domain(phrase)
    if kind == "address":
        return lambda _text, _html, address: (
            [] if listed(address.rpartition("@")[2].lower(), [domain]) else None
        )
    return lambda _text, html, _address: (
        [] if any(listed(domain_of(link), [domain]) for link in links_in(html)) else None
    )
