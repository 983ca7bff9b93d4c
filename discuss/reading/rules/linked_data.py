"""What a page says of itself to machines, in the vocabulary of schema.org."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

CONTEXT = "https://schema.org"
UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


@dataclass(frozen=True, slots=True)
class Said:
    """A published comment, as machines may know it."""

    url: str
    author: str
    text: str
    created_at: datetime
    good_points: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A forecast question; its numbers are never part of this, for they are hidden at first."""

    url: str
    title: str
    criteria: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """An article and its closing prompt."""

    url: str
    headline: str
    description: str
    author: str
    publisher: str
    language: str
    section: str
    published_at: datetime
    changed_at: datetime
    words: int
    faq: Sequence[tuple[str, str]]
    prompt: str


def graph(told: Told, asked: Sequence[Asked], said: Sequence[Said], count: int) -> dict[str, Any]:
    """Return the page's graph: the article, its FAQ, its discussion and its forecast questions."""
    parts = [_article(told, count)]
    if told.faq:
        parts.append(_faq(told))
    if told.prompt:
        parts.append(_discussion(told, said, count))
    parts.extend(_question(told, question) for question in asked)
    return {"@context": CONTEXT, "@graph": parts}


def as_script(data: Mapping[str, Any]) -> str:
    """Return `data` as JSON that cannot end the script element which holds it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign, escape in UNSAFE.items():
        text = text.replace(sign, escape)
    return text


def _article(told: Told, count: int) -> dict[str, Any]:
    return {
        "@type": "NewsArticle",
        "@id": f"{told.url}#article",
        "url": told.url,
        "mainEntityOfPage": told.url,
        "headline": told.headline,
        "description": told.description,
        "inLanguage": told.language,
        "articleSection": told.section or None,
        "datePublished": told.published_at.isoformat(),
        "dateModified": told.changed_at.isoformat(),
        "wordCount": told.words,
        "author": {"@type": "Organization", "name": told.author or told.publisher},
        "publisher": {"@type": "Organization", "name": told.publisher},
        "commentCount": count,
    }


def _faq(told: Told) -> dict[str, Any]:
    return {
        "@type": "FAQPage",
        "@id": f"{told.url}#faq",
        "mainEntity": [
            {
                "@type": "Question",
                "name": question,
                "acceptedAnswer": {"@type": "Answer", "text": answer},
            }
            for question, answer in told.faq
        ],
    }


def _discussion(told: Told, said: Sequence[Said], count: int) -> dict[str, Any]:
    return {
        "@type": "DiscussionForumPosting",
        "@id": f"{told.url}#talk",
        "url": f"{told.url}#talk",
        "headline": told.prompt,
        "text": told.prompt,
        "author": {"@type": "Organization", "name": told.publisher},
        "datePublished": told.published_at.isoformat(),
        "isPartOf": {"@id": f"{told.url}#article"},
        "commentCount": count,
        "comment": [_comment(comment) for comment in said],
    }


def _comment(said: Said) -> dict[str, Any]:
    return {
        "@type": "Comment",
        "@id": said.url,
        "url": said.url,
        "text": said.text,
        "author": {"@type": "Person", "name": said.author},
        "datePublished": said.created_at.isoformat(),
        "upvoteCount": said.good_points,
    }


def _question(told: Told, asked: Asked) -> dict[str, Any]:
    return {
        "@type": "Question",
        "@id": asked.url,
        "url": asked.url,
        "name": asked.title,
        "text": asked.criteria,
        "datePublished": asked.created_at.isoformat(),
        "isPartOf": {"@id": f"{told.url}#article"},
    }
