"""Figures of the database in the shape that Prometheus reads."""

from collections.abc import Iterator
from datetime import datetime

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from discuss.kit.outbox import Standing
from discuss.upkeep.queries import Held


class Stock(Collector):
    """What the database held when it was asked; the same whichever process answers."""

    def __init__(self, held: Held, outbox: Standing, now: datetime) -> None:
        age = (now - outbox.due_since).total_seconds() if outbox.due_since else 0.0
        self.figures = (
            ("discuss_comments", "Comments written so far.", held.comments),
            ("discuss_forecasts", "Deeds of forecasters so far.", held.forecasts),
            ("discuss_decisions", "Decisions of moderators so far.", held.decisions),
            ("discuss_outbox_waiting", "Deliveries that have not left yet.", outbox.waiting),
            ("discuss_outbox_failing", "Deliveries that failed and wait.", outbox.failing),
            ("discuss_outbox_given_up", "Deliveries that were given up.", outbox.given_up),
            ("discuss_outbox_age_seconds", "Age of what has been due for longest.", age),
        )

    def collect(self) -> Iterator[Metric]:
        """Yield each figure."""
        for name, told, value in self.figures:
            yield GaugeMetricFamily(name, told, value=value)
