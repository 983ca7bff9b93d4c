"""The inbox as a page and for programs, and its mails."""

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.makers.accounts import a_person, sign_in
from tests.makers.comments import a_comment


def test_the_inbox_is_for_people(client: FlaskClient) -> None:
    assert client.get("/inbox").status_code == 401


def test_a_reader_reads_notices_and_marks_them(client: FlaskClient, session: Session) -> None:
    asker = a_person(session)
    comment = a_comment(session, asker)
    reply = a_comment(session, a_person(session, "Lena Brandt"), parent=comment)
    sign_in(client, asker, session)
    page = client.get("/inbox")
    assert "Lena Brandt replied to you" in page.text
    assert f"/comments/{reply.id}#c{reply.id}" in page.text
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    assert client.post("/inbox/reading", data={"csrf_token": token}).status_code == 303
    assert "Mark as read" not in client.get("/inbox").text


def test_a_program_reads_and_marks(client: FlaskClient, session: Session) -> None:
    asker = a_person(session)
    a_comment(session, parent=a_comment(session, asker))
    headers = {"Authorization": f"Bearer {sign_in(client, asker, session)}"}
    inbox = client.get("/api/v1/notices", headers=headers).json
    assert inbox is not None
    assert (inbox["unread"], inbox["notices"][0]["kind"]) == (1, "reply")
    body = {"notice_id": inbox["notices"][0]["id"]}
    answer = client.post("/api/v1/notices/reading", json=body, headers=headers)
    assert answer.json == {"marked": 1}
