"""Words on one paragraph are lost by nobody: not by guests, not before signing in."""

from discuss.accounts import actions as accounts
from discuss.accounts.acting import actor_of
from discuss.accounts.models import Person
from discuss.kit import clock
from tests.comments.test_anchors import FIRST, PAINT, about, block, revise
from tests.comments.test_guests import asks, link
from tests.comments.test_views import FRAGMENT, Reader
from tests.makers.accounts import PASSWORD, a_person

SHEET = "The buckets are green. They stand in the yard behind the town hall, under a sheet."
ANOTHER = "Nothing was known on Friday about any of this."


def test_a_guest_answers_a_paragraph(reader: Reader) -> None:
    key = block(reader, PAINT)

    asks(reader, "Which green?", about=key)
    done = reader.client.post(link(reader), data={"name": "Ada Byron"})

    page = reader.client.get(done.headers["Location"]).text
    assert f'In reply to <a href="{reader.page}#{key}">this paragraph</a>: “{PAINT}' in page


def test_a_guests_words_outlive_their_paragraph(reader: Reader) -> None:
    asks(reader, "Which green?", about=block(reader, PAINT))
    revise(reader, SHEET, ANOTHER)

    done = reader.client.post(link(reader), data={"name": "Ada Byron"})

    page = reader.client.get(done.headers["Location"]).text
    assert "Which green?" in page
    assert "this paragraph" not in page


def test_a_guest_is_told_that_the_paragraph_is_gone(reader: Reader) -> None:
    key = block(reader, PAINT)
    revise(reader, SHEET, ANOTHER)

    answer = asks(reader, "Which green?", about=key)

    assert answer.status_code == 409
    assert "removed or rewritten" in answer.text
    assert ">Which green?</textarea>" in answer.text
    assert 'value="ada@example.org"' in answer.text


def test_words_typed_before_signing_in_wait_at_their_paragraph(reader: Reader) -> None:
    ruth = a_person(reader.session)
    place, key = f"/articles/{reader.article_id}/comments", block(reader, PAINT)
    home = f"{reader.page}?about={key}#write-{key}"

    asked = reader.client.post(place, data={"body": "Which green?", "about": key, "next": home})

    assert f'name="kept_about" value="{key}"' in asked.text
    kept = {"kept_body": "Which green?", "kept_place": place, "kept_about": key, "next": home}
    entry = {"email": ruth.email, "password": PASSWORD, **kept}
    token = asked.text.split('name="csrf_token" value="')[1].split('"')[0]
    arrived = reader.client.post("/signin", data={"csrf_token": token, **entry})
    assert arrived.location == home
    assert ">Which green?</textarea>" in reader.client.get(home).text
    assert ">Which green?</textarea>" not in reader.client.get(reader.page).text


def test_a_preview_keeps_the_paragraph(reader: Reader) -> None:
    reader.signs_in()
    key = block(reader, FIRST)

    shown = reader.posts("Forty is **a lot**.", about=key, do="preview").text

    assert "<strong>a lot</strong>" in shown
    assert f'name="about" value="{key}"' in shown
    assert f"“{FIRST}" in shown


def test_who_is_ignored_stays_folded_in_the_margin(reader: Reader) -> None:
    ruth = reader.signs_in()
    karl = about(reader, body="Karl's zebra.").author_id
    handle = reader.session.get_one(Person, karl).handle
    accounts.ignore(reader.session, actor_of(ruth), handle, clock.now())
    reader.session.commit()

    part = reader.client.get(f"{reader.page}?about={block(reader, PAINT)}", headers=FRAGMENT).text

    assert "You ignore this reader." in part
    assert "zebra" not in part
