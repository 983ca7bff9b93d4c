"""Whether the process lives, and whether the site can answer."""

from flask import Blueprint, Response, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from discuss.web.database import revisions
from discuss.web.extensions import db

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def healthz() -> Response:
    """Answer while the process lives; asks nothing else."""
    return _plain({"status": "ok"}, 200)


@bp.get("/readyz")
def readyz() -> Response:
    """Tell part by part whether the site can answer; 503 when one cannot."""
    parts = {"database": _database()}
    ready = all(part == "ok" for part in parts.values())
    return _plain({"status": "ok" if ready else "not ready", "parts": parts}, 200 if ready else 503)


def _database() -> str:
    try:
        db.session.execute(text("SELECT 1"))
        current, newest = revisions()
    except SQLAlchemyError:
        return "the database does not answer"
    return "ok" if current == newest else "the database waits for its migration"


def _plain(body: dict[str, object], status: int) -> Response:
    response = jsonify(body)
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response
