"""A year of forecasts: whether the log gives what is stored, and what large questions cost.

Run `python benchmarks/year.py` for SQLite, or with the address of an empty PostgreSQL database:
`python benchmarks/year.py postgresql://…/bench`. A third word divides the year: `10` makes a tenth
of the forecasts. Time is by the wall clock, database included; what counts is the growth from the
smallest question to the largest. It ends with 1 where something stored is not what the log says.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import made_year
from first_table import _median, _reader, _site

QUESTIONS, PEOPLE, FORECASTS = 200, 2_000, 100_000
CALLS = 20


def main() -> None:
    """Make the year, decide everything, play it again, and print the table."""
    url = sys.argv[1] if len(sys.argv) > 1 else ""
    part = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as folder:
        app = _site(folder, url)
        with app.app_context():
            made, took = _timed(lambda: _make(FORECASTS // part))
            picked = sorted((m for m in made if m.kind == "binary"), key=lambda m: m.deeds)
            ends = (picked[0], picked[-1])
            deciding = [_resolving(each) for each in ends]
            for each in made:
                if each not in ends:
                    _resolve(each)
            drift, replaying = _timed(lambda: [_drift(each) for each in made])
        pages = [_reading(app, f"/questions/{each.question_id}") for each in ends]
        board = _reading(app, "/forecasters")
    _table({"deciding it": deciding, "its page": pages}, [each.deeds for each in ends])
    print(f"\nThe leaderboard of them all: {board[0]} statements, {board[1]:.1f} ms.")
    print(
        f"{len(made)} questions, {sum(each.deeds for each in made):,} deeds made in {took:.0f} s,"
    )
    print(f"played again in {replaying:.0f} s; not as stored: {sum(drift)}.")
    sys.exit(1 if sum(drift) else 0)


def _make(forecasts: int) -> list[made_year.Made]:
    from discuss.web.transaction import transaction

    with transaction() as session:
        everybody = made_year.people(session, PEOPLE)
        made = made_year.questions(session, QUESTIONS, forecasts)
    for seed, each in enumerate(made):
        with transaction() as session:
            for _ in made_year.forecast(session, each, everybody, seed):
                session.commit()
                session.expunge_all()
        _say(f"{seed + 1} of {len(made)} questions answered")
    return made


def _resolve(each: made_year.Made) -> None:
    from sqlalchemy import select

    from discuss.accounts.models import Person
    from discuss.web.transaction import transaction

    with transaction() as session:
        editor = session.scalars(select(Person).order_by(Person.id.desc()).limit(1)).one()
        editor.role = "editor"
        made_year.resolve(session, each, editor)


def _resolving(each: made_year.Made) -> tuple[int, float]:
    with counted() as seen:
        _, took = _timed(lambda: _resolve(each))
    return len(seen), took * 1e3


def _drift(each: made_year.Made) -> int:
    from discuss.predictions import queries
    from discuss.web.transaction import transaction

    with transaction() as session:
        return len(queries.replay(session, each.question_id))


def _reading(app: Any, path: str) -> tuple[int, float]:
    view = _reader(app, path)
    view()
    with app.app_context(), counted() as seen:
        view()
    return len(seen), _median(view, CALLS, time.perf_counter) / 1e3


@contextmanager
def counted() -> Iterator[list[str]]:
    """Yield a list that fills with the statements that reach the database."""
    import sqlalchemy as sa

    from discuss.web.extensions import db

    engine, seen = db.engine, []

    def count(*about: Any) -> None:
        if not about[2].startswith(("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")):
            seen.append(about[2])

    sa.event.listen(engine, "before_cursor_execute", count)
    yield seen
    sa.event.remove(engine, "before_cursor_execute", count)


def _timed(call: Callable[[], Any]) -> tuple[Any, float]:
    begin = time.perf_counter()
    found = call()
    return found, time.perf_counter() - begin


def _table(rows: dict[str, list[tuple[int, float]]], deeds: list[int]) -> None:
    small, large = deeds
    print(f"| what | statements | {small:,} deeds | {large:,} deeds | growth |")
    print("|---|---:|---:|---:|---:|")
    for name, (first, last) in rows.items():
        counts = " to ".join(map(str, dict.fromkeys((first[0], last[0]))))
        took = f"{first[1]:.1f} ms | {last[1]:.1f} ms | {last[1] / first[1]:.2f}"
        print(f"| {name} | {counts} | {took} |")


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")


if __name__ == "__main__":
    main()
