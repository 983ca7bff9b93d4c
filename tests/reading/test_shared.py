"""Readers who have nothing of their own on a page share it, and get no page but their own."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from discuss.accounts.actions import rename, sign_out
from discuss.accounts.models import Ignoring, SignIn
from discuss.inbox.models import Notice
from discuss.kit import clock
from discuss.reading.rules.shown import NEVER_SHOWN
from discuss.web import shared
from discuss.web.respond import FRAGMENT
from tests.fixtures.databases import Budget
from tests.makers.accounts import actor_of, token_of
from tests.makers.comments import a_comment
from tests.makers.predictions import a_forecast, an_open_question
from tests.reading import test_shared_own as own
from tests.reading import test_stored_deeds as deeds
from tests.reading.ground import Ground
from tests.reading.sharers import VISIT_BEGINS, Readers
from tests.reading.test_shared_own import be_told_of_the_page, tell


def test_the_next_reader_gets_the_same_page_under_their_own_name(
    readers: Readers, query_budget: Budget
) -> None:
    before = readers.first.see(readers.path)
    with query_budget(VISIT_BEGINS):
        came = readers.next.see(readers.path)
    with query_budget(0):
        assert readers.next.see(readers.path) == came
    assert "Your account, Bo O&#39;Neil &amp; Co" in came
    assert ">BC<" in came
    assert readers.next.person.handle in came
    assert "Ada" not in came
    assert readers.first.person.handle not in came
    assert readers.next_sees_their_own() == came
    assert readers.first.see(readers.path) == before


def test_its_forms_work_for_whoever_got_it(readers: Readers) -> None:
    page = readers.next.client.get(readers.path).text
    other = readers.first.client.get(readers.path).text
    key = r'name="submission_key" value="([^"]+)"'
    assert re.findall(key, page) != re.findall(key, other)
    tokens = set(re.findall(r'name="csrf_token" value="([^"]+)"', page))
    assert len(tokens) == 1
    fields = {"body": "My own words.", "submission_key": "k", "csrf_token": tokens.pop()}
    words = f"/articles/{readers.ground.article.id}/comments"
    assert readers.first.client.post(words, data=fields).status_code == 403
    assert readers.next.client.post(words, data=fields).status_code == 303
    assert "Posted." in readers.next.see(readers.path)
    assert "My own words." in readers.next_sees_their_own()


@pytest.mark.parametrize("deed", deeds.DEEDS, ids=lambda deed: deed.__name__)
def test_the_next_reader_sees_what_has_just_been_done(
    readers: Readers, deed: Callable[[Ground], None]
) -> None:
    before = readers.next.see(readers.path)
    deed(readers.ground)
    readers.ground.session.commit()
    assert readers.next_sees_their_own() != before


def test_words_of_ones_own_that_are_not_on_the_page_leave_it_shared(
    readers: Readers, query_budget: Budget
) -> None:
    session, prompt = readers.ground.session, readers.ground.article.prompt
    for n in range(45):
        a_comment(session, prompt=prompt, body=f"The argument of the number {n}, and no other.")
    a_comment(session, readers.next.person, prompt, body="Far down in the discussion.")
    assert "Far down" not in readers.next.see(readers.path)
    with query_budget(0):
        readers.next.see(readers.path)
    readers.next_sees_their_own()


def test_notices_of_other_things_are_counted_on_the_shared_page(
    readers: Readers, query_budget: Budget
) -> None:
    readers.next.see(readers.path)
    tell(readers, "comment-900")
    tell(readers, "comment-901")
    readers.ground.session.commit()
    with query_budget(0):
        assert "Notices, 2 unread" in readers.next.see(readers.path)
    readers.next_sees_their_own()


def test_what_a_notice_tells_is_read_when_the_page_shows_it(readers: Readers) -> None:
    be_told_of_the_page(readers)
    readers.ground.session.commit()
    readers.next.see(readers.path)
    assert readers.ground.session.scalars(sa.select(Notice.read_at)).one() is not None
    assert "Notices, " not in readers.next_sees_their_own()


def test_nobody_elses_forecast_moves_a_byte_for_those_who_gave_none(readers: Readers) -> None:
    asked = an_open_question(readers.ground.session, readers.ground.article.prompt)
    before = readers.next.see(readers.path)
    for _ in range(6):
        a_forecast(readers.ground.session, asked, at=clock.now())
    assert readers.next.see(readers.path) == before == readers.next_sees_their_own()
    assert readers.first.see(readers.path).replace("Ada", "") != before


def test_what_is_new_since_a_visit_is_marked(
    readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers.next.see(readers.path)
    a_comment(readers.ground.session, prompt=readers.ground.article.prompt, body="Came later.")
    tomorrow = clock.now() + timedelta(hours=20)
    readers.ground.session.execute(
        sa.update(SignIn).values(expires_at=tomorrow + timedelta(days=9))
    )
    readers.ground.session.commit()
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    assert "1 new" in readers.next_sees_their_own()


def test_a_session_that_ended_shows_the_page_to_nobody(readers: Readers) -> None:
    assert "Your account" in readers.next.see(readers.path)
    sign_ins = sa.select(SignIn.id).where(SignIn.person_id == readers.next.person.id)
    sign_out(readers.ground.session, readers.ground.session.scalars(sign_ins).one(), clock.now())
    readers.ground.session.commit()
    assert "Your account" not in readers.next.see(readers.path)


def test_another_name_shows_at_once(readers: Readers) -> None:
    readers.next.see(readers.path)
    rename(readers.ground.session, actor_of(readers.next.person), "Bo Nakamura")
    readers.ground.session.commit()
    assert "Your account, Bo Nakamura" in readers.next_sees_their_own()


@pytest.mark.parametrize(
    "headers",
    [{"Accept": FRAGMENT}, {"Sec-Purpose": "prefetch"}, {"Authorization": "Bearer none"}],
    ids=["fragment", "ahead", "token"],
)
def test_what_asks_for_more_is_not_answered_by_the_shared_page(
    readers: Readers, headers: dict[str, str]
) -> None:
    number = readers.next.client.get(readers.path).headers["X-Request-Id"]
    assert len(number) == len("0123456789ab")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shared.Page, "filled", None)
        readers.next.client.get(readers.path, headers=headers)
        readers.next.client.head(readers.path)
        readers.next.client.get(f"{readers.path}?order=newest")
        strange = readers.next.client.get(readers.path, base_url="http://elsewhere.example")
    assert strange.status_code == 400


def test_nobody_is_asked_for_where_no_page_is_shared(
    readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(
        readers.app.extensions[shared.PAGES], "recognise", lambda *who: asked.append(who)
    )
    for path in ("/settings", "/inbox", "/forecasters", "/rules"):
        assert readers.next.client.get(path).status_code == 200
    assert asked == []
    readers.next.see(readers.path)
    assert len(asked) == 1


def test_a_theme_a_message_and_another_cookie_are_no_mix_up(readers: Readers) -> None:
    readers.next.client.set_cookie("theme", "dark")
    assert 'data-theme="dark"' in readers.next_sees_their_own()
    assert 'data-theme=""' in readers.first.see(readers.path)
    readers.next.client.set_cookie("theme", "sideways")
    assert 'data-theme=""' in readers.next_sees_their_own()
    with readers.next.client.session_transaction() as cookie:
        cookie["_flashes"] = [("message", "It is saved.")]
    assert "It is saved." in readers.next.see(readers.path)
    assert "It is saved." not in readers.next_sees_their_own()
    readers.next.client.set_cookie("discuss_guest", "whatever")
    readers.next_sees_their_own()


def test_headers_and_figures_are_those_of_a_page_of_ones_own(readers: Readers) -> None:
    came = readers.next.client.get(readers.path)
    with readers.drawn_for_each():
        drawn = readers.next.client.get(readers.path)
    differing = {"X-Request-Id", "Content-Length"}
    assert [h for h in came.headers if h[0] not in differing] == [
        h for h in drawn.headers if h[0] not in differing
    ]
    assert int(came.headers["Content-Length"]) == len(came.data)
    assert "private" in came.headers["Cache-Control"]
    assert "ETag" not in came.headers


def test_marks_of_others_leave_the_page_shared_by_who_was_here(
    readers: Readers, query_budget: Budget
) -> None:
    readers.next.see(readers.path)
    deeds.mark(readers.ground)
    readers.ground.session.commit()
    marked = readers.next_sees_their_own()
    with query_budget(0):
        assert readers.next.see(readers.path) == marked
        readers.first.see(readers.path)


def test_the_page_of_a_closed_discussion_is_shared(readers: Readers, query_budget: Budget) -> None:
    deeds.close(readers.ground)
    readers.ground.session.commit()
    readers.first.see(readers.path)
    readers.next.see(readers.path)
    with query_budget(0):
        readers.next.see(readers.path)
    assert "This discussion is closed" in readers.next_sees_their_own()


def test_whoever_stops_ignoring_somebody_meanwhile_leaves_no_page_to_others(
    readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = readers.app.extensions[shared.PAGES]
    pages.shelf.clear()
    own.read_nothing_of_somebody(readers)
    readers.ground.session.commit()
    ask = pages.recognise

    def stop(about: object, secret: str) -> object:
        if about is not None:
            readers.ground.session.execute(sa.delete(Ignoring))
            readers.ground.session.commit()
        return ask(about, secret)

    monkeypatch.setattr(pages, "recognise", stop)
    readers.next.see(readers.path)
    assert len(pages.shelf) == 0


@pytest.mark.parametrize("fault", ["who reads", "the visit"])
def test_a_fault_beside_the_page_costs_no_page(
    readers: Readers, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    pages = readers.app.extensions[shared.PAGES]
    ask = pages.recognise

    def fail(*_: object) -> None:
        raise RuntimeError(fault)

    def who(about: object, secret: str) -> object:
        reader = ask(about, secret)
        return reader and reader._replace(arrive=fail)

    monkeypatch.setattr(pages, "recognise", fail if fault == "who reads" else who)
    assert "Your account, Bo" in readers.next.see(readers.path)
    assert readers.next.client.get(readers.path).status_code == 200


def test_without_an_answer_from_the_database_pages_are_drawn(
    readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = readers.next.see(readers.path)
    monkeypatch.setattr(readers.app.extensions["discuss_versions"], "ask", lambda _: None)
    assert readers.next.see(readers.path) == before


def test_another_name_of_the_site_leaves_no_old_page(
    readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers.next.see(readers.path)
    named = replace(readers.app.config["DISCUSS"], site_name="The Bridge")
    monkeypatch.setitem(readers.app.config, "DISCUSS", named)
    assert "The Bridge" in readers.next_sees_their_own()


def test_the_page_asks_for_no_table_of_which_sharing_knows_nothing(
    readers: Readers, query_budget: Budget
) -> None:
    for kind in ("binary", "choice", "number"):
        an_open_question(readers.ground.session, readers.ground.article.prompt, kind)
    with query_budget(99) as statements:
        readers.next.see(readers.path)
    said = " ".join(statements)
    tables = {name for name in NEVER_SHOWN if f" {name} " in said or f" {name}." in said}
    assert tables == {"sign_in", "ignoring", "draft", "visit", "notice", "quiet", "watch"}


def test_a_page_for_shared_eyes_holds_no_blank_and_nobodys_token(readers: Readers) -> None:
    key = "", readers.path, ""
    page = readers.app.extensions[shared.PAGES].shelf.get(key)
    whole = b"".join(page.parts).decode()
    assert "Lovelace" not in whole
    assert readers.first.person.handle not in whole
    assert token_of(readers.first.client, readers.path) not in whole
    assert "blank-" not in readers.next.client.get(readers.path).text
