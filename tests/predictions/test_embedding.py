"""Other pages show a question: the same to everybody, and no number before its time."""

from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from discuss.kit import clock
from discuss.predictions.rules.lifecycle import Reveal
from tests.makers.accounts import a_person, sign_in
from tests.makers.groups import a_group, members_of
from tests.makers.predictions import a_forecast, a_ruling, an_open_question

KINDS = ["", ".svg"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_card_is_framed_by_any_site_and_kept_for_a_minute(
    client: FlaskClient, session: Session, kind: str
) -> None:
    question = an_open_question(session, title="Will the <b>bridge</b> be green?")
    answer = client.get(f"/embed/questions/{question.id}{kind}")
    assert answer.status_code == 200
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert "Set-Cookie" not in answer.headers
    assert "&lt;b&gt;bridge" in answer.text
    assert "<script" not in answer.text
    again = client.get(
        f"/embed/questions/{question.id}{kind}", headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize("kind", KINDS)
def test_no_byte_depends_on_others_or_on_who_asks_before_the_time(
    client: FlaskClient, session: Session, kind: str
) -> None:
    question = an_open_question(session, min_show=1)
    at = f"/embed/questions/{question.id}{kind}"
    before = client.get(at)
    me = a_person(session)
    a_forecast(session, question, me, 80, at=clock.now())
    sign_in(client, me, session)
    after = client.get(at)
    assert (after.data, after.headers["ETag"]) == (before.data, before.headers["ETag"])


def test_where_the_crowd_is_always_shown_the_card_shows_it(
    client: FlaskClient, session: Session
) -> None:
    question = an_open_question(session, reveal=Reveal.ALWAYS, min_show=2)
    for percent in (60, 70):
        a_forecast(session, question, percent=percent, at=clock.now())
    assert "65%" in client.get(f"/embed/questions/{question.id}").text
    picture = client.get(f"/embed/questions/{question.id}.svg").text
    assert "Median of 2 readers" in "".join(ET.fromstring(picture).itertext())


def test_a_draft_has_no_card(client: FlaskClient, session: Session) -> None:
    question = an_open_question(session, published=False)
    assert client.get(f"/embed/questions/{question.id}").status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_a_group_has_a_card_that_tells_nothing_before_its_time(
    client: FlaskClient, session: Session, kind: str
) -> None:
    group = a_group(session)
    at = f"/embed/groups/{group.id}"
    before = client.get(f"{at}{kind}")
    assert "frame-ancestors *" in before.headers["Content-Security-Policy"]
    assert "When will the bridge be green?" in before.text
    assert "Answer them, then see what other readers think" in before.text
    march, *_ = members_of(session, group)
    a_forecast(session, march, percent=80, at=clock.now())
    after = client.get(f"{at}{kind}", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 304
    a_ruling(session, march, at=clock.now())
    shown = client.get(f"{at}{kind}").text
    for words in ("80%", "Decided: Yes", "June"):
        assert words in shown
    assert client.get(f"/embed/groups/{group.id + 9}{kind}").status_code == 404
