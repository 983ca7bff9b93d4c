"""Markdown in, clean HTML and plain text out. The only place that knows a sanitiser.

Two walls stand one behind the other: bleach, and nh3 with the same allow-list, because bleach gets
no more security fixes. The renderer itself lets no HTML of the writer through.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import nh3
from bleach.sanitizer import Cleaner
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore

from discuss.kit.mentions import PEOPLE, Called, link_calls
from discuss.kit.text import HIDDEN, storable

VERSION = 2
"""Counts up when the same source would give other HTML; stored beside each rendering."""

LONGEST = 20_000
"""Characters that are rendered at the most; callers set lower limits of their own."""

TAGS = {"p", "br", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr"}
ATTRIBUTES = {"a": {"href", "rel"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
REL = "ugc nofollow noopener"
EDITORIAL_REL = "noopener"
OWN_PAGE = re.compile(r"/(?![/\\])[!#-\[\]-~]*")


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a source became: HTML for pages, plain text for excerpts and mails."""

    html: str
    text: str
    version: int = VERSION
    called: Sequence[Called] = ()
    """The people whose names it calls, in their order."""


def is_safe_link(url: str) -> bool:
    """Tell whether a link is absolute, of an allowed scheme, and without hidden characters."""
    if HIDDEN.search(url) or re.search(r"[\x00-\x20\x7f-\x9f\\]", url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if "%" in parts.netloc:  # what the renderer makes of a host that cannot be one
        return False
    return parts.scheme.lower() in SCHEMES and bool(
        parts.netloc or parts.scheme.lower() == "mailto"
    )


def is_editorial_link(url: str) -> bool:
    """Tell whether a link is one that editors may set: a safe one, or to a page of this site."""
    return is_safe_link(url) or bool(OWN_PAGE.fullmatch(url))


def render(
    source: str, *, is_editorial: bool = False, people: Mapping[str, Called] | None = None
) -> Rendered:
    """Return `source`, Markdown of at most `LONGEST` characters, as HTML and as plain text.

    Editors' texts may link to pages of this site, and search engines may follow their links.
    `people`, by what their names look like, become links where `@` calls them.
    """
    source = storable(source)[:LONGEST]
    markdown = _markdown(is_editorial=is_editorial)
    env: dict[str, Any] = {PEOPLE: people or {}}
    tokens = markdown.parse(source, env)
    html = markdown.renderer.render(tokens, markdown.options, env)
    rel = EDITORIAL_REL if is_editorial else REL
    called = tuple(env.get("called", {}).values())
    return Rendered(html=_wash(html, rel), text=_plain(tokens), called=called)


def _wash(html: str, rel: str = REL) -> str:
    """Return `html` after both walls."""
    cleaner = Cleaner(
        tags=TAGS,
        attributes={tag: sorted(names) for tag, names in ATTRIBUTES.items()},
        protocols=SCHEMES,
        strip=True,
        strip_comments=True,
    )
    # nh3 sets `rel` itself, so that no writer's own `rel` can stand.
    kept = {tag: names - {"rel"} for tag, names in ATTRIBUTES.items()}
    return nh3.clean(
        cleaner.clean(html), tags=TAGS, attributes=kept, url_schemes=SCHEMES, link_rel=rel
    ).strip()


@lru_cache(maxsize=2)
def _markdown(*, is_editorial: bool = False) -> MarkdownIt:
    """Return the renderer: no raw HTML, no images, no headings, line breaks as typed."""
    markdown = MarkdownIt(
        "commonmark",
        {"html": False, "breaks": True, "linkify": True, "maxNesting": 12, "typographer": False},
        renderer_cls=RendererHTML,
    )
    markdown.enable(["linkify", "strikethrough"]).disable(
        ["image", "heading", "lheading", "html_block", "html_inline"]
    )
    is_allowed = is_editorial_link if is_editorial else is_safe_link
    markdown.validateLink = is_allowed  # type: ignore[method-assign]
    assert markdown.linkify is not None
    markdown.linkify.set({"fuzzy_link": False, "fuzzy_email": False})  # type: ignore[no-untyped-call]
    if not is_editorial:
        markdown.core.ruler.push("calls", link_calls)
        markdown.core.ruler.push("external", _external)
    return markdown


def _external(state: StateCore) -> None:
    """Mark every link as somebody's own."""
    for block in state.tokens:
        for token in block.children or ():
            if token.type == "link_open":
                token.attrSet("rel", REL)


def _plain(tokens: list) -> str:  # type: ignore[type-arg]
    """Return the words of parsed tokens, one block a line."""
    lines = []
    for block in tokens:
        if block.type in {"fence", "code_block"}:
            lines.append(block.content.rstrip())
        elif block.type == "inline":
            parts = (
                "\n" if t.type in {"softbreak", "hardbreak"} else t.content for t in block.children
            )
            lines.append("".join(parts))
    return "\n".join(lines).strip()
