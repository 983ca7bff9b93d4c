"""Figures about requests, for Prometheus: counted by the pattern of an address, never by itself.

Each process counts for itself. Where several serve, `PROMETHEUS_MULTIPROC_DIR` names an empty
folder that they share, and any of them tells the figures of all.
"""

import os
from functools import cache

from flask import Flask, Response
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from discuss.web import journal

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
STATEMENTS = (0, 1, 2, 4, 6, 8, 10, 12, 15, 20, 30, 50)
FIGURES = "discuss_metrics"


class Figures:
    """What one process has counted."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        labels = ("method", "route", "status")
        self.requests = Counter(
            "discuss_requests", "Requests answered.", labels, registry=self.registry
        )
        self.seconds = Histogram(
            "discuss_request_seconds",
            "Seconds until the answer was made.",
            labels[:2],
            buckets=SECONDS,
            registry=self.registry,
        )
        self.statements = Histogram(
            "discuss_request_statements",
            "Statements sent to the database for one request.",
            labels[:2],
            buckets=STATEMENTS,
            registry=self.registry,
        )
        # Finding the counter of an address costs as much as a stored page.
        self.of = cache(self._of)

    def _of(self, method: str, route: str, status: str) -> tuple[Counter, Histogram, Histogram]:
        return (
            self.requests.labels(method, route, status),
            self.seconds.labels(method, route),
            self.statements.labels(method, route),
        )

    def count(self, about: tuple[str, str, str], seconds: float, statements: int) -> None:
        """Count a request of the method, the address and the status in `about`."""
        requests, took, asked = self.of(*about)
        requests.inc()
        took.observe(seconds)
        asked.observe(statements)


def register(app: Flask) -> None:
    """Count every request of `app`."""
    figures = app.extensions[FIGURES] = Figures()

    @app.after_request
    def count(response: Response) -> Response:
        about = journal.method(), journal.route(), str(response.status_code)
        figures.count(about, journal.seconds(), journal.statements())
        return response


def count(app: Flask, about: tuple[str, str, str], seconds: float) -> None:
    """Count a request that was answered before Flask, for one statement."""
    app.extensions[FIGURES].count(about, seconds, 1)


def shown(app: Flask, more: Collector) -> bytes:
    """Return all figures as Prometheus reads them; `more` adds what the database knows."""
    registry = app.extensions[FIGURES].registry
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry := CollectorRegistry())  # type: ignore[no-untyped-call]
    beside = CollectorRegistry()
    beside.register(more)
    return generate_latest(registry) + generate_latest(beside)
