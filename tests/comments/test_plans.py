"""A page of a discussion is read along the index of its order, however long the discussion is."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from discuss.comments import queries
from discuss.comments.queries import Guide
from discuss.comments.rules import Order
from tests.makers.crowds import crowd, ground

IN_MEMORY = "USE TEMP B-TREE"
BY_INDEX = [
    Order.BEST,
    Order.NEWEST,
    Order.OLDEST,
    Order.ANSWERED,
    Order.CONTROVERSIAL,
    Order.UNREAD,
]


def pretend_twenty_thousand(connection: sa.Connection) -> None:
    """Let the planner believe in a large discussion, whose comments have three replies each."""
    connection.exec_driver_sql("ANALYZE")
    known = connection.exec_driver_sql("SELECT idx, stat FROM sqlite_stat1 WHERE tbl = 'comment'")
    for name, stat in known.all():
        *first, last = stat.split()
        large = ["20000", "20000", "3", "3", "3", "3", "3"][: len(first)]
        said = " ".join([*large, "1" if last == "1" else "3"])
        connection.exec_driver_sql("UPDATE sqlite_stat1 SET stat = ? WHERE idx = ?", (said, name))
    connection.exec_driver_sql("ANALYZE sqlite_schema")


@pytest.mark.parametrize("migrated", ["sqlite"], indirect=True)
@pytest.mark.parametrize("order", BY_INDEX)
def test_no_page_sorts_the_top_level(
    connection: sa.Connection, session: Session, now: datetime, order: Order
) -> None:
    prompt, author = ground(session)
    crowd(session, prompt, author, 200, None, now=now)
    pretend_twenty_thousand(connection)
    asked: list[tuple[str, Any]] = []

    def note(_c: object, _cursor: object, statement: str, given: object, *_rest: object) -> None:
        asked.append((statement, given))

    guide = Guide(newcomers_since=now - timedelta(minutes=40))
    sa.event.listen(connection, "before_cursor_execute", note)
    first = queries.page_of_thread(session, prompt.id, order, None, guide)
    queries.page_of_thread(session, prompt.id, order, first.after, guide)
    sa.event.remove(connection, "before_cursor_execute", note)
    listed = [each for each in asked if "ORDER BY comment.parent_id" in each[0]]
    assert len(listed) >= 2
    for statement, given in listed:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given).all()
        assert not any(IN_MEMORY in step.detail for step in plan), plan
