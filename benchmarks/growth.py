"""How the cost of reading, searching and writing grows with a discussion: 100 to 100,000 comments.

Run `python benchmarks/growth.py` for SQLite, or with the address of an empty PostgreSQL database.
Every figure is a median of wall-clock time over many calls without a network, so that a database
in another process is included; what counts is the ratio to the smallest size of the same run.
"""

import json
import sys
import tempfile
import time
from typing import TYPE_CHECKING, Any

from first_table import (
    _deeds,
    _fill,
    _in_own_process,
    _median,
    _post,
    _reader,
    _site,
    _slug,
    _statements,
    _tokens,
)

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = (100, 10_000, 100_000)
CALLS = 40
DEEDS = 45
FEW, NEAR = 4, 2
"""Replies and ancestors that a discussion of any size has, so that like is compared with like."""


def main() -> None:
    """Print the table, a fresh process and a fresh database for each size."""
    url = sys.argv[1] if len(sys.argv) > 1 else ""
    table(SIZES, [_in_own_process(size, url, __file__) for size in SIZES])


def table(sizes: tuple[int, ...], rows: list[dict[str, Any]]) -> None:
    """Print what each size took, and the largest against the smallest."""
    print("| what | statements | " + " | ".join(f"{size:,}" for size in sizes) + " | growth |")
    print("|---|" + "---:|" * (len(sizes) + 2))
    for name in rows[0]:
        figures = [row[name] for row in rows]
        counts = sorted({figure["statements"] for figure in figures})
        took = [f"{figure['micros']:.0f} µs" for figure in figures]
        growth = figures[-1]["micros"] / figures[0]["micros"]
        said = (
            "–" if counts == [0] else " to ".join(map(str, dict.fromkeys((counts[0], counts[-1]))))
        )
        print(f"| {name} | {said} | " + " | ".join(took) + f" | {growth:.2f} |")


def one(size: int, url: str) -> dict[str, Any]:
    """Measure one size on a fresh database."""
    with tempfile.TemporaryDirectory() as folder:
        app = _site(folder, url)
        with app.app_context():
            article_id, prompt_id, _ = _fill(size)
            _index()
            tokens, others = _tokens(DEEDS + 5)
            paths = _paths(prompt_id, f"/articles/{_slug(app)}")
        found = {name: _read(app, path) for name, path in paths.items()}
        deeds: dict[str, Callable[[int], tuple[str, str, Any]]] = {
            "post": lambda n: _post(article_id, n),
            "mark": lambda n: (
                "PUT",
                f"/api/v1/comments/{others[n]}/reactions/good_point",
                None,
            ),
        }
        for name, deed in deeds.items():
            micros = _deeds(app, tokens, deed, time.perf_counter)
            found[name] = {"micros": micros, "statements": 0}
        return found


def _read(app: Any, path: str) -> dict[str, Any]:
    view = _reader(app, path)
    view()
    statements = _statements(app, view)
    return {"micros": _median(view, CALLS, time.perf_counter), "statements": statements}


def _index() -> None:
    """Let everything be found; the planner learns then how many documents there are."""
    from sqlalchemy import text

    from discuss.search import actions
    from discuss.web.transaction import transaction

    with transaction() as session:
        actions.rebuild(session)
        session.execute(text("ANALYZE"))


def _paths(prompt_id: int, page: str) -> dict[str, str]:
    """Return what is read, by name: the middle is that of the top level."""
    from discuss.comments.models import Comment

    by_best, by_time = _middles(prompt_id)
    few = _first(Comment.reply_count == FEW)
    near = _first(Comment.depth == NEAR, Comment.reply_count == 0)
    answered, deepest = _most(Comment.reply_count), _most(Comment.depth)
    return {
        "first view, by best": f"{page}?order=best",
        "a page in the middle, by best": f"{page}?order=best&after={by_best}",
        "a page in the middle, newest first": f"{page}?order=newest&after={by_time}",
        "first view, what grew last first": f"{page}?order=unread",
        "more replies, four of them": f"/comments/{few}/replies?order=best",
        "more replies of the most answered": f"/comments/{answered}/replies?order=best",
        "permalink, two answers deep": f"/comments/{near}",
        "permalink of the deepest": f"/comments/{deepest}",
        "search, one word in nearly every comment": "/search?q=deadline",
        "search, newest first": "/search?q=deadline&order=newest",
    }


def _middles(prompt_id: int) -> tuple[str, str]:
    """Return the cursors behind half of the top level, by best and newest first."""
    from sqlalchemy import func, select

    from discuss.comments.models import Comment, Discussion
    from discuss.comments.queries import by_time, padded
    from discuss.comments.rules import Order
    from discuss.kit.paging import Cursor
    from discuss.web.transaction import reading

    session = reading()
    version = session.get_one(Discussion, prompt_id).version
    top = select(Comment).where(Comment.prompt_id == prompt_id, Comment.parent_id.is_(None))
    half = (session.scalar(select(func.count()).select_from(top.subquery())) or 0) // 2
    best = session.scalars(top.order_by(Comment.neg_best, Comment.id).offset(half).limit(1)).one()
    newest = session.scalars(top.order_by(Comment.id.desc()).offset(half).limit(1)).one()
    by_best = Cursor(Order.BEST, padded(Order.BEST, (best.neg_best, best.id, version), ()))
    return by_best.encode(), by_time(Order.NEWEST, newest.id).encode()


def _first(*conditions: Any) -> int | None:
    """Return the number of the first comment that fits."""
    from sqlalchemy import select

    from discuss.comments.models import Comment
    from discuss.web.transaction import reading

    return reading().scalar(select(Comment.id).where(*conditions).order_by(Comment.id).limit(1))


def _most(column: Any) -> int | None:
    """Return the number of the comment that has most of something."""
    from sqlalchemy import select

    from discuss.comments.models import Comment
    from discuss.web.transaction import reading

    return reading().scalar(select(Comment.id).order_by(column.desc()).limit(1))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(one(int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "")))
    else:
        main()
