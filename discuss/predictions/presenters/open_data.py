"""Forecasts as files: a line each, without names, with the licence they are given under."""

import csv
import hashlib
import hmac
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from discuss.predictions.models import ForecastEvent
from discuss.predictions.queries import entered
from discuss.predictions.rules.excluding import Span

COLUMNS = (
    "question", "forecaster", "number", "day", "kind", "probability", "shares", "values",
    "exposure", "left_out_from", "left_out_until"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Terms:
    """Under which licence a file is given, by which site, and the key of its pseudonyms."""

    site: str
    url: str
    licence: str
    key: str
    left_out: Mapping[tuple[int, int], Sequence[Span]] = field(default_factory=dict)
    """By question and person, when their forecasts are left out of the crowd."""


def as_csv(events: Iterable[ForecastEvent], terms: Terms) -> Iterator[str]:
    """Yield the lines of a CSV file; the first one, a comment, states the licence."""
    yield f"# Forecasts of {terms.site}, {terms.url}/data, licence: {terms.licence}\r\n"
    yield _row(COLUMNS)
    for row in _rows(events, terms):
        yield _row([_cell(row[name]) for name in COLUMNS])


def as_lines(events: Iterable[ForecastEvent], terms: Terms) -> Iterator[str]:
    """Yield the lines of a JSON Lines file; the first one states the licence."""
    about = {"kind": "about", "site": terms.site, "url": f"{terms.url}/data"}
    yield json.dumps({**about, "licence": terms.licence}) + "\n"
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
            **_left_out(terms.left_out.get(who, ())),
        }


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
    return json.dumps(value) if isinstance(value, dict) else str(value)


def _row(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
