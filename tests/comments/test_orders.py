"""The orders by answers and by who wrote: nothing met twice, and what moved is told."""

import random
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.comments import actions, queries
from discuss.comments.actions.commands import Post
from discuss.comments.rules import Order
from discuss.kit.richtext import render
from tests.comments.test_paging import LENIENT, read_on
from tests.makers.accounts import a_person
from tests.makers.comments import a_comment, a_discussion
from tests.makers.crowds import crowd, ground, same_ground

if TYPE_CHECKING:
    from discuss.kit.paging import Cursor


@LENIENT
@given(seed=st.integers(0, 2**32))
def test_by_answers_nothing_is_met_twice_and_whatever_was_answered_meanwhile_is_told(
    session: Session, now: datetime, seed: int
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
        page = queries.page_of_thread(session, prompt.id, Order.ANSWERED, after)
        met.extend(each.id for each in page.said if each.parent_id is None)
        assert page.moved == len(answered) if after else True
        after = page.after
        if after is None:
            break
        chosen = chance.choice(sorted(ids))
        answered.add(chosen)
        answer = Post(prompt.id, chosen, "So.", render("So."), f"{seed}-{chosen}", attach=False)
        actions.post(session, writer, answer, now + len(met) * timedelta(minutes=1))
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
