"""How a question's wording changed, word by word, with the reason for each change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from discuss.articles.rules.changes import Span, words
from discuss.predictions.models import QuestionRevision
from discuss.predictions.rules.figures import in_words
from discuss.predictions.rules.rewording import Asked, is_material
from discuss.predictions.rules.scale import Scale


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the question that changed."""

    label: str
    spans: Sequence[Span]


@dataclass(frozen=True, slots=True)
class Rewording:
    """One change: when, why, what differs, and whether forecasters should look again."""

    n: int
    at: datetime
    reason: str
    parts: Sequence[Part]
    is_material: bool


def rewordings(revisions: Sequence[QuestionRevision]) -> list[Rewording]:
    """Return the changes between revisions that come newest first, in the same order."""
    return [
        Rewording(
            n=after.n,
            at=after.created_at,
            reason=after.reason,
            parts=list(_parts(Asked.of(before), Asked.of(after))),
            is_material=is_material(Asked.of(before), Asked.of(after)),
        )
        for after, before in pairwise(revisions)
    ]


def _parts(before: Asked, after: Asked) -> Iterator[Part]:
    for label, was, now in (
        ("Question", before.title, after.title),
        ("How it is decided", before.criteria, after.criteria),
        ("Source", before.source_name, after.source_name),
        ("Answers", _labels(before), _labels(after)),
        ("Bounds", _bounds(before), _bounds(after)),
        ("Opens", _moment(before.open_at), _moment(after.open_at)),
        ("Closes", _moment(before.close_at), _moment(after.close_at)),
        ("Decided by", _moment(before.resolve_by), _moment(after.resolve_by)),
    ):
        if was != now:
            yield Part(label, words(was, now))


def _labels(asked: Asked) -> str:
    return "; ".join(label for _, label in asked.options)


def _bounds(asked: Asked) -> str:
    return in_words(Scale.of(asked.scale)) if asked.scale else ""


def _moment(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC"
