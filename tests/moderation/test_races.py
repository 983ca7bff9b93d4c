"""Several people at once, on a running site of each database: one deed counts, each is told."""

import pytest
from sqlalchemy import func, select

from discuss.comments import queries as comments
from discuss.comments.models import Comment
from discuss.moderation.models import Case, Report
from tests.fixtures.sites import Site
from tests.makers.comments import a_comment
from tests.makers.moderation import a_held_comment
from tests.moderation.newsroom import (
    ROUNDS,
    a_visitor,
    as_seen,
    at_once,
    codes,
    fresh,
    reported,
)

pytestmark = pytest.mark.xdist_group("newsroom")


def test_a_double_click_is_one_decision(newsroom: Site) -> None:
    moderator = a_visitor(newsroom, "moderator")
    for _ in range(ROUNDS):
        with newsroom.session() as session:
            comment_id = a_held_comment(session).id
        command = as_seen(newsroom, comment_id, "approve")
        answers = at_once(*[lambda: moderator.decides(command)] * 4)  # noqa: B023
        assert codes(answers) == [201] * 4
        assert len({answer.json["id"] for answer in answers}) == 1


def test_many_first_reports_at_once_open_one_case_and_count_each_reader_once(
    newsroom: Site,
) -> None:
    readers = [a_visitor(newsroom) for _ in range(6)]
    for _ in range(ROUNDS):
        comment_id = fresh(newsroom)
        with newsroom.session() as session:
            revision_id = comments.revision(session, comment_id, 1).id
        body = {"revision_id": revision_id, "reason": "insult"}
        path = f"/comments/{comment_id}/reports"
        sent = at_once(*(lambda by=by: by.call(path, body) for by in (*readers, readers[0])))  # type: ignore[misc]  # noqa: B023
        assert codes(sent) == [*[201] * 6, 403]
        with newsroom.session() as session:
            case = session.scalars(select(Case).where(Case.comment_id == comment_id)).one()
            assert case.report_count == 6
            reports = select(func.count()).select_from(Report).where(Report.case_id == case.id)
            assert session.scalar(reports) == 6


def test_a_decision_and_the_authors_withdrawal_at_once_leave_true_counters(
    newsroom: Site,
) -> None:
    moderator = a_visitor(newsroom, "moderator")
    for _ in range(ROUNDS):
        author = a_visitor(newsroom)
        comment_id = reported(newsroom, author)
        with newsroom.session() as session:
            above = session.get_one(Comment, comment_id)
            reply_id = a_comment(session, parent=above).id
        command = as_seen(newsroom, comment_id)
        answers = at_once(
            lambda: moderator.decides(command),  # noqa: B023
            lambda: author.call(f"/comments/{comment_id}/withdrawal"),  # noqa: B023
        )
        assert all(answer.status_code < 500 for answer in answers)
        with newsroom.session() as session:
            assert session.get_one(Comment, reply_id).is_shown
            assert session.get_one(Comment, comment_id).state in {"rejected", "withdrawn"}
            assert comments.recount(session) == []
