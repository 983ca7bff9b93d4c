"""Every target beside its figure, at four sizes of a discussion: what is met, and what is not.

Run `python benchmarks/targets.py` for SQLite, or with the address of an empty PostgreSQL database.
Views are medians of process time against a bare Flask answer with as many bytes in the same
process. Deeds are medians by the wall clock against one inserted row and its commit in the same
database, with the same durability. Requests, bytes and shifts of a first view are counted by
`tests/journeys/test_first_view.py`.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from first_table import (
    DEEDS,
    SIZES,
    VIEWS,
    _bare,
    _deeds,
    _fill,
    _forecast,
    _in_own_process,
    _median,
    _newcomer,
    _peak,
    _post,
    _reader,
    _site,
    _slug,
    _tokens,
)
from stored import stored

COMMITS = 200
STARTS = 5
START = "from wsgi import app; assert app.test_client().get('/rules').status_code == 200"
FLAT = 12.0
"""Megabytes by which a larger discussion may need more."""


@dataclass(frozen=True)
class Target:
    """What a figure should be: at most, or at least."""

    name: str
    figure: Callable[[dict[str, Any]], float]
    most: float | None = None
    least: float | None = None

    def is_met(self, value: float) -> bool:
        """Tell whether a value is as it should be."""
        if self.most is not None and value > self.most:
            return False
        return self.least is None or value >= self.least

    @property
    def said(self) -> str:
        """The target in words."""
        return f"at most {self.most:.2f}" if self.most is not None else f"at least {self.least:.2f}"


TARGETS = (
    Target("a stranger's first view, by a bare answer", lambda row: row["stored"], most=1 / 3),
    Target("somebody's first view, by a bare answer", lambda row: row["view"], most=3),
    Target("that of who has forecast, by a bare answer", lambda row: row["own"], most=3),
    Target("posts, by raw commits", lambda row: row["commit"] / row["post"], least=1 / 4),
    Target("marks, by raw commits", lambda row: row["commit"] / row["mark"], least=1 / 3),
    Target("forecasts, by raw commits", lambda row: row["commit"] / row["forecast"], least=1 / 3),
    Target("first answer after a start, s", lambda row: row["start"], most=1),
)


def main() -> None:
    """Print the table, a fresh process and a fresh database for each size."""
    url = sys.argv[1] if len(sys.argv) > 1 else ""
    rows = [_in_own_process(size, url, __file__) for size in SIZES]
    print("| target | wanted | " + " | ".join(f"{size:,}" for size in SIZES) + " | met |")
    print("|---|---|" + "---:|" * len(SIZES) + "---|")
    for target in TARGETS:
        values = [target.figure(row) for row in rows]
        _line(target.name, target.said, values, all(map(target.is_met, values)))
    growth = [row["stored_micros"] / rows[0]["stored_micros"] for row in rows]
    _line("a stranger's first view, by the smallest", "at most 1.20", growth, max(growth) <= 1.2)
    grown = [row["serving"] for row in rows]
    flat = max(grown) - grown[0] <= FLAT
    _line("memory that came while serving, MB", "flat", grown, flat)
    commits = " | ".join(f"{row['commit']:.0f} µs" for row in rows)
    print(f"| (one raw commit) | – | {commits} | – |")


def _line(name: str, wanted: str, values: list[float], met: bool) -> None:  # noqa: FBT001
    figures = " | ".join(f"{value:.2f}" for value in values)
    print(f"| {name} | {wanted} | {figures} | {'yes' if met else '**no**'} |", flush=True)


def one(size: int, url: str) -> dict[str, Any]:
    """Measure one size on a fresh database."""
    with tempfile.TemporaryDirectory() as folder:
        app = _site(folder, url)
        with app.app_context():
            article_id, _, question_id = _fill(size)
            tokens, others = _tokens(DEEDS + 5)
            newcomer, forecaster = _newcomer("Nora"), _newcomer("Otto")
        page = f"/articles/{_slug(app)}"
        before = _peak()
        kept = stored(app, page)
        view, own = _reader(app, page, newcomer), _reader(app, page, forecaster)
        kinds = _kinds(article_id, question_id, others)
        _do(app, forecaster, kinds["forecast"](0))
        length = len(view())
        bare = _median(_bare(length), VIEWS * 10)
        row = {
            "stored": kept["stored"] / kept["stored_bare"],
            "stored_micros": kept["stored"],
            "view": _median(view, VIEWS * 10) / bare,
            "own": _median(own, VIEWS) / bare,
        }
        for name, deed in kinds.items():
            row[name] = _deeds(app, tokens, deed, time.perf_counter)
        return row | {
            "serving": _peak() - before,
            "commit": _commit(app),
            "start": _start(folder, url),
        }


def _do(app: Any, token: str, asked: tuple[str, str, Any]) -> None:
    method, path, body = asked
    headers = {"Authorization": f"Bearer {token}"}
    answer = app.test_client().open(path, method=method, json=body, headers=headers)
    assert answer.status_code < 300, answer.text


def _kinds(
    article_id: int, question_id: int, others: list[int]
) -> dict[str, Callable[[int], tuple[str, str, Any]]]:
    """Return the three deeds: what is asked at each turn."""
    return {
        "post": lambda n: _post(article_id, n),
        "mark": lambda n: ("PUT", f"/api/v1/comments/{others[n]}/reactions/good_point", None),
        "forecast": lambda n: ("PUT", f"/api/v1/questions/{question_id}/forecast", _forecast(n)),
    }


def _commit(app: Any) -> float:
    """Return what one inserted row and its commit take, by the same driver and settings."""
    from discuss.web.extensions import db

    with app.app_context():
        engine = db.engine
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE raw_commit (id INTEGER PRIMARY KEY, body TEXT)")
    raw = engine.raw_connection()
    took = []
    for n in range(COMMITS):
        begin = time.perf_counter()
        cursor = raw.cursor()
        if engine.dialect.name == "sqlite":
            cursor.execute("BEGIN IMMEDIATE")
        cursor.execute(f"INSERT INTO raw_commit VALUES ({n}, '{'x' * 300}')")
        raw.commit()
        took.append(time.perf_counter() - begin)
    raw.close()
    return statistics.median(took) * 1e6


def _start(folder: str, url: str) -> float:
    """Return the seconds from nothing to a first answer, on a database that is there.

    The program is compiled, as it is wherever it was installed and has been started once.
    """
    given = {"DISCUSS_INSTANCE": folder, "DISCUSS_WORKER": "outside"}
    if url:
        given["DISCUSS_DATABASE_URL"] = url
    around = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    around["PYTHONPYCACHEPREFIX"] = f"{folder}/compiled"
    subprocess.run([sys.executable, "-c", START], env={**around, **given}, check=True)
    took = []
    for _ in range(STARTS):
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-c", START], env={**around, **given}, check=True)
        took.append(time.perf_counter() - begin)
    return statistics.median(took)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(one(int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "")))
    else:
        main()
