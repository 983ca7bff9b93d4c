"""Atom feeds (RFC 4287)."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

ATOM = "http://www.w3.org/2005/Atom"
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

ET.register_namespace("", ATOM)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was published; `html` is clean, or empty when `summary` says enough."""

    url: str
    title: str
    author: str
    published_at: datetime
    changed_at: datetime
    summary: str = ""
    html: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A list of entries, newest first, and where it and its page are found."""

    url: str
    page: str
    title: str
    changed_at: datetime
    entries: Sequence[Entry]


def atom(feed: Feed) -> bytes:
    """Return a feed as an Atom document in UTF-8; characters that XML forbids are left out."""
    root = ET.Element(f"{{{ATOM}}}feed")
    _text(root, "id", feed.url)
    _text(root, "title", feed.title)
    _text(root, "updated", feed.changed_at.isoformat())
    _link(root, feed.url, "self")
    _link(root, feed.page, "alternate")
    for entry in feed.entries:
        _entry(root, entry)
    body: bytes = ET.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + body


def _entry(root: ET.Element, entry: Entry) -> None:
    node = ET.SubElement(root, f"{{{ATOM}}}entry")
    _text(node, "id", entry.url)
    _text(node, "title", entry.title)
    _text(node, "published", entry.published_at.isoformat())
    _text(node, "updated", entry.changed_at.isoformat())
    _link(node, entry.url, "alternate")
    _text(ET.SubElement(node, f"{{{ATOM}}}author"), "name", entry.author)
    if entry.summary:
        _text(node, "summary", entry.summary)
    if entry.html:
        _text(node, "content", entry.html).set("type", "html")


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    node = ET.SubElement(parent, f"{{{ATOM}}}{name}")
    node.text = FORBIDDEN.sub("", text)
    return node


def _link(parent: ET.Element, url: str, relation: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}link", rel=relation, href=url)
