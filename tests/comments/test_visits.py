"""Somebody comes back and finds what is new: marked, counted, linked, and never their own."""

import re
from datetime import timedelta

from sqlalchemy import select

from discuss.accounts import actions as accounts
from discuss.accounts.acting import actor_of
from discuss.accounts.models import Person
from discuss.comments import actions, queries
from discuss.comments.models import Comment, Visit
from discuss.comments.rules import ROOTS_A_PAGE
from discuss.kit import clock
from tests.comments.test_views import Reader
from tests.makers.comments import a_comment

HALF_AN_HOUR = timedelta(minutes=31)


def time_passes(reader: Reader) -> None:
    """Let the visit of everybody have begun half an hour earlier."""
    for visit in reader.session.scalars(select(Visit)):
        visit.at -= HALF_AN_HOUR
    reader.session.commit()


def marked(page: str) -> dict[int, str]:
    """Return where each new comment of a page leads on to."""
    cards = re.findall(r'<article class="c" id="c(\d+)".*?</article>', page, re.DOTALL)
    bodies = re.findall(r'<article class="c" id="c\d+".*?</article>', page, re.DOTALL)
    links = [re.search(r'class="new" href="([^"]+)"', body) for body in bodies]
    return {int(n): link[1] for n, link in zip(cards, links, strict=True) if link}


def test_nothing_is_new_on_the_first_visit(reader: Reader) -> None:
    a_comment(reader.session, prompt=reader.prompt)
    reader.signs_in()

    assert not marked(reader.client.get(reader.page).text)


def test_what_came_since_is_marked_and_each_leads_to_the_next(reader: Reader) -> None:
    old = a_comment(reader.session, prompt=reader.prompt)
    reader.signs_in()
    time_passes(reader)
    first = a_comment(reader.session, prompt=reader.prompt)
    reply = a_comment(reader.session, parent=first)

    page = reader.client.get(reader.page).text

    assert marked(page) == {first.id: f"#c{reply.id}", reply.id: "#write"}
    assert f'<a href="#c{first.id}"><b>2 new</b> since' in page
    assert old.id not in marked(page)
    assert marked(reader.client.get(reader.page).text) == marked(page), "a reload keeps the marks"


def test_the_next_visit_starts_from_this_one(reader: Reader) -> None:
    reader.signs_in()
    time_passes(reader)
    a_comment(reader.session, prompt=reader.prompt)
    assert marked(reader.client.get(reader.page).text)
    time_passes(reader)

    assert not marked(reader.client.get(reader.page).text)


def test_one_s_own_words_are_never_new(reader: Reader) -> None:
    person = reader.signs_in()
    time_passes(reader)
    a_comment(reader.session, person, prompt=reader.prompt)

    page = reader.client.get(reader.page).text

    assert not marked(page)
    assert "new</b> since" not in page


def test_words_that_were_covered_and_shown_again_are_not_new(reader: Reader) -> None:
    comment = a_comment(reader.session, prompt=reader.prompt)
    reader.signs_in()
    time_passes(reader)
    for deed in (actions.hide, actions.publish):
        actions.touch(reader.session, comment.prompt_id)
        deed(reader.session, comment, clock.now())
    reader.session.commit()

    assert not marked(reader.client.get(reader.page).text)


def test_words_that_waited_are_new_when_they_appear(reader: Reader) -> None:
    comment = a_comment(reader.session, prompt=reader.prompt)
    actions.return_to(reader.session, comment, "held", "", clock.now())
    comment.appeared_in = 0
    reader.session.commit()
    reader.signs_in()
    time_passes(reader)
    actions.touch(reader.session, comment.prompt_id)
    actions.publish(reader.session, comment, clock.now())
    reader.session.commit()

    assert list(marked(reader.client.get(reader.page).text)) == [comment.id]


def test_what_is_new_on_another_page_is_one_press_away(reader: Reader) -> None:
    reader.signs_in()
    time_passes(reader)
    root = a_comment(reader.session, prompt=reader.prompt)
    deep = root
    for _ in range(4):
        deep = a_comment(reader.session, parent=deep)
    others = select(Comment).where(Comment.id != deep.id)
    for comment in reader.session.scalars(others):
        comment.appeared_in = 1
    reader.session.get_one(Visit, (me(reader).id, reader.prompt.id)).seen_version = 1
    reader.session.commit()

    page = reader.client.get(reader.page).text

    assert f'<a href="/comments/{deep.id}#c{deep.id}"><b>1 new</b>' in page

    below = a_comment(reader.session, parent=deep)
    page = reader.client.get(reader.page).text

    assert f'<a href="{reader.page}?show=new#talk"><b>2 new</b>' in page
    shown = marked(reader.client.get(f"{reader.page}?show=new").text)
    assert shown == {deep.id: f"#c{below.id}", below.id: "#write"}


def me(reader: Reader) -> Person:
    visit = reader.session.scalars(select(Visit)).one()
    return reader.session.get_one(Person, visit.person_id)


def test_a_visit_is_written_once_in_half_an_hour(reader: Reader) -> None:
    reader.signs_in()
    began = reader.session.scalars(select(Visit)).one().at
    reader.client.get(reader.page)
    reader.session.expire_all()

    assert reader.session.scalars(select(Visit)).one().at == began


def test_strangers_leave_no_visit(reader: Reader) -> None:
    reader.client.get(reader.page)

    assert not reader.session.scalars(select(Visit)).all()


def test_a_deleted_account_takes_its_visits_along(reader: Reader) -> None:
    person = reader.signs_in()
    accounts.erase(reader.session, actor_of(person), clock.now())
    reader.session.commit()

    assert not reader.session.scalars(select(Visit)).all()
    assert queries.since(reader.session, person.id, reader.prompt.id, clock.now()).is_due


def test_the_last_new_one_of_a_page_leads_on_while_there_are_more(reader: Reader) -> None:
    for _ in range(ROOTS_A_PAGE + 2):
        a_comment(reader.session, prompt=reader.prompt)
    reader.signs_in()
    reader.client.get(reader.page)
    time_passes(reader)
    for _ in range(ROOTS_A_PAGE + 2):
        a_comment(reader.session, prompt=reader.prompt)

    page = reader.client.get(f"{reader.page}?order=newest").text

    onward = list(marked(page).values())[-1].replace("&amp;", "&")
    assert onward.startswith(f"{reader.page}?order=newest&after=")
    assert onward.endswith("#new")
    following = reader.client.get(onward.partition("#")[0]).text
    assert re.search(r'class="new" href="#c\d+" id="new"', following)
    assert list(marked(following).values())[-1] == f"{reader.page}?show=new#talk"
