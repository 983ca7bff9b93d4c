"""The desk's work in figures, for its page and for programs alike."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from pydantic import BaseModel

from discuss.accounts.rules import Actor
from discuss.moderation.presenters.findings import LABELS
from discuss.moderation.presenters.transparency import QUEUE_OF, times_waited
from discuss.moderation.queries import Figures, Waited
from discuss.moderation.rules.clauses import cited
from discuss.moderation.rules.reasons import BY_CODE as REASONS
from discuss.moderation.rules.statistics import NONE, SPANS, Turns, folded, period_of, periods
from discuss.moderation.rules.transparency import FEWEST

QUEUES = {
    "notice": "Legal notices",
    "held": "Held",
    "reported": "Reported",
    "objection": "Objections",
}
THE_LAW = "Against the law"


class TimesOut(BaseModel):
    """How long something was waited for; null for fewer than five."""

    median_minutes: int | None
    p90_minutes: int | None
    within_target_percent: int | None


class PeriodOut(TimesOut):
    """A day, or a week that begins on a Monday."""

    begins: date
    came_in: int
    decided: int


class QueueNowOut(TimesOut):
    """What waits in a queue now, and how long those waited that were decided."""

    queue: str
    title: str
    waiting: int
    late: int
    oldest: datetime | None
    target_minutes: int


class TurnsOut(BaseModel):
    """What became of removals; `overturned_percent` is null for fewer than five."""

    name: str
    title: str
    decided: int
    objected: int
    upheld: int
    reversed: int
    restored: int
    undone: int
    changed: int
    """What stands for another reason after an objection: not overturned."""
    overturned_percent: int | None
    is_for_review: bool


class CheckOut(TurnsOut):
    """The same of what a check held, and how much of it was approved."""

    approved: int


class ModeratorOut(BaseModel):
    """One moderator's own figures."""

    name: str
    is_own: bool
    decisions: int
    removed: int
    undone: int
    overturned: int
    overturned_percent: int | None
    median_minutes: int | None


class StatisticsOut(BaseModel):
    """The desk's work; rows of fewer than five decisions are only counted, in `left_out`."""

    days: int
    unit: str
    since: datetime
    periods: list[PeriodOut]
    queues: list[QueueNowOut]
    rules: list[TurnsOut]
    reasons: list[TurnsOut]
    checks: list[CheckOut]
    left_out: dict[str, int]
    moderators: list[ModeratorOut]


def statistics_out(found: Figures, actor: Actor) -> StatisticsOut:
    """Return figures as somebody may see them: of moderators, only those who have a name here."""
    rules = folded([(each.clause, each.turns) for each in found.judged])
    reasons = folded([(each.reason, each.turns) for each in found.judged])
    checks = [each for each in found.caught if each.approved + each.turns.decided >= FEWEST]
    return StatisticsOut(
        days=found.days,
        unit=SPANS[found.days],
        since=found.span[0],
        periods=_periods(found),
        queues=_queues(found),
        rules=[_turns(key, _rule(key), turns) for key, turns in _enough(rules)],
        reasons=[_turns(key, _reason(key), turns) for key, turns in _enough(reasons)],
        checks=[
            CheckOut(
                approved=each.approved,
                **_turns(
                    each.detector, LABELS.get(each.detector, each.detector), each.turns
                ).model_dump(),
            )
            for each in checks
        ],
        left_out={
            "rules": _few(rules),
            "reasons": _few(reasons),
            "checks": len(found.caught) - len(checks),
        },
        moderators=_moderators(found, actor),
    )


def _periods(found: Figures) -> list[PeriodOut]:
    unit = SPANS[found.days]
    waits: dict[date, list[Waited]] = defaultdict(list)
    for each in found.waits:
        waits[period_of(each.until.date(), unit)].append(each)
    came_in, decided = _summed(found.came_in, unit), _summed(found.decided, unit)
    return [
        PeriodOut(
            begins=day,
            came_in=came_in[day],
            decided=decided[day],
            **_times(found, waits[day]).model_dump(),
        )
        for day in periods(found.span, unit)
    ]


def _queues(found: Figures) -> list[QueueNowOut]:
    now = {each.queue: each for each in found.backlog}
    return [
        QueueNowOut(
            queue=queue,
            title=title,
            waiting=now[queue].n if queue in now else 0,
            late=now[queue].late if queue in now else 0,
            oldest=now[queue].oldest if queue in now else None,
            target_minutes=int(found.targets[queue].total_seconds()) // 60,
            **_times(found, [w for w in found.waits if QUEUE_OF[w.source] == queue]).model_dump(),
        )
        for queue, title in QUEUES.items()
    ]


def _moderators(found: Figures, actor: Actor) -> list[ModeratorOut]:
    """Return the figures of those who have a name here, in the order of the alphabet."""
    people = folded([(str(each.moderator_id), each.turns) for each in found.judged])
    rows = []
    for person_id, name in sorted(found.names.items(), key=lambda pair: pair[1].casefold()):
        turns = people.get(str(person_id), NONE)
        mine = [each for each in found.waits if each.moderator_id == person_id]
        made = sum(each.decisions for each in found.judged if each.moderator_id == person_id)
        rows.append(
            ModeratorOut(
                name=name,
                is_own=person_id == actor.id,
                decisions=made,
                removed=turns.decided,
                undone=turns.undone,
                overturned=turns.overturned,
                overturned_percent=turns.percent,
                median_minutes=_times(found, mine).median_minutes,
            )
        )
    return rows


def _times(found: Figures, waits: Iterable[Waited]) -> TimesOut:
    times = times_waited(waits, found.targets)
    return TimesOut(
        median_minutes=times.median,
        p90_minutes=times.p90,
        within_target_percent=times.within_target_percent,
    )


def _summed(days: Mapping[date, int], unit: str) -> Mapping[date, int]:
    sums: dict[date, int] = defaultdict(int)
    for day, n in days.items():
        sums[period_of(day, unit)] += n
    return sums


def _enough(rows: Mapping[str, Turns]) -> Sequence[tuple[str, Turns]]:
    return [(key, turns) for key, turns in rows.items() if turns.decided >= FEWEST]


def _few(rows: Mapping[str, Turns]) -> int:
    return sum(0 < turns.decided < FEWEST for turns in rows.values())


def _rule(reference: str) -> str:
    clause = cited(reference)
    return f"{clause.key}. {clause.title}" if clause else THE_LAW


def _reason(code: str) -> str:
    return REASONS[code].title if code in REASONS else THE_LAW


def _turns(name: str, title: str, turns: Turns) -> TurnsOut:
    return TurnsOut(
        name=name,
        title=title,
        decided=turns.decided,
        objected=turns.objected,
        upheld=turns.upheld,
        reversed=turns.reversed,
        restored=turns.restored,
        undone=turns.undone,
        changed=turns.changed,
        overturned_percent=turns.percent,
        is_for_review=turns.is_for_review,
    )
