"""A page of a discussion costs the same anywhere, and turning pages loses and repeats nothing."""

import random
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.articles.models import Prompt
from discuss.comments import actions, queries
from discuss.comments.models import Comment
from discuss.comments.queries.ordering import BY_QUESTION
from discuss.comments.rules import (
    FIRST_REPLIES,
    ROOTS_A_PAGE,
    Order,
)
from discuss.kit.paging import Cursor
from tests.makers.accounts import a_person
from tests.makers.comments import a_comment
from tests.makers.crowds import crowd, ground, same_ground

Budget = Callable[[int], AbstractContextManager[list[str]]]
STORED = [order for order in Order if order not in BY_QUESTION]
LENIENT = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.mark.parametrize("order", STORED)
@pytest.mark.parametrize("size", [1, ROOTS_A_PAGE, ROOTS_A_PAGE + 1, 3 * ROOTS_A_PAGE + 7])
def test_turning_all_pages_shows_every_comment_once_in_order(
    session: Session, now: datetime, order: Order, size: int
) -> None:
    prompt, author = ground(session)
    ids = crowd(session, prompt, author, size, None, now=now)

    read = read_on(session, prompt, order)

    assert sorted(read) == sorted(ids)
    assert len(set(read)) == len(read)
    assert read == expected(session, read, order)


def read_on(
    session: Session, prompt: Prompt, order: Order, after: Cursor | None = None
) -> list[int]:
    """Return the top-level comments from `after` to the end, as they are met."""
    met: list[int] = []
    while True:
        page = queries.page_of_thread(session, prompt.id, order, after)
        met.extend(each.id for each in page.said if each.parent_id is None)
        if page.after is None:
            return met
        after = Cursor.decode(page.after.encode(), order=order, length=len(page.after.key))


def expected(session: Session, ids: list[int], order: Order) -> list[int]:
    """Return the same comments, put in order here."""
    session.expire_all()
    comments = [session.get_one(Comment, each) for each in ids]
    keys: dict[Order, Callable[[Comment], tuple[int, ...]]] = {
        Order.BEST: lambda c: (c.neg_best, c.id),
        Order.NEWEST: lambda c: (-c.id,),
        Order.OLDEST: lambda c: (c.id,),
        Order.CONTROVERSIAL: lambda c: (c.neg_controversy, c.id),
        Order.ANSWERED: lambda c: (c.neg_replies, c.id),
        Order.STAFF: lambda c: (c.neg_staff, c.neg_best, c.id),
        Order.UNREAD: lambda c: (c.neg_fresh, c.id),
        Order.BRIDGING: lambda c: (c.neg_bridging, c.neg_best, c.id),
    }
    return [c.id for c in sorted(comments, key=keys[order])]


@LENIENT
@given(
    order=st.sampled_from([Order.NEWEST, Order.OLDEST, Order.UNREAD]), seed=st.integers(0, 2**32)
)
def test_by_time_nothing_is_repeated_or_lost_while_people_post_mark_and_leave(
    session: Session, now: datetime, order: Order, seed: int
) -> None:
    chance = random.Random(seed)
    prompt, author = same_ground(session)
    undo = session.begin_nested()
    ids = set(crowd(session, prompt, author, 70, None, now=now))
    met: list[int] = []
    after: Cursor | None = None
    gone: set[int] = set()
    while True:
        page = queries.page_of_thread(session, prompt.id, order, after)
        met.extend(each.id for each in page.said)
        after = page.after
        if after is None:
            break
        for each in chance.sample(sorted(ids), 5):
            session.execute(
                update(Comment)
                .where(Comment.id == each)
                .values(neg_best=-chance.randrange(900_000))
            )
        leaving = chance.choice(sorted(ids))
        gone.add(leaving)
        session.execute(update(Comment).where(Comment.id == leaving).values(is_shown=False))
    undo.rollback()

    assert len(met) == len(set(met))
    assert ids - gone <= set(met) <= ids


@LENIENT
@given(
    order=st.sampled_from([Order.BEST, Order.CONTROVERSIAL, Order.STAFF, Order.BRIDGING]),
    seed=st.integers(0, 2**32),
)
def test_by_marks_nothing_is_met_twice_in_one_reading_and_what_moved_is_told(
    session: Session, now: datetime, order: Order, seed: int
) -> None:
    chance = random.Random(seed)
    prompt, author = same_ground(session)
    marker = actor_of(a_person(session))
    undo = session.begin_nested()
    ids = set(crowd(session, prompt, author, 70, None, now=now))
    met: list[int] = []
    moved: set[int] = set()
    after: Cursor | None = None
    told = 0
    while True:
        page = queries.page_of_thread(session, prompt.id, order, after)
        met.extend(each.id for each in page.said)
        told, after = page.moved, page.after
        assert told == len(moved)
        if after is None:
            break
        for each in chance.sample(sorted(ids), 4):
            kind = chance.choice(["good_point", "not_useful"])
            comment = session.get_one(Comment, each)
            before = stored_ranks(comment)
            actions.toggle(session, marker, each, kind, now)
            if stored_ranks(comment) != before:
                moved.add(each)
    undo.rollback()
    session.expire_all()

    assert len(met) == len(set(met))
    assert ids - moved <= set(met)


def stored_ranks(comment: Comment) -> tuple[int, ...]:
    return comment.neg_best, comment.neg_controversy, comment.neg_bridging


def test_what_is_published_while_somebody_reads_is_offered_and_not_slipped_in(
    session: Session, now: datetime
) -> None:
    prompt, author = ground(session)
    crowd(session, prompt, author, 30, None, now=now)
    first = queries.page_of_thread(session, prompt.id, Order.BEST)
    fresh = a_comment(session, prompt=prompt)

    second = queries.page_of_thread(session, prompt.id, Order.BEST, first.after)

    assert fresh.id not in {each.id for each in second.said}
    assert second.moved == 1


@pytest.mark.parametrize("order", STORED)
def test_the_first_replies_of_each_level_are_the_first_in_their_order(
    session: Session, now: datetime, order: Order
) -> None:
    prompt, author = ground(session)
    root, other = crowd(session, prompt, author, 2, None, now=now)
    below = crowd(session, prompt, author, 9, root, now=now)
    by_time = {Order.NEWEST: Order.OLDEST, Order.OLDEST: Order.OLDEST, Order.UNREAD: Order.NEWEST}
    inner = by_time.get(order, Order.BEST)

    page = queries.page_of_thread(session, prompt.id, order)

    shown = [each.id for each in page.said if each.parent_id == root]
    assert shown == expected(session, below, inner)[: FIRST_REPLIES[0]]
    assert other in {each.id for each in page.said}


@pytest.mark.parametrize("order", [Order.BEST, Order.OLDEST])
def test_more_replies_go_on_behind_the_last_one_without_repeating_it(
    session: Session, now: datetime, order: Order
) -> None:
    prompt, author = ground(session)
    (root,) = crowd(session, prompt, author, 1, None, now=now)
    below = crowd(session, prompt, author, 45, root, now=now)
    parent = session.get_one(Comment, root, populate_existing=True)

    met: list[int] = []
    after: Cursor | None = None
    while True:
        found = queries.replies(session, parent, order, after)
        met.extend(each.id for each in found.said if each.parent_id == root)
        assert found.moved == 0
        if (after := found.after) is None:
            break

    assert met == expected(session, below, order)


def test_a_reply_that_rises_while_others_are_read_is_counted_and_never_met_twice(
    session: Session, now: datetime
) -> None:
    prompt, author = ground(session)
    (root,) = crowd(session, prompt, author, 1, None, now=now)
    below = crowd(session, prompt, author, 25, root, now=now)
    parent = session.get_one(Comment, root, populate_existing=True)
    one = queries.replies(session, parent, Order.BEST)
    met = [each.id for each in one.said if each.parent_id == root]
    last = next(each for each in expected(session, below, Order.BEST) if each not in met)
    actions.react(session, actor_of(a_person(session)), last, "good_point", now)

    two = queries.replies(session, parent, Order.BEST, one.after)

    rest = [each.id for each in two.said if each.parent_id == root]
    assert (two.moved, two.after) == (1, None)
    assert sorted([*met, *rest, last]) == sorted(below)


@pytest.mark.parametrize("order", [Order.NEWEST, Order.OLDEST])
def test_what_is_pinned_or_taken_down_between_two_pages_is_met_exactly_once(
    session: Session, now: datetime, order: Order
) -> None:
    prompt, author = ground(session)
    ids = crowd(session, prompt, author, 45, None, now=now)
    editor = actor_of(a_person(session, role="editor"))
    line = ids if order is Order.OLDEST else ids[::-1]
    for number in (line[30], line[40]):
        actions.honour(session, editor, number, "pin", now)
    one = queries.page_of_thread(session, prompt.id, order)
    actions.dishonour(session, editor, line[40], now)
    actions.honour(session, editor, line[33], "pin", now)
    two = queries.page_of_thread(session, prompt.id, order, one.after)
    three = queries.page_of_thread(session, prompt.id, order, two.after)

    met = [each.id for page in (one, two, three) for each in page.said]
    assert sorted(met) == sorted(ids)
    assert three.after is None


@pytest.mark.parametrize("size", [30, 3_000])
def test_a_page_takes_five_statements_at_any_size(
    session: Session, now: datetime, query_budget: Budget, size: int
) -> None:
    prompt, author = ground(session)
    ids = crowd(session, prompt, author, size, None, now=now)
    for root in ids[:5]:
        for reply in crowd(session, prompt, author, 3, root, now=now)[:1]:
            crowd(session, prompt, author, 2, reply, now=now)
    crowd(session, prompt, author, size, ids[-1], now=now)
    session.expunge_all()

    # Top level, three levels of first replies, and the discussion itself.
    with query_budget(5):
        page = queries.page_of_thread(session, prompt.id, Order.OLDEST)

    assert len(page.said) > ROOTS_A_PAGE


def test_removed_and_waiting_comments_take_no_place(session: Session) -> None:
    there = a_comment(session)
    waiting = a_comment(session)
    waiting.state, waiting.is_shown = "held", False
    session.flush()

    page = queries.page_of_thread(session, there.prompt_id, Order.OLDEST)

    assert [each.id for each in page.said] == [there.id]
