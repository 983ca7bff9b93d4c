"""How the desk grows with what waits there: 100 to 100,000 open cases.

Run `python benchmarks/desk.py` for SQLite, or with the address of an empty PostgreSQL database.
Every figure is a median of wall-clock time without a network, database included; what counts is
the ratio to the smallest size of the same run. Half of the cases are held, half are reported.
"""

import json
import statistics
import sys
import tempfile
import time
from datetime import datetime, timedelta
from typing import Any

from first_table import _fill, _in_own_process, _median, _reader, _site, _statements
from growth import CALLS, DEEDS, table

SIZES = (100, 10_000, 100_000)


def main() -> None:
    """Print the table, a fresh process and a fresh database for each size."""
    url = sys.argv[1] if len(sys.argv) > 1 else ""
    table(SIZES, [_in_own_process(size, url, __file__) for size in SIZES])


def one(size: int, url: str) -> dict[str, Any]:
    """Measure one size on a fresh database."""
    with tempfile.TemporaryDirectory() as folder:
        app = _site(folder, url)
        with app.app_context():
            _fill(size)
            secret, limited = _moderators()
            cases = _cases()
        paths = {
            "first view of the queue": "/desk",
            "only what readers reported": "/desk?queue=reported",
            "the page after the first": f"/desk?after={_after(app, secret)}",
            "one's own cases": "/desk?queue=mine",
            "what nobody works on below one article": "/desk?claimed=nobody&article=nowhere",
            "what one check found, of which there is none": "/desk?detector=webhook",
            "older than a week, of which there is none": "/desk?age=168",
            "past its target, in another language": "/desk?age=late&language=de",
            "a case": f"/desk/cases/{cases[0]}",
        }
        found = {name: _read(app, path, secret) for name, path in paths.items()}
        found["the queue of one section"] = _read(app, "/desk", limited)
        found["a decision"] = _decide(app, secret, cases)
        return found


def _moderators() -> list[str]:
    """Return the sign-ins of two who wrote nothing here, once everything waits.

    The second is limited to a section, to which one case in five belongs.
    """
    from sqlalchemy import text

    from discuss.accounts import actions
    from discuss.accounts.actions.commands import Visit
    from discuss.kit import clock
    from discuss.web.extensions import db
    from discuss.web.transaction import transaction

    now = clock.now()
    with transaction() as session:
        desk = [
            actions.open_account(session, name, f"{name[:2]}@example.org", "-", now)
            for name in ("Salma Idris", "Theo Brandt")
        ]
        for person in desk:
            actions.grant(session, None, person, "moderator", now)
        actions.limit(session, None, desk[1], ["Sport"], now)
        _let_all_wait(session)
        visit = Visit("Firefox on Linux", stay=True, kept={})
        secrets = [actions.sign_in(session, person, visit, now) for person in desk]
    with db.engine.connect() as connection:
        connection.execute(text("ANALYZE"))
        connection.commit()
    return secrets


def _let_all_wait(session: Any) -> None:
    """Hold every other comment, let somebody report the rest, and open a case about each."""
    from sqlalchemy import insert, select, update

    from discuss.comments.models import Comment
    from discuss.kit import clock
    from discuss.moderation.models import Case

    begin = clock.now() - timedelta(days=2)
    session.execute(update(Comment).where(Comment.id % 2 == 0).values(state="held"))
    placed = select(Comment.id, Comment.author_id, Comment.prompt_id)
    authors = session.execute(placed.order_by(Comment.id)).all()
    cases = [_waiting(*row, begin + timedelta(seconds=row[0])) for row in authors]
    session.execute(insert(Case), cases)
    _report(session, {case["id"]: case["opened_at"] for case in cases if case["id"] % 2})


def _waiting(number: int, author_id: int, prompt_id: int, opened_at: datetime) -> dict[str, Any]:
    """Return the row of a case, which has the number of its comment."""
    from discuss.moderation.rules.priority import sort_key
    from discuss.moderation.rules.reporting import Given

    is_reported = number % 2
    queue = "reported" if is_reported else "held"
    reports = [Given(0, 0, "insult", 1000)] if is_reported else []
    return {
        "id": number,
        "comment_id": number,
        "author_id": author_id,
        "prompt_id": prompt_id,
        "found": "" if is_reported else ",link,newcomer,",
        "queue": queue,
        "neg_priority": sort_key(queue, reports, opened_at),
        "report_count": is_reported,
        "section": "Sport" if number % 5 == 0 else "",
        "opened_at": opened_at,
    }


def _report(session: Any, opened: dict[int, datetime]) -> None:
    """Let the first reader report each of these comments at its moment."""
    from sqlalchemy import insert, select

    from discuss.accounts.models import Person
    from discuss.comments.models import CommentRevision
    from discuss.moderation.models import Report

    reporter_id = session.scalar(select(Person.id).order_by(Person.id).limit(1))
    revisions = session.execute(select(CommentRevision.id, CommentRevision.comment_id))
    reports = [
        {
            "case_id": comment_id,
            "revision_id": revision_id,
            "reporter_id": reporter_id,
            "reason": "insult",
            "weight": 1000,
            "reported_text": "Some words.",
            "created_at": opened[comment_id],
        }
        for revision_id, comment_id in revisions
        if comment_id in opened
    ]
    session.execute(insert(Report), reports)


def _cases() -> list[int]:
    """Return the most urgent cases of the held."""
    from sqlalchemy import select

    from discuss.moderation.models import Case
    from discuss.web.transaction import reading

    waiting = select(Case.id).where(Case.queue == "held").order_by(Case.neg_priority)
    return list(reading().scalars(waiting.limit(DEEDS)))


def _headers(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def _after(app: Any, secret: str) -> str:
    answer = app.test_client().get("/api/v1/cases", headers=_headers(secret))
    return str(answer.json["after"])


def _read(app: Any, path: str, secret: str) -> dict[str, Any]:
    view = _reader(app, path, secret)
    view()
    statements = _statements(app, view)
    return {"micros": _median(view, CALLS, time.perf_counter), "statements": statements}


def _decide(app: Any, secret: str, cases: list[int]) -> dict[str, Any]:
    """Approve one case after the other, as a moderator does."""
    client = app.test_client()
    names = ("revision_id", "state_version", "case_version", "last_report_id")
    took = []
    for number in cases:
        seen = client.get(f"/api/v1/cases/{number}", headers=_headers(secret)).json
        words = {name: seen[name] for name in names} | {"outcome": "approve"}
        path, key = f"/api/v1/cases/{number}/decisions", f"decision-{number}"
        begin = time.perf_counter()
        answer = client.post(path, json=words | {"submission_key": key}, headers=_headers(secret))
        took.append(time.perf_counter() - begin)
        assert answer.status_code == 201, answer.text
    return {"micros": statistics.median(took[5:]) * 1e6, "statements": 0}


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(one(int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "")))
    else:
        main()
