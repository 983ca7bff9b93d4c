"""Several people at once, on a running site of each database: one deed counts, each is told."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

from sqlalchemy import func, select

from discuss.comments import queries as comments
from discuss.comments.models import Comment
from discuss.kit import clock
from discuss.moderation.models import Case, Decision, Report, Statement
from tests.fixtures.sites import Site
from tests.makers.accounts import a_person, sign_in
from tests.makers.comments import a_comment
from tests.makers.moderation import a_held_comment, a_report, seen

ROUNDS = int(os.environ.get("RACES", "20"))
"""How often each race is run: a hundred times and more where nobody waits for it."""


def at_once(deeds: Sequence[Callable[[], Any]]) -> list[Any]:
    """Return what each deed answers when all begin at the same moment."""
    gate = Barrier(len(deeds))

    def run(deed: Callable[[], Any]) -> Any:
        gate.wait(10)
        return deed()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def a_program(site: Site, secret: str) -> Callable[[str, dict[str, Any]], Any]:
    """Return somebody's program, which posts JSON and returns the answer."""
    headers = {"Authorization": f"Bearer {secret}"}

    def post(path: str, body: dict[str, Any]) -> Any:
        return site.app.test_client().post(path, json=body, headers=headers)

    return post


def programs(site: Site, role: str, count: int) -> list[Callable[[str, dict[str, Any]], Any]]:
    with site.session() as session:
        people = [a_person(session, role=role) for _ in range(count)]
        secrets = [sign_in(site.app.test_client(), person, session) for person in people]
    return [a_program(site, secret) for secret in secrets]


def test_of_two_moderators_at_once_one_decides_and_the_other_is_told(site: Site) -> None:
    first, second = programs(site, "moderator", 2)
    for _ in range(ROUNDS):
        with site.session() as session:
            comment = a_held_comment(session)
            commands = [seen(session, comment, outcome) for outcome in ("reject", "reject")]
            comment_id = comment.id
        bodies = [{n: getattr(c, n) for n in c.__dataclass_fields__} for c in commands]
        path = f"/api/v1/cases/{commands[0].case_id}/decisions"
        answers = at_once(
            [lambda: first(path, bodies[0]), lambda: second(path, bodies[1])]  # noqa: B023
        )
        assert sorted(answer.status_code for answer in answers) == [201, 409]
        with site.session() as session:
            made = session.scalars(
                select(Decision).where(Decision.case_id == commands[0].case_id)
            ).all()
            assert len(made) == 1
            assert session.get(Statement, made[0].id) is not None
            assert session.get_one(Comment, comment_id).state == "rejected"


def test_a_double_click_is_one_decision(site: Site) -> None:
    (moderator,) = programs(site, "moderator", 1)
    with site.session() as session:
        command = seen(session, a_held_comment(session), "approve")
    body = {name: getattr(command, name) for name in command.__dataclass_fields__}
    path = f"/api/v1/cases/{command.case_id}/decisions"
    answers = at_once([lambda: moderator(path, body)] * 4)
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json["id"] for answer in answers}) == 1


def test_many_first_reports_at_once_open_one_case_and_count_each_reader_once(site: Site) -> None:
    readers = programs(site, "reader", 6)
    with site.session() as session:
        comment = a_comment(session)
        revision_id = comments.revision(session, comment.id, 1).id
        path = f"/api/v1/comments/{comment.id}/reports"
        comment_id = comment.id
    body = {"comment_id": comment_id, "revision_id": revision_id, "reason": "insult"}
    answers = at_once([lambda r=reader: r(path, body) for reader in (*readers, readers[0])])  # type: ignore[misc]
    codes = sorted(answer.status_code for answer in answers)
    assert codes == [*[201] * 6, 403]
    with site.session() as session:
        case = session.scalars(select(Case).where(Case.comment_id == comment_id)).one()
        assert case.report_count == 6
        reports = select(func.count()).select_from(Report).where(Report.case_id == case.id)
        assert session.scalar(reports) == 6


def test_a_decision_and_the_authors_withdrawal_at_once_leave_true_counters(site: Site) -> None:
    (moderator,) = programs(site, "moderator", 1)
    for _ in range(ROUNDS):
        with site.session() as session:
            author = a_person(session)
            parent = a_comment(session)
            at = clock.now() - timedelta(minutes=1)
            comment = a_comment(session, author, parent=parent, at=at)
            a_report(session, comment)
            command = seen(session, comment, "reject")
            withdraw = a_program(site, sign_in(site.app.test_client(), author, session))
            comment_id = comment.id
        body = {name: getattr(command, name) for name in command.__dataclass_fields__}
        answers = at_once(
            [
                lambda: moderator(f"/api/v1/cases/{command.case_id}/decisions", body),  # noqa: B023
                lambda: withdraw(f"/api/v1/comments/{comment_id}/withdrawal", {}),  # noqa: B023
            ]
        )
        assert all(answer.status_code < 500 for answer in answers)
        with site.session() as session:
            assert session.get_one(Comment, comment_id).state in {"rejected", "withdrawn"}
            assert comments.recount(session) == []
