"""Forecasts as files: a line each, without names, with the licence they are given under."""

import csv
import hashlib
import hmac
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from discuss.predictions.models import ForecastEvent
from discuss.predictions.presenters.outcomes import ENDS
from discuss.predictions.queries import Given, entered
from discuss.predictions.rules.excluding import Apart, Span
from discuss.predictions.rules.scale import Scale, typed

COLUMNS = (
    "question", "forecaster", "number", "day", "kind", "probability", "shares", "values",
    "exposure", "left_out_from", "left_out_until"
)  # fmt: skip
QUESTION_COLUMNS = (
    "question", "title", "type", "options", "live", "is_ordered", "scale", "opened", "closes",
    "knowable", "ended", "end", "outcome", "forecasters", "url"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Terms:
    """Under which licence a file is given, by which site, and the key of its pseudonyms."""

    site: str
    url: str
    licence: str
    key: str
    left_out: Mapping[int, Apart] = field(default_factory=dict)
    """By question, then by person, when their forecasts are left out of the crowd."""
    questions: Sequence[Given] = ()
    """The questions of the file."""


def as_csv(events: Iterable[ForecastEvent], terms: Terms) -> Iterator[str]:
    """Yield the lines of a CSV file; the first one, a comment, states the licence."""
    yield f"# Forecasts of {terms.site}, {terms.url}/data, licence: {terms.licence}\r\n"
    yield _row(COLUMNS)
    for row in _rows(events, terms):
        yield _row([_cell(row[name]) for name in COLUMNS])


def questions_as_csv(terms: Terms) -> Iterator[str]:
    """Yield the lines of a CSV file of the questions; the first one states the licence."""
    yield f"# Questions of {terms.site}, {terms.url}/data, licence: {terms.licence}\r\n"
    yield _row(QUESTION_COLUMNS)
    for each in terms.questions:
        row = _question(each, terms)
        yield _row([_cell(row[name]) for name in QUESTION_COLUMNS])


def as_lines(events: Iterable[ForecastEvent], terms: Terms) -> Iterator[str]:
    """Yield the lines of a JSON Lines file.

    The first one states the licence, and one a question says what it asked and how it ended.
    """
    about = {"kind": "about", "site": terms.site, "url": f"{terms.url}/data"}
    yield json.dumps({**about, "licence": terms.licence}) + "\n"
    for each in terms.questions:
        yield json.dumps({"kind": "question", **_question(each, terms)}) + "\n"
    for row in _rows(events, terms):
        yield json.dumps(row) + "\n"


def _rows(events: Iterable[ForecastEvent], terms: Terms) -> Iterator[dict[str, Any]]:
    """Yield each forecast under a pseudonym that holds for its question alone.

    Times are days, so that a comment and the forecast made with it are not found by the minute.
    """
    spoken: dict[tuple[int, int], int] = {}
    for event in events:
        who = (event.question_id, event.person_id)
        spoken[who] = spoken.get(who, 0) + 1
        yield {
            "question": event.question_id,
            "forecaster": _pseudonym(terms.key, *who),
            "number": spoken[who],
            "day": event.created_at.date().isoformat(),
            "kind": event.kind,
            "probability": event.probability,
            "shares": event.shares,
            "values": entered(event) or None,
            "exposure": event.exposure,
            **_left_out(terms.left_out.get(event.question_id, {}).get(event.person_id, ())),
        }


def _question(given: Given, terms: Terms) -> dict[str, Any]:
    """Return what a question asked, while it took forecasts, and what came true.

    All options there ever were, by the keys that shares and outcomes name them by; `live` are the
    keys of those that take shares, in order; bounds as they would be typed. What was forecast from
    `knowable` on is not scored.
    """
    return {
        "question": given.id,
        "title": given.title,
        "type": given.kind,
        "options": {each["key"]: each["label"] for each in given.options} or None,
        "live": [each["key"] for each in given.options if each["live"]] or None,
        "is_ordered": given.is_ordered if given.options else None,
        "scale": _scale(Scale.of(given.scale)) if given.scale else None,
        "opened": _instant(given.opened_at),
        "closes": _instant(given.closes_at),
        "knowable": _instant(given.knowable_at),
        "ended": _instant(given.ended_at),
        "end": ENDS[given.action],
        "outcome": given.outcome or None,
        "forecasters": given.forecasters,
        "url": f"{terms.url}/questions/{given.id}",
    }


def _scale(scale: Scale) -> dict[str, Any]:
    bounds = {name: typed(scale.kind, getattr(scale, name)) for name in ("lower", "upper")}
    return {**scale.stored(), **bounds}


def _instant(at: datetime | None) -> str | None:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else None


def _left_out(spans: Sequence[Span]) -> dict[str, str | None]:
    """Return from which day and until which a forecaster counts in no crowd, the last time."""
    last = max(spans, key=lambda span: span.start, default=None)
    until = last.end if last else None
    return {
        "left_out_from": last.start.date().isoformat() if last else None,
        "left_out_until": until.date().isoformat() if until else None,
    }


def _pseudonym(key: str, question_id: int, person_id: int) -> str:
    about = f"forecaster {question_id} {person_id}"
    return hmac.new(key.encode(), about.encode(), hashlib.sha256).hexdigest()[:16]


def _cell(value: object) -> str:
    if value is None:
        return ""
    return json.dumps(value) if isinstance(value, dict | list | bool) else str(value)


def _row(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
