"""What a forecast costs under its question's lock, for the first readers and after many others.

Run `python benchmarks/crowded.py` for SQLite, or with the address of an empty PostgreSQL database.
A second word is the size, 10,000 without one. Each figure is the median of 40 forecasts of new
readers, durable, in process time, since clocks on the wall measure the neighbours as well; waiting
is told for the last column. **growth** is the last column against the first, in one run. The others
are copies of what the first 40 said, written straight into the tables. The adjusted estimate of a
large crowd is made by the worker, and measured apart.
"""

import random
import sys
import tempfile
import time
from dataclasses import dataclass
from typing import Any

import made_year
from first_table import _site

SIZE, CALLS = 10_000, 40
SAID = ("probability", "shares", "quantiles", "cdf", "is_seasoned")


@dataclass(frozen=True)
class Cost:
    """What something took, in milliseconds of the process and of the clock on the wall."""

    own: float
    waiting: float


def main() -> None:
    """Fill one question of each kind step by step, and print the table."""
    url = sys.argv[1] if len(sys.argv) > 1 else ""
    size = int(sys.argv[2]) if len(sys.argv) > 2 else SIZE
    sizes = [0, size // 100, size // 10, size]
    with tempfile.TemporaryDirectory() as folder:
        app = _site(folder, url)
        with app.app_context():
            from discuss.web.transaction import transaction

            with transaction() as session:
                people = made_year.people(session, size + len(sizes) * (CALLS + 1))
                made = made_year.questions(session, 4, 4)
            rows = {each.kind: _grown(each, sizes, people) for each in (made[0], made[1], made[3])}
    heads = [*(f"after {n:,}" for n in sizes), "growth", "waiting", "estimate"]
    print(f"| a forecast | {' | '.join(heads)} |")
    print("|---|" + "---:|" * len(heads))
    for kind, (costs, estimate) in rows.items():
        told = [f"{cost.own:.1f} ms" for cost in costs]
        growth, waiting = costs[-1].own / costs[0].own, costs[-1].waiting
        print(
            f"| {kind} | {' | '.join(told)} | {growth:.2f} | {waiting:.1f} ms | {estimate:.1f} ms |"
        )


def _grown(made: made_year.Made, sizes: list[int], people: list[int]) -> tuple[list[Cost], float]:
    """Return what a forecast costs at each size, and the estimate at the largest."""
    from discuss.predictions import actions
    from discuss.web.transaction import transaction

    dice, everybody, stand = random.Random(1), iter(people), 0
    costs: list[Cost] = []
    for size in sizes:
        if size > stand:
            _copy(made, [next(everybody) for _ in range(size - stand)])
            _said(made, next(everybody), dice)
            stand = size + 1
        taken = [_said(made, next(everybody), dice) for _ in range(CALLS)]
        stand += CALLS
        own, waiting = (sorted(each)[CALLS // 2] for each in zip(*taken, strict=True))
        costs.append(Cost(own, waiting))
    start = time.process_time()
    with transaction() as session:
        actions.estimate(session, made.question_id, made.opened + 2 * made_year.DAY)
    return costs, (time.process_time() - start) * 1_000


def _said(made: made_year.Made, person_id: int, dice: random.Random) -> tuple[float, float]:
    """Let somebody new forecast; return the time of the process and of the wall."""
    from discuss.accounts.acting import actor_of
    from discuss.accounts.models import Person
    from discuss.predictions import actions
    from discuss.web.transaction import transaction

    own, wall = time.process_time(), time.perf_counter()
    with transaction() as session:
        person = session.get_one(Person, person_id)
        answer = made_year.answer(made, dice)
        actions.forecast(session, actor_of(person), answer, made.opened + made_year.DAY)
    return (time.process_time() - own) * 1_000, (time.perf_counter() - wall) * 1_000


def _copy(made: made_year.Made, people: list[int]) -> None:
    """Let so many people say what others said, without what is added up, which is begun anew."""
    from sqlalchemy import delete, insert, select, update

    from discuss.predictions import models
    from discuss.web.transaction import transaction

    event, standing, number = models.ForecastEvent, models.Standing, made.question_id
    with transaction() as session:
        some = session.scalars(select(event).where(event.question_id == number).limit(CALLS)).all()
        said = [{name: getattr(each, name) for name in SAID} for each in some]
        rows = [
            {**_about(made, n), **said[n % len(said)], "person_id": who}
            for n, who in enumerate(people)
        ]
        added = insert(event).returning(event.id, sort_by_parameter_order=True)
        ids = session.scalars(added, rows).all()
        stands = [
            {name: row[name] for name in ("question_id", "person_id", *SAID)}
            | {"event_id": event_id, "since": made.opened}
            for row, event_id in zip(rows, ids, strict=True)
        ]
        session.execute(insert(standing), stands)
        more = models.Question.forecaster_count + len(people)
        here = models.Question.id == number
        session.execute(update(models.Question).where(here).values(forecaster_count=more))
        for running in (models.RunningPool, models.RunningTally):
            session.execute(delete(running).where(running.question_id == number))


def _about(made: made_year.Made, n: int) -> dict[str, Any]:
    """Return what every copy has in common."""
    return {
        "question_id": made.question_id,
        "revision_n": 1,
        "kind": "set",
        "exposure": "blind",
        "source": "page",
        "entered": {},
        "reason": "",
        "idempotency_key": f"copy-{made.question_id}-{n}",
        "created_at": made.opened,
    }


if __name__ == "__main__":
    main()
