"""Comments of the last half hour get places among the best."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from discuss.comments import queries
from discuss.comments.queries import Guide
from discuss.comments.rules import Order
from tests.makers.comments import a_comment
from tests.makers.crowds import crowd, ground


def test_new_comments_get_a_place_among_the_best_once(session: Session, now: datetime) -> None:
    prompt, author = ground(session)
    crowd(session, prompt, author, 45, None, now=now)
    fresh = a_comment(session, prompt=prompt, at=now + timedelta(hours=1))
    guide = Guide(newcomers_since=now + timedelta(minutes=40))

    first = queries.page_of_thread(session, prompt.id, Order.BEST, None, guide)
    met = [each.id for each in first.said]
    after = first.after
    while after is not None:
        page = queries.page_of_thread(session, prompt.id, Order.BEST, after, guide)
        met.extend(each.id for each in page.said)
        after = page.after

    assert met.index(fresh.id) == 4
    assert first.newcomers == {fresh.id}
    assert len(met) == len(set(met)) == 46


def test_a_new_comment_gives_nobody_a_second_place_among_the_first_ten(
    session: Session, now: datetime
) -> None:
    prompt, author = ground(session)
    crowd(session, prompt, author, 45, None, now=now)
    a_comment(session, author, prompt, at=now + timedelta(hours=1))
    guide = Guide(newcomers_since=now + timedelta(minutes=40))

    first = queries.page_of_thread(session, prompt.id, Order.BEST, None, guide)

    assert first.newcomers == frozenset()


def test_each_page_by_best_keeps_a_place_in_ten_for_what_is_new(
    session: Session, now: datetime
) -> None:
    prompt, author = ground(session)
    crowd(session, prompt, author, 50, None, now=now)
    fresh = [a_comment(session, prompt=prompt, at=now + timedelta(hours=1)).id for _ in range(5)]
    guide = Guide(newcomers_since=now + timedelta(minutes=40))

    pages = []
    after = None
    while not pages or after is not None:
        page = queries.page_of_thread(session, prompt.id, Order.BEST, after, guide)
        pages.append([each.id for each in page.said])
        after = page.after
    met = [each for page in pages for each in page]

    assert [[page[place] for place in (4, 14)] for page in pages[:2]] == [
        [fresh[4], fresh[3]],
        [fresh[2], fresh[1]],
    ]
    assert len(met) == len(set(met)) == 55
