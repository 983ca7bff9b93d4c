"""Whether the process lives, and whether the site can answer."""

import shutil
import time
from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from discuss.settings import Settings
from discuss.web.database import revisions
from discuss.web.extensions import db
from discuss.web.limits import PACE, Pace

if TYPE_CHECKING:
    from discuss.web.worker import Worker

PATIENCE = 1
"""Seconds after which a database that has been reached counts as away."""

FULL = 20 * 1024 * 1024
"""Bytes below which a disk is full."""

SILENCE = 120
"""Seconds: the longest delivery, a mail server that hangs, is over by then."""

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def healthz() -> Response:
    """Answer while the process lives; asks nothing else."""
    return _plain({"status": "ok"}, 200)


@bp.get("/readyz")
def readyz() -> Response:
    """Tell part by part whether the site can answer; 503 when one cannot."""
    settings: Settings = current_app.config["DISCUSS"]
    parts = {**_database(), "disk": _disk(settings)}
    if settings.worker == "inside":
        parts["worker"] = _worker()
    ready = all(part == "ok" for part in parts.values())
    if settings.redis_url:
        parts["counters"] = _counters()  # the site can answer without them
    return _plain({"status": "ok" if ready else "not ready", "parts": parts}, 200 if ready else 503)


def _database() -> dict[str, str]:
    """Return how the database and its migrations stand; a slow one counts as away."""
    try:
        if db.engine.dialect.name == "postgresql":
            db.session.execute(text(f"SET LOCAL statement_timeout = '{PATIENCE}s'"))
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return {"database": "the database does not answer"}
    try:
        current, newest = revisions()
    except SQLAlchemyError:
        return {"database": "ok", "migrations": "the revision of the tables cannot be read"}
    behind = "the database waits for its migration"
    return {"database": "ok", "migrations": "ok" if current == newest else behind}


def _disk(settings: Settings) -> str:
    free = shutil.disk_usage(settings.instance).free
    return "ok" if free > FULL else "the disk of the instance folder is full"


def _worker() -> str:
    """Return how the thread that delivers beside this process stands."""
    worker: Worker | None = current_app.extensions.get("discuss_worker")
    if worker is None or not worker.lives:
        return "the worker does not run in this process"
    silent = int(time.monotonic() - worker.seen)
    return "ok" if silent < SILENCE else f"no sign of life for {silent} seconds"


def _counters() -> str:
    """Return how the counters that processes share stand."""
    pace: Pace = current_app.extensions[PACE]
    return "ok" if pace.answers() else "Redis does not answer: each process counts by itself"


def _plain(body: dict[str, object], status: int) -> Response:
    response = jsonify(body)
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response
