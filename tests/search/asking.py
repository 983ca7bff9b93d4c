"""How tests look for words, and look behind the search."""

from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.orm import Session

from discuss.kit.search import parse
from discuss.search import queries
from discuss.search.queries import Hit
from discuss.search.rules import Narrowing

__all__ = ["found", "integrity", "shown"]


def found(session: Session, typed: str, order: str = "newest", **narrowed: object) -> list[Hit]:
    """Return the first page of what is found."""
    session.expire_all()
    where = queries.scope(session, Narrowing(**narrowed))  # type: ignore[arg-type]
    return list(queries.found(session, parse(typed), where, order, None).page.rows)


def shown(client: FlaskClient, typed: str, **more: str) -> str:
    """Return the page that answers a search."""
    return client.get("/search", query_string={"q": typed, **more}).text


def integrity(session: Session) -> None:
    """Fail when SQLite's index says something else than the table that it indexes."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(
            text("INSERT INTO document_fts (document_fts, rank) VALUES ('integrity-check', 1)")
        )
