"""A crowd's history counted anew from the log, with some forecasts left out of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from discuss.predictions.models import (
    CrowdPoint,
    ForecastEvent,
    QuestionRevision,
)
from discuss.predictions.queries.crowds import (
    IN_FORCE,
    adjusted_formula_of,
    adjusted_from,
    figures_of,
    formula_of,
)
from discuss.predictions.queries.face import AnyCrowd, Face, live_options
from discuss.predictions.rules import adjusted, tally
from discuss.predictions.rules.excluding import Apart, apart_at, edges, until_over
from discuss.predictions.rules.lapsing import ENDS
from discuss.predictions.rules.pool import Pool, Sums, moved, pool_from
from discuss.predictions.rules.scale import NUMERIC, Scale


@dataclass(frozen=True, slots=True)
class Place:
    """Where a point of the history stands: after which event, by which formula, and when."""

    event_id: int
    version: str
    created_at: datetime
    is_edge: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """What a crowd says at a place: how many count, and the figures."""

    place: Place
    n: int
    figures: dict[str, Any]
    cdf: list[float] | None


def said_by(kind: str, event: ForecastEvent) -> Any:  # noqa: ANN401 - what it is depends on the kind
    """Return what an event says, as the crowd of a kind of question is made of it."""
    if kind in NUMERIC:
        return event.cdf or ()
    return event.probability or 0.0 if kind == "binary" else event.shares or {}


def recounted(
    session: Session, seen: Face, apart: Apart, since: datetime | None = None
) -> list[Counted]:
    """Return a crowd's history with these left out, in order, until now; three statements.

    It has a point wherever one was published after a deed, and one at each edge of what is left
    out where that changes who counts, before the question is over. With `since` it says nothing of
    what was before, which is most of the work.
    """
    question = seen.question
    wordings = session.scalars(
        select(QuestionRevision).where(QuestionRevision.question_id == question.id)
    )
    events = session.scalars(
        select(ForecastEvent)
        .where(ForecastEvent.question_id == question.id)
        .order_by(ForecastEvent.id)
        .options(undefer(ForecastEvent.cdf))
    )
    apart = until_over(apart, seen.revision.close_at, seen.decided_at)
    walk = _Walk(question.kind, {each.n: each for each in wordings}, apart, seen.now)
    return list(walk.through(events, _places(session, question.id, since)))


def _places(session: Session, question_id: int, since: datetime | None) -> dict[int, list[Place]]:
    """Return where points were published after deeds, by event, in order; one statement."""
    later = [] if since is None else [CrowdPoint.created_at >= since]
    rows = session.execute(
        select(CrowdPoint.event_id, CrowdPoint.version, CrowdPoint.created_at)
        .where(CrowdPoint.question_id == question_id, IN_FORCE, CrowdPoint.is_edge.is_(False))
        .where(*later)
        .order_by(CrowdPoint.event_id, CrowdPoint.created_at, CrowdPoint.id)
    )
    found: dict[int, list[Place]] = defaultdict(list)
    for row in rows:
        found[row.event_id].append(Place(*row))
    return found


class _Walk:
    """Who stands and who of them counts, event by event."""

    def __init__(
        self, kind: str, wordings: dict[int, QuestionRevision], apart: Apart, until: datetime
    ) -> None:
        self.kind, self.wordings, self.apart = kind, wordings, apart
        self.edges = edges(apart, until)[::-1]
        self.stands: dict[int, ForecastEvent] = {}
        self.out: set[int] = set()
        self.seasoned: dict[int, Any] = {}
        """What those who count say whose account was confirmed for a day, the newest last."""
        self.last: ForecastEvent | None = None
        self.sum: _Tally | _Pool = _Pool() if kind in NUMERIC else _Tally()

    def through(
        self, events: Iterable[ForecastEvent], places: dict[int, list[Place]]
    ) -> Iterator[Counted]:
        """Yield every point: those after deeds at their places, and those at edges."""
        for event in events:
            yield from self._pass_edges(event.created_at)
            self._take(event)
            for place in places.get(event.id, ()):
                yield from self._pass_edges(place.created_at)
                yield self._at(place)
        yield from self._pass_edges(None)

    def _take(self, event: ForecastEvent) -> None:
        before = self.stands.pop(event.person_id, None)
        now = None if event.kind in ENDS else event
        if now is not None:
            self.stands[event.person_id] = now
        if event.person_id not in self.out:
            self._exchange(before, now)
        self.last = event

    def _exchange(self, before: ForecastEvent | None, now: ForecastEvent | None) -> None:
        said = [None if each is None else said_by(self.kind, each) for each in (before, now)]
        self.sum.exchange(*said)
        if before is not None:
            self.seasoned.pop(before.person_id, None)
        if now is not None and now.is_seasoned:
            self.seasoned[now.person_id] = said[1]

    def _pass_edges(self, at: datetime | None) -> Iterator[Counted]:
        """Let who counts change at every edge up to an instant, or at all that are left."""
        while self.edges and (at is None or self.edges[-1] <= at):
            edge = self.edges.pop()
            out = apart_at(self.apart, edge)
            changed = [each for each in self.out ^ out if each in self.stands]
            self.out = out
            for person_id in changed:
                event = self.stands[person_id]
                self._exchange(*((event, None) if person_id in out else (None, event)))
            self.seasoned = dict(sorted(self.seasoned.items(), key=self._spoke))
            if changed and self.last is not None:
                for version in (formula_of(self.kind), adjusted_formula_of(self.kind)):
                    yield self._at(Place(self.last.id, version, edge, is_edge=True))

    def _at(self, place: Place) -> Counted:
        if self.last is None:
            message = "a point stands after an event"
            raise ValueError(message)
        wording = self.wordings[self.last.revision_n]
        if place.version == formula_of(self.kind):
            crowd = self.sum.crowd(self.kind, wording)
            scale = Scale.of(wording.scale) if self.kind in NUMERIC else None
            cdf = list(crowd.cdf) if isinstance(crowd, Pool) else None
            return Counted(place, crowd.n if crowd else 0, figures_of(crowd, scale), cdf)
        newest = list(islice(reversed(self.seasoned.values()), adjusted.MOST))[::-1]
        found = adjusted_from(newest, len(self.seasoned), self.kind, wording)
        return Counted(place, found.n, found.figures, found.cdf)

    def _spoke(self, pair: tuple[int, Any]) -> int:
        return self.stands[pair[0]].id


class _Tally:
    """The counts of a yes-or-no question or a choice."""

    def __init__(self) -> None:
        self.n = 0
        self.counts: tally.Counts = {}

    def exchange(self, before: Any, now: Any) -> None:  # noqa: ANN401 - a probability or shares
        """Take out what somebody said, and put in what they say now."""
        self.counts = tally.moved(self.counts, before, now)
        self.n += (now is not None) - (before is not None)

    def crowd(self, kind: str, wording: QuestionRevision) -> AnyCrowd | None:
        """Return what everybody who counts says."""
        if kind == "binary":
            return tally.crowd_from(self.n, self.counts)
        return tally.choice_crowd_from(self.n, self.counts, list(live_options(wording)))


class _Pool:
    """The sums of a number or a date."""

    def __init__(self) -> None:
        self.n = 0
        self.sums: Sums = []

    def exchange(self, before: Sequence[float] | None, now: Sequence[float] | None) -> None:
        """Take out what somebody said, and put in what they say now."""
        self.sums = moved(self.sums, before, now)
        self.n += (now is not None) - (before is not None)

    def crowd(self, kind: str, wording: QuestionRevision) -> AnyCrowd | None:
        """Return what everybody who counts says."""
        del kind, wording
        return pool_from(self.n, self.sums)
