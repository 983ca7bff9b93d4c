"""One line about each request, and one about each statement that takes too long.

Requests are told apart by the pattern of their address: addresses hold names, secrets and what
people search for. Statements are told without their values.
"""

import logging
import time
from typing import Any

from flask import Flask, Response, g, has_request_context, request
from sqlalchemy import Connection, Engine, event

from discuss.kit.ids import public_id
from discuss.settings import Settings

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
LONGEST_STATEMENT = 2000
BEGAN = "discuss_began"

log = logging.getLogger(__name__)


def request_id() -> str:
    """Return the number by which this request can be found in the log."""
    if "request_id" not in g:
        g.request_id = public_id(12)
    return str(g.request_id)


def route() -> str:
    """Return the pattern of the address that was asked for, "none" when there is none."""
    return str(request.url_rule.rule) if request.url_rule else "none"


def method() -> str:
    """Return the request's method; whatever is made up counts as one."""
    return request.method if request.method in METHODS else "OTHER"


def seconds() -> float:
    """Return how long this request has taken so far."""
    now = time.perf_counter()
    return now - float(g.get("began", now))


def statements() -> int:
    """Return how many statements this request has sent to the database so far."""
    return int(g.get("statements", 0))


def register(app: Flask) -> None:
    """Write about every request of `app`."""

    @app.before_request
    def begin() -> None:
        g.request_id = public_id(12)
        g.began = time.perf_counter()
        g.statements = 0

    @app.after_request
    def end(response: Response) -> Response:
        facts = {
            "method": method(),
            "route": route(),
            "status": response.status_code,
            "ms": round(seconds() * 1000),
            "statements": statements(),
        }
        log.info("request", extra=facts)
        return response


def tell(about: tuple[str, str, str], seconds: float, number: str) -> None:
    """Write about a request that was answered before Flask: method, route and status."""
    if log.isEnabledFor(logging.INFO):
        method, route, status = about
        facts = {"method": method, "route": route, "status": int(status)}
        facts |= {"ms": round(seconds * 1000), "statements": 1, "request_id": number}
        log.info("request", extra=facts)


def watch(engine: Engine, settings: Settings) -> None:
    """Count the statements of each request, and tell of those that take too long."""
    limit = settings.slow_statement_ms

    def before(connection: Connection, *_: object) -> None:
        connection.info.setdefault(BEGAN, []).append(time.perf_counter())
        if has_request_context():
            g.statements = g.get("statements", 0) + 1

    def after(connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        took = (time.perf_counter() - connection.info[BEGAN].pop()) * 1000
        if limit and took >= limit:
            facts = {"ms": round(took), "statement": " ".join(statement.split())}
            facts["statement"] = str(facts["statement"])[:LONGEST_STATEMENT]
            where = {"route": route()} if has_request_context() else {}
            log.warning("slow statement", extra=facts | where)

    def failed(context: Any) -> None:  # noqa: ANN401 - the library's own
        if context.connection is not None:
            context.connection.info.pop(BEGAN, None)

    event.listen(engine, "before_cursor_execute", before)
    event.listen(engine, "after_cursor_execute", after)
    event.listen(engine, "handle_error", failed)
