"""A case says the latest reports in words, and leads to all of them."""

import re

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from discuss.accounts.actions import limit
from discuss.moderation.queries.reported import A_PAGE, ON_CASE
from tests.makers.accounts import sign_in
from tests.makers.comments import a_comment
from tests.makers.moderation import DECIDED, a_moderator, a_notice, a_report, case_of


def test_a_case_with_few_reports_has_no_page_of_older_ones(
    client: FlaskClient, session: Session
) -> None:
    comment = a_comment(session)
    for n in range(ON_CASE):
        a_report(session, comment, note=f"Reason number {n}.")
    sign_in(client, a_moderator(session), session)
    assert "All reports" not in client.get(f"/desk/cases/{case_of(session, comment).id}").text


def test_older_reports_stand_page_by_page_and_a_notice_is_never_among_what_is_left_out(
    client: FlaskClient, session: Session
) -> None:
    comment, moderator = a_comment(session), a_moderator(session)
    a_notice(session, comment)
    for n in range(A_PAGE):
        a_report(session, comment, note=f"Reason number {n}.")
    sign_in(client, moderator, session)
    desk = f"/desk/cases/{case_of(session, comment).id}"
    page = client.get(desk).text
    assert "Legal notice" in page
    assert "Reason number 5." not in page
    found = re.search(rf'href="({desk}/reports)"', page)
    assert found
    first = client.get(found[1]).text
    onward = re.search(r'href="([^"]+after=[^"]+)"', first)
    assert onward
    rest = client.get(onward[1]).text
    both = first + rest
    assert [both.count(f"Reason number {n}.") for n in range(A_PAGE)] == [1] * A_PAGE
    assert "Legal notice" in rest


def test_a_program_lists_all_reports_and_who_moderates_elsewhere_finds_none(
    client: FlaskClient, session: Session
) -> None:
    comment, moderator = a_comment(session), a_moderator(session)
    for n in range(3):
        a_report(session, comment, note=f"Reason number {n}.")
    path = f"/api/v1/cases/{case_of(session, comment).id}/reports"
    headers = {"Authorization": f"Bearer {sign_in(client, moderator, session)}"}
    found = client.get(path, headers=headers).get_json()
    assert [each["note"] for each in found["reports"]] == [f"Reason number {n}." for n in (2, 1, 0)]
    assert found["after"] is None
    assert "reporter" not in str(found)
    limit(session, None, moderator, ["Elsewhere"], DECIDED)
    session.commit()
    assert client.get(path, headers=headers).status_code == 404
    assert client.get(path.replace("/api/v1", "/desk")).status_code == 404
