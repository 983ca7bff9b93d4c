"""How much a reader's first view and the three deeds cost, at four sizes, against a bare answer.

Run `python benchmarks/first_table.py` for SQLite, or with the address of an empty PostgreSQL
database: `python benchmarks/first_table.py postgresql://…/bench`. Every figure is a median of
process time over many calls without a network, in microseconds, and its ratio to a bare Flask
answer of the same length measured in the same process. The stored first view and the bare answer
beside it are measured without a test client, which would cost more than both.
"""

import gc
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from stored import VIEWS, bare_site, stored
from stored import median as _median

SIZES = (100, 1_000, 10_000, 100_000)
DEEDS = 60


HEAD = (
    "comments",
    "first view",
    "waiting",
    "ratio",
    "statements",
    "stored",
    "bare beside it",
    "post",
    "vote",
    "forecast",
    "bare",
    "peak MB, of it serving",
)


GROWTH = (
    ("first view in process time", "view"),
    ("first view in waiting, database included", "wait"),
    ("stored first view in process time", "stored"),
    ("stored first view in waiting, database included", "stored_wait"),
)


def main() -> None:
    """Print the table, a fresh process and a fresh database for each size."""
    url = sys.argv[1] if len(sys.argv) > 1 else ""
    rows = [_in_own_process(size, url) for size in SIZES]
    print("| " + " | ".join(HEAD) + " |")
    print("|" + "---:|" * len(HEAD))
    for row in rows:
        print("| " + " | ".join(_cells(row)) + " |")
    for name, figure in GROWTH:
        growth = rows[-1][figure] / rows[0][figure]
        print(f"\nGrowth of the {name}, first row to last: {growth:.2f} times.")


def _cells(row: dict[str, Any]) -> list[str]:
    deeds = [
        f"{row[deed]:.0f} µs ({row[deed] / row['bare_small']:.0f})"
        for deed in ("post", "vote", "forecast")
    ]
    return [
        f"{row['size']:,}",
        f"{row['view']:.0f} µs",
        f"{row['wait']:.0f} µs",
        f"{row['view'] / row['bare']:.0f}",
        str(row["statements"]),
        f"{row['stored']:.1f} µs ({row['stored'] / row['stored_bare']:.2f})",
        f"{row['stored_bare']:.1f} µs",
        *deeds,
        f"{row['bare']:.0f} µs",
        f"{row['peak']:.0f}, {row['peak'] - row['peak_before']:.0f}",
    ]


def _in_own_process(size: int, url: str, script: str = __file__) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, script, "--one", str(size), url],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stderr)
    row: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return row


def one(size: int, url: str) -> dict[str, Any]:
    """Measure one size on a fresh database."""
    with tempfile.TemporaryDirectory() as folder:
        app = _site(folder, url)
        with app.app_context():
            article_id, _, question_id = _fill(size)
            tokens, others = _tokens(DEEDS + 5)
        peak_before = _peak()
        # An address that says more is drawn anew each time.
        view = _reader(app, f"/articles/{_slug(app)}?from=here")
        body = view()
        row: dict[str, Any] = {"size": size, "statements": _statements(app, view)}
        row["view"] = _median(view, VIEWS)
        row["wait"] = _median(view, VIEWS, time.perf_counter)
        row["bare"] = _median(_bare(len(body)), VIEWS * 10)
        row["bare_small"] = _median(_bare(1_000), VIEWS * 10)
        row |= stored(app, f"/articles/{_slug(app)}")
        row["post"] = _deeds(app, tokens, lambda n: _post(article_id, n))
        row["vote"] = _deeds(
            app,
            tokens,
            lambda n: ("PUT", f"/api/v1/comments/{others[n]}/reactions/good_point", None),
        )
        row["forecast"] = _deeds(
            app,
            tokens,
            lambda n: ("PUT", f"/api/v1/questions/{question_id}/forecast", _forecast(n)),
        )
        row["peak"] = _peak()
        row["peak_before"] = peak_before
        return row


def _site(folder: str, url: str) -> Any:
    from discuss.app import create_app, prepare
    from discuss.settings import read

    given = {"DISCUSS_INSTANCE": folder, "DISCUSS_PACE_LIMITS": "no", "DISCUSS_WORKER": "outside"}
    if url:
        given["DISCUSS_DATABASE_URL"] = url
        _empty(url)
    app = create_app(read(given, Path(folder)))
    prepare(app)
    gc.freeze()  # as `wsgi.py` does
    return app


def _empty(url: str) -> None:
    import sqlalchemy as sa

    engine = sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()


def _fill(size: int) -> tuple[int, int, int]:
    from crowd import fill
    from sqlalchemy import select, text

    from discuss.articles.models import Prompt
    from discuss.comments.actions import touch
    from discuss.predictions.models import Question
    from discuss.web.extensions import db
    from discuss.web.transaction import transaction

    with transaction() as session:
        prompt = session.scalars(select(Prompt)).one()
        touch(session, prompt.id)
        fill(session, prompt.id, size)
        question_id = session.scalars(select(Question.id).where(Question.kind == "binary")).first()
        if db.engine.dialect.name == "postgresql":
            for table in ("comment", "comment_revision"):
                session.execute(
                    text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {size + 1})")
                )
    with db.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()
    assert question_id is not None
    return prompt.article_id, prompt.id, question_id


def _tokens(count: int) -> tuple[list[str], list[int]]:
    """Return tokens of so many people, and as many comments that none of them wrote."""
    from sqlalchemy import select

    from discuss.accounts import actions
    from discuss.accounts.actions.commands import Visit
    from discuss.accounts.models import Person
    from discuss.comments.models import Comment
    from discuss.kit import clock
    from discuss.web.transaction import transaction

    with transaction() as session:
        people = session.scalars(select(Person).order_by(Person.id.desc()).limit(count)).all()
        visit = Visit(device="Firefox on Linux", stay=True, kept={})
        tokens = [actions.sign_in(session, person, visit, clock.now()) for person in people]
        written = select(Comment.id).where(Comment.author_id.not_in([p.id for p in people]))
        return tokens, list(session.scalars(written.order_by(Comment.id.desc()).limit(count)))


def _newcomer(name: str) -> str:
    """Return the token of somebody who has marked, written and forecast nothing yet."""
    from discuss.accounts import actions
    from discuss.accounts.actions.commands import Visit
    from discuss.kit import clock
    from discuss.web.transaction import transaction

    with transaction() as session:
        now = clock.now()
        person = actions.open_account(session, name, f"{name.casefold()}@example.org", "", now)
        person.confirmed_at = now
        return actions.sign_in(session, person, Visit("Firefox on Linux", stay=True, kept={}), now)


def _slug(app: Any) -> str:
    from sqlalchemy import select

    from discuss.articles.models import Article
    from discuss.web.transaction import reading

    with app.app_context():
        return str(reading().scalars(select(Article.slug)).one())


def _reader(app: Any, path: str, secret: str = "") -> Callable[[], bytes]:
    """Return a call that reads a page, as a stranger or as who signed in with a secret."""
    client = app.test_client()
    if secret:
        with client.session_transaction() as cookie:
            cookie["_user_id"] = secret
            cookie["_fresh"] = True

    def view() -> bytes:
        answer = client.get(path)
        assert answer.status_code == 200, answer.status
        data: bytes = answer.data
        return data

    return view


def _bare(length: int) -> Callable[[], bytes]:
    return _reader(bare_site(length), "/")


def _statements(app: Any, view: Callable[[], bytes]) -> int:
    import sqlalchemy as sa

    from discuss.web.extensions import db

    seen: list[str] = []
    with app.app_context():
        engine = db.engine
    count = lambda *about: seen.append(about[2])  # noqa: E731 - SQLAlchemy passes six things
    sa.event.listen(engine, "before_cursor_execute", count)
    view()
    sa.event.remove(engine, "before_cursor_execute", count)
    return len([each for each in seen if not each.startswith(("BEGIN", "COMMIT", "ROLLBACK"))])


def _deeds(
    app: Any,
    tokens: list[str],
    deed: Callable[[int], tuple[str, str, Any]],
    clock: Callable[[], float] = time.process_time,
) -> float:
    client = app.test_client()
    took = []
    for n, token in enumerate(tokens):
        method, path, body = deed(n)
        begin = clock()
        answer = client.open(
            path, method=method, json=body, headers={"Authorization": f"Bearer {token}"}
        )
        took.append(clock() - begin)
        assert answer.status_code in {200, 201}, (answer.status, answer.text)
    return statistics.median(took[5:]) * 1e6


def _post(article_id: int, n: int) -> tuple[str, str, Any]:
    words = {"body": f"Comment number {n}, with **some** words. " * 6, "submission_key": f"b{n}"}
    return "POST", f"/api/v1/articles/{article_id}/comments", words


def _forecast(n: int) -> dict[str, Any]:
    return {"percent": n % 90 + 5}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(one(int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "")))
    else:
        main()
