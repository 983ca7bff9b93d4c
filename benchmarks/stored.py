"""What a stored page costs beside a bare answer, both called as a server calls them."""

import statistics
import time
from collections.abc import Callable
from typing import Any

VIEWS = 60


def stored(app: Any, path: str) -> dict[str, float]:
    """Measure the stored page, compressed, against a bare answer with as many bytes."""
    stored = _caller(app, path)
    length = len(stored())
    bare = _caller(bare_site(length), "/")
    return {
        "stored": median(stored, VIEWS * 50),
        "stored_wait": median(stored, VIEWS * 50, time.perf_counter),
        "stored_bare": median(bare, VIEWS * 50),
    }


def _caller(app: Any, path: str) -> Callable[[], bytes]:
    """Call `app` as a server does, with what a browser sends."""
    from werkzeug.test import EnvironBuilder

    headers = {"Accept": "text/html", "Accept-Encoding": "gzip, deflate, br"}
    environ = EnvironBuilder(path, base_url="http://127.0.0.1/", headers=headers).get_environ()

    def call() -> bytes:
        statuses: list[str] = []
        parts = app(dict(environ), lambda status, *_: statuses.append(status))
        body = b"".join(parts)
        if hasattr(parts, "close"):
            parts.close()
        assert statuses == ["200 OK"], statuses
        return body

    return call


def bare_site(length: int) -> Any:
    from flask import Flask

    bare = Flask("bare")
    body = b"x" * length
    bare.add_url_rule("/", "view", lambda: body)
    return bare


def median(
    call: Callable[[], bytes], times: int, clock: Callable[[], float] = time.process_time
) -> float:
    call()
    took = []
    for _ in range(times):
        begin = clock()
        call()
        took.append(clock() - begin)
    return statistics.median(took) * 1e6
