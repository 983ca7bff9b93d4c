"""What the fixed parts of a deed cost before a line of the program's own runs, by raw commits.

Run `python benchmarks/floor.py`. One process, one SQLite file with `synchronous=FULL`. A raw commit
is one inserted row by the driver. Each step adds a part that every deed of the site has: Flask's
way from a request to an answer, Flask-Login with its one row, SQLAlchemy's Core with one inserted
row, its session instead, and for words Markdown and the sanitiser. No check, no rule, no rank, no
record, no notice, no index is in any of them: what is left to them is the rest of the budget.
"""

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

TIMES = 400
WORDS = "The bank promised *calm* in March, and the market believed it until June came. " * 4
BUDGETS = {"a post": 4, "a mark or a forecast": 3}
"""How many raw commits a deed may take."""


def main() -> None:
    """Print a row for each step."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "floor.sqlite3"
        commit = _median(_raw(path))
        print("| what runs | µs | raw commits |")
        print("|---|---:|---:|")
        _row("one raw commit", commit, commit)
        for name, step in _steps(path):
            _row(name, _median(step), commit)
        for name, commits in BUDGETS.items():
            _row(f"*what {name} may take*", commits * commit, commit)


def _row(name: str, micros: float, commit: float) -> None:
    print(f"| {name} | {micros:.0f} | {micros / commit:.1f} |")


def _steps(path: Path) -> list[tuple[str, Callable[[], object]]]:
    from discuss.kit.richtext import render

    return [
        ("a request and an answer by Flask", _asked(_app(path, _nothing))),
        ("the same, one row by the driver", _asked(_app(path, _by_driver))),
        ("the same, one row by SQLAlchemy's Core", _asked(_app(path, _by_core))),
        ("the same, and Flask-Login with its row", _asked(_app(path, _by_core, login=True))),
        ("the same by SQLAlchemy's session", _asked(_app(path, _by_session, login=True))),
        ("Markdown and the sanitiser for sixty words", lambda: render(WORDS)),
    ]


def _connect(path: Path) -> sqlite3.Connection:
    raw = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute("CREATE TABLE IF NOT EXISTS mark (id INTEGER PRIMARY KEY, body TEXT)")
    return raw


def _raw(path: Path) -> Callable[[], object]:
    raw = _connect(path)

    def call() -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("INSERT INTO mark (body) VALUES (?)", ("x" * 300,))
        raw.execute("COMMIT")

    return call


def _app(path: Path, deed: Callable[[Any], Callable[[], None]], *, login: bool = False) -> Any:
    from flask import Flask
    from flask_login import LoginManager, UserMixin, current_user
    from flask_sqlalchemy import SQLAlchemy
    from sqlalchemy import event, text

    app = Flask("floor")
    app.config.update(SECRET_KEY="x" * 40, SQLALCHEMY_DATABASE_URI=f"sqlite:///{path}")
    db = SQLAlchemy(app)
    manager = LoginManager(app)
    with app.app_context():
        event.listen(db.engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous=FULL"))

        def load(_: Any) -> UserMixin:
            db.session.execute(text("SELECT id FROM mark WHERE id = 1")).first()
            return UserMixin()

        manager.request_loader(load)
        do = deed(db)

    @app.post("/")
    def act() -> tuple[str, int]:
        if login:
            assert current_user.is_authenticated
        do()
        return "", 204

    return app


def _nothing(_: Any) -> Callable[[], None]:
    return lambda: None


def _by_driver(db: Any) -> Callable[[], None]:
    raw = _raw(Path(db.engine.url.database))

    def do() -> None:
        raw()

    return do


def _by_core(db: Any) -> Callable[[], None]:
    from sqlalchemy import column, insert, table

    statement = insert(table("mark", column("body")))

    def do() -> None:
        with db.engine.begin() as connection:
            connection.execute(statement, {"body": "x" * 300})

    return do


def _by_session(db: Any) -> Callable[[], None]:
    class Mark(db.Model):  # type: ignore[misc, name-defined]
        __tablename__ = "mark"
        id = db.Column(db.Integer, primary_key=True)
        body = db.Column(db.Text)

    def do() -> None:
        db.session.add(Mark(body="x" * 300))
        db.session.commit()

    return do


def _asked(app: Any) -> Callable[[], object]:
    from werkzeug.test import EnvironBuilder

    environ = EnvironBuilder("/", method="POST", json={}).get_environ()

    def call() -> None:
        statuses: list[str] = []
        answer = app(dict(environ), lambda status, *_: statuses.append(status))
        list(answer)
        answer.close()
        assert statuses == ["204 NO CONTENT"], statuses

    return call


def _median(call: Callable[[], object]) -> float:
    for _ in range(20):
        call()
    took = []
    for _ in range(TIMES):
        begin = time.perf_counter()
        call()
        took.append(time.perf_counter() - begin)
    return statistics.median(took) * 1e6


if __name__ == "__main__":
    main()
