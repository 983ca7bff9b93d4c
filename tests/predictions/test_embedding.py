"""Other pages show a question: the same to everybody, and no number before its time."""

import html
import re
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from discuss.kit import clock
from discuss.predictions import presenters, queries
from discuss.predictions.rules.grouping import MOST, Row
from discuss.predictions.rules.lifecycle import Reveal
from discuss.predictions.rules.wellformed import MOST_OPTIONS
from tests.makers.accounts import a_person, sign_in
from tests.makers.groups import a_group, members_of
from tests.makers.predictions import a_forecast, a_question, a_ruling, an_open_question
from tests.predictions.test_leaving_out import a_brigade, left_out

KINDS = ["", ".svg"]
SVG = "{http://www.w3.org/2000/svg}"


def words(markup: str) -> str:
    """Return what a card says, without its markup."""
    return " ".join(html.unescape(re.sub("<[^>]*>", " ", markup)).split())


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


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_left_out_of_the_crowd_is_said_as_on_the_page(
    client: FlaskClient, session: Session, kind: str
) -> None:
    question, troop = a_brigade(session)
    left_out(session, question, troop)
    a_ruling(session, question)
    face = queries.face(session, question.id, None, clock.now())
    (sentence,) = presenters.card(face).left_out
    assert sentence in words(client.get(f"/questions/{question.id}").text)
    assert sentence in words(client.get(f"/embed/questions/{question.id}{kind}").text)


def test_the_picture_breaks_what_is_left_out_into_lines(
    client: FlaskClient, session: Session
) -> None:
    question, troop = a_brigade(session)
    left_out(session, question, troop)
    a_ruling(session, question)
    picture = ET.fromstring(client.get(f"/embed/questions/{question.id}.svg").text)
    said = [each.text or "" for each in picture.iter(f"{SVG}text")]
    assert "left out of the crowd from 2 March 2026 on, under Rule 6." in " ".join(said)
    assert max(map(len, said)) <= 62


@pytest.mark.parametrize("kind", KINDS)
def test_a_choice_is_told_answer_by_answer_the_likeliest_first(
    client: FlaskClient, session: Session, kind: str
) -> None:
    question = a_question(session, kind="choice", min_show=1)
    a_forecast(session, question, shares={"a": 30, "b": 60, "other": 10})
    a_ruling(session, question, "b")
    said = words(client.get(f"/embed/questions/{question.id}{kind}").text)
    assert re.search("Blue:? 60%.* Red:? 30%.* None of these:? 10%", said)
    assert "Median of 1 reader for each answer" in said


@pytest.mark.parametrize("kind", KINDS)
def test_every_answer_of_the_longest_choice_is_told(
    client: FlaskClient, session: Session, kind: str
) -> None:
    colours = [f"Colour {n}" for n in range(1, MOST_OPTIONS)]
    options = (*colours, "None of these")
    question = a_question(session, kind="choice", min_show=1, options=options)
    a_forecast(session, question, shares=dict.fromkeys("abcdefghijk", 8) | {"other": 12})
    a_ruling(session, question, "b")
    text = client.get(f"/embed/questions/{question.id}{kind}").text
    assert all(re.search(f"{each}:? (8|12)%", words(text)) for each in options)
    if kind:
        rows = [each.text for each in ET.fromstring(text).iter(f"{SVG}text")]
        assert set(options) <= set(rows)
        assert lowest(text) < int(ET.fromstring(text).attrib["height"])


@pytest.mark.parametrize("kind", KINDS)
def test_every_question_of_the_largest_group_is_told(
    client: FlaskClient, session: Session, kind: str
) -> None:
    day = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    rows = [Row(f"Week {n}", day + timedelta(weeks=n)) for n in range(1, MOST + 1)]
    group = a_group(session, rows=rows)
    text = client.get(f"/embed/groups/{group.id}{kind}").text
    assert [n for n in range(1, MOST + 1) if f"Week {n} " not in words(text)] == []
    if kind:
        set_down = [each.text or "" for each in ET.fromstring(text).iter(f"{SVG}text")]
        assert sum(each.startswith("Week ") for each in set_down) == MOST
        assert lowest(text) < int(ET.fromstring(text).attrib["height"])


def lowest(picture: str) -> int:
    return max(int(each.attrib["y"]) for each in ET.fromstring(picture).iter(f"{SVG}text"))


def test_a_date_stands_above_whose_it_is_and_nothing_lies_upon_anything(
    client: FlaskClient, session: Session
) -> None:
    question = a_question(session, kind="date", min_show=1, title="When will " + 30 * "we " + "?")
    a_forecast(session, question, spread=["2026-04-01", "2026-05-01", "2026-12-24"])
    a_ruling(session, question, "2026-05-01")
    picture = ET.fromstring(client.get(f"/embed/questions/{question.id}.svg").text)
    lines = [(int(each.attrib["y"]), each.text or "") for each in picture.iter(f"{SVG}text")]
    assert "1 May 2026" in [text for _, text in lines]
    tops = [y for y, _ in lines]
    assert tops == sorted(set(tops))
    assert tops[-1] < int(picture.attrib["height"])


@pytest.mark.parametrize("kind", KINDS)
def test_too_few_readers_are_a_count(client: FlaskClient, session: Session, kind: str) -> None:
    question = an_open_question(session, reveal=Reveal.ALWAYS, min_show=5)
    at = f"/embed/questions/{question.id}{kind}"
    assert "Answer it, then see what other readers think" in client.get(at).text
    for percent in (60, 61, 62):
        a_forecast(session, question, percent=percent, at=clock.now())
    assert "3 readers so far, too few for a number" in client.get(at).text
    assert "61%" not in client.get(at).text


def test_the_page_says_how_another_page_shows_it_in_words_that_lead_there(
    client: FlaskClient, session: Session
) -> None:
    question = an_open_question(session, title='Will the "bridge" be <green>?')
    page = html.unescape(client.get(f"/questions/{question.id}").text)
    addresses = re.findall(r'src="http://[^/"]+(/embed/[^"]+)"', page)
    assert addresses == [f"/embed/questions/{question.id}", f"/embed/questions/{question.id}.svg"]
    assert all(client.get(each).status_code == 200 for each in addresses)
    frame = re.search(r"<iframe [^>]*>", page)
    assert frame
    assert ' title="Will the &#34;bridge&#34; be &lt;green&gt;?" ' in frame[0]


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
    for said in ("80%", "Decided: Yes", "June"):
        assert said in shown
    assert client.get(f"/embed/groups/{group.id + 9}{kind}").status_code == 404
