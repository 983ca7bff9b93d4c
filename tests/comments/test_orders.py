"""Orders by answers, author and latest word: nothing met twice, and what moved is told."""

import random
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.accounts.models import Person
from discuss.comments import actions, queries
from discuss.comments.actions.commands import Post
from discuss.comments.queries.recount import recount
from discuss.comments.rules import Order
from discuss.kit.richtext import render
from tests.comments.test_paging import LENIENT, read_on
from tests.comments.test_views import Reader
from tests.makers.accounts import a_person
from tests.makers.comments import a_comment, a_discussion
from tests.makers.crowds import crowd, ground, same_ground

if TYPE_CHECKING:
    from discuss.kit.paging import Cursor


@pytest.mark.parametrize("order", [Order.ANSWERED, Order.UNREAD])
@LENIENT
@given(seed=st.integers(0, 2**32))
def test_nothing_is_met_twice_and_whatever_was_answered_meanwhile_is_told(
    session: Session, now: datetime, order: Order, seed: int
) -> None:
    chance = random.Random(seed)
    prompt, author = same_ground(session)
    writer = actor_of(a_person(session))
    undo = session.begin_nested()
    ids = set(crowd(session, prompt, author, 70, None, now=now))
    met: list[int] = []
    answered: set[int] = set()
    after: Cursor | None = None
    while True:
        page = queries.page_of_thread(session, prompt.id, order, after)
        met.extend(each.id for each in page.said if each.parent_id is None)
        assert page.moved == len(answered) if after else True
        after = page.after
        if after is None:
            break
        chosen = chance.choice(sorted(ids))
        answered.add(chosen)
        answer = Post(prompt.id, chosen, "So.", render("So."), f"{seed}-{chosen}", attach=False)
        actions.post(session, writer, answer, now + len(met) * timedelta(minutes=1))
        actions.react(session, writer, chance.choice(sorted(ids)), "good_point", now)
    undo.rollback()
    session.expire_all()

    assert len(met) == len(set(met))
    assert ids - answered <= set(met)


def test_marks_do_not_move_a_comment_among_the_most_answered(
    session: Session, now: datetime
) -> None:
    prompt, author = ground(session)
    ids = crowd(session, prompt, author, 30, None, now=now)
    first = queries.page_of_thread(session, prompt.id, Order.ANSWERED)
    actions.react(session, actor_of(a_person(session)), ids[3], "good_point", now)
    assert queries.page_of_thread(session, prompt.id, Order.ANSWERED, first.after).moved == 0


def test_the_sites_own_people_come_first(session: Session) -> None:
    reader = a_comment(session)
    editor = a_comment(session, a_person(session, role="editor"))
    assert read_on(session, a_discussion(session), Order.STAFF) == [editor.id, reader.id]


def test_what_grew_last_comes_first_with_its_latest_replies(session: Session) -> None:
    prompt = a_discussion(session)
    old, middle, new = (a_comment(session) for _ in range(3))
    reply = a_comment(session, parent=old)
    replies = [a_comment(session, parent=reply).id for _ in range(3)]

    page = queries.page_of_thread(session, prompt.id, Order.UNREAD)

    assert [each.id for each in page.said if each.depth == 0] == [old.id, new.id, middle.id]
    assert next(each.id for each in page.said if each.depth == 2) == replies[-1]
    assert recount(session) == []


def test_what_comes_back_leaves_its_branch_where_it_was(session: Session, now: datetime) -> None:
    prompt = a_discussion(session)
    old, new = a_comment(session), a_comment(session)
    author = actor_of(session.get_one(Person, old.author_id))
    actions.withdraw(session, author, old.id, now)
    actions.restore(session, author, old.id, now)
    assert read_on(session, prompt, Order.UNREAD) == [new.id, old.id]
    assert recount(session) == []


def test_readers_with_an_account_are_offered_what_they_have_not_read(reader: Reader) -> None:
    a_comment(reader.session, prompt=reader.prompt)
    reader.session.commit()
    assert "Unread first" not in reader.client.get(reader.page).text
    reader.signs_in()
    assert "Unread first" in reader.client.get(reader.page).text
    assert "with its latest replies" in reader.client.get(f"{reader.page}?order=unread").text
