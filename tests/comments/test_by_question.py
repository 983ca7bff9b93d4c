"""Orders that go by forecasts: the strongest of each side, what both accept, and who saw it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.articles.models import Prompt
from discuss.comments import actions, queries
from discuss.comments.models import Comment, Discussion, ForecastStamp
from discuss.comments.queries import Guide
from discuss.comments.rules import Order
from discuss.comments.rules.defaults import Situation, default_order
from discuss.comments.rules.ranks import (
    band,
    in_turn,
    is_valued_by_both,
    quantised_consensus,
    side,
    spread,
    stance,
)
from discuss.kit import clock
from discuss.kit.errors import Invalid
from discuss.kit.paging import Cursor
from discuss.predictions.models import Question
from discuss.predictions.rules.lifecycle import Action
from tests.comments.test_views import Reader
from tests.makers.accounts import a_person
from tests.makers.comments import a_comment
from tests.makers.crowds import crowd
from tests.makers.predictions import a_forecast, a_ruling, an_open_question


@pytest.fixture
def question(reader: Reader) -> Question:
    return an_open_question(reader.session, reader.prompt, short_title="Green bridge")


def says(session: Session, question: Question, percent: int, reader: Reader) -> Comment:
    """Return a comment that carries a forecast."""
    author = a_person(session)
    a_forecast(session, question, author, percent, at=clock.now())
    return a_comment(session, author, reader.prompt, attach=True)


def marked(session: Session, comment: Comment, times: int) -> None:
    for _ in range(times):
        actions.react(session, actor_of(a_person(session)), comment.id, "good_point", clock.now())
    session.commit()


def read(
    session: Session, order: Order, question: Question, after: Cursor | None = None
) -> tuple[list[int], Cursor | None]:
    guide = Guide(question_id=question.id)
    page = queries.page_of_thread(session, question.prompt_id, order, after, guide)
    return [each.id for each in page.said if each.parent_id is None], page.after


@pytest.mark.parametrize(
    ("percent", "fifth", "on"),
    [
        (1, 0, "low"), (19, 0, "low"), (20, 1, "low"), (34, 1, "low"), (35, 1, ""), (40, 2, ""),
        (59, 2, ""), (60, 3, ""), (65, 3, ""), (66, 3, "high"), (80, 4, "high"), (99, 4, "high"),
    ],
)  # fmt: skip
def test_bands_are_fifths_and_sides_leave_the_middle_out(percent: int, fifth: int, on: str) -> None:
    assert band(percent / 100) == fifth
    assert side(percent / 100) == on


def test_consensus_is_the_product_over_the_groups() -> None:
    assert quantised_consensus(9, 10, 1, 4) == -277778
    assert quantised_consensus(9, 10, 2, 2) == 0, "two marks of one side say too little"
    assert is_valued_by_both(6, 10, 7, 12)
    assert not is_valued_by_both(5, 10, 12, 12), "half is not most"
    assert not is_valued_by_both(9, 9, 12, 12), "nine are too few"


def test_taking_turns_goes_on_where_a_band_has_nothing_left() -> None:
    assert in_turn([["a", "b", "c"], [], ["x"]], 10) == ["a", "x", "b", "c"]
    assert in_turn([["a", "b", "c"], [], ["x"]], 2) == ["a", "x"]


@given(st.lists(st.integers(1, 12), max_size=20))
def test_nobody_has_two_of_the_first_ten_places_while_others_wait(authors: Sequence[int]) -> None:
    places = spread(authors)
    assert sorted(places) == list(range(len(authors)))
    first = [authors[each] for each in places[:10]]
    distinct = min(10, len(set(authors)))
    assert len(set(first[:distinct])) == distinct


@pytest.mark.parametrize(
    ("about", "order"),
    [
        ({"comments": 29, "marks": 500}, Order.OLDEST),
        ({"comments": 500, "marks": 49}, Order.OLDEST),
        ({"comments": 30, "marks": 50}, Order.BEST),
        ({"comments": 30, "marks": 50, "is_answered": True, "stamped": 9}, Order.BEST),
        ({"comments": 30, "marks": 50, "is_answered": True, "stamped": 10}, Order.FORECAST),
        ({"comments": 30, "marks": 50, "stamped": 10}, Order.BEST),
        (
            {"comments": 30, "marks": 50, "is_answered": True, "is_decided": True, "stamped": 10},
            Order.SAW,
        ),
    ],
)
def test_the_default_suits_the_discussion(about: dict[str, object], order: Order) -> None:
    now = clock.now()
    assert default_order(Situation(published_at=now, now=now, **about)) is order  # type: ignore[arg-type]


def test_by_forecast_the_best_of_each_fifth_takes_its_turn(
    session: Session, reader: Reader, question: Question
) -> None:
    low, low_too, high = (says(session, question, percent, reader) for percent in (10, 12, 90))
    middle = says(session, question, 50, reader)
    without, praised = (a_comment(session, prompt=reader.prompt) for _ in range(2))
    marked(session, low_too, 1)
    marked(session, praised, 2)

    ids, _ = read(session, Order.FORECAST, question)

    with_one = [low_too.id, middle.id, high.id, low.id]
    assert ids == [*with_one, praised.id, without.id], "what carries none follows, best first"
    assert queries.recount(session) == []


def stamp(session: Session, question: Question, event_id: int, ids: Sequence[int]) -> None:
    """Let comments carry forecasts, four fifths of them low."""
    for n, each in enumerate(ids):
        comment = session.get_one(Comment, each)
        share = 0.1 if n % 5 else 0.9
        comment.has_forecast = True
        session.add(
            ForecastStamp(
                comment_id=each,
                question_id=question.id,
                event_id=event_id,
                probability=share,
                created_at=comment.created_at,
                band=band(share),
                stance=stance(share) or "",
                neg_best=comment.neg_best,
            )
        )
    session.commit()


def test_by_forecast_no_page_repeats_or_loses_a_comment(
    session: Session, question: Question, now: datetime
) -> None:
    prompt, author = session.get_one(Prompt, question.prompt_id), a_person(session)
    if session.get(Discussion, prompt.id) is None:
        session.add(Discussion(prompt_id=prompt.id))
    ids = crowd(session, prompt, author, 67, None, now=now)
    event = a_forecast(session, question, author, 50, at=clock.now())
    stamp(session, question, event.id, ids)

    met: list[int] = []
    after: Cursor | None = None
    for _ in range(9):
        some, after = read(session, Order.FORECAST, question, after)
        met.extend(some)
        if after is None:
            break
        marker = actor_of(a_person(session))
        actions.react(session, marker, met[0], "not_useful", clock.now())
        session.commit()

    assert sorted(met) == sorted(ids)


@pytest.mark.parametrize("order", [Order.FORECAST, Order.SAW])
def test_an_order_by_a_question_reads_the_whole_discussion_and_counts_what_moved(
    session: Session, question: Question, now: datetime, order: Order
) -> None:
    prompt, author = session.get_one(Prompt, question.prompt_id), a_person(session)
    if session.get(Discussion, prompt.id) is None:
        session.add(Discussion(prompt_id=prompt.id))
    ids = crowd(session, prompt, author, 67, None, now=now)
    event = a_forecast(session, question, author, 50, at=clock.now())
    stamp(session, question, event.id, ids[:27])
    for n, each in enumerate(session.scalars(select(ForecastStamp))):
        each.score = n % 4
    session.commit()
    guide, after, met, counts = Guide(question_id=question.id), None, list[int](), list[int]()
    for turn in range(9):
        page = queries.page_of_thread(session, prompt.id, order, after, guide)
        met.extend(each.id for each in page.said if each.parent_id is None)
        counts.append(page.moved)
        if (after := page.after) is None:
            break
        if turn == 0:
            last = next(each for each in reversed(ids) if each not in met)
            marked(session, session.get_one(Comment, last), 1)

    assert counts == [0, 1, 1, 1]
    assert sorted([*met, last]) == sorted(ids)


def test_a_page_by_another_question_is_refused(
    session: Session, reader: Reader, question: Question
) -> None:
    other = an_open_question(session, reader.prompt)
    place = Cursor(Order.FORECAST, (other.id, 0, *[-(10**7), 0] * 6))
    with pytest.raises(Invalid):
        read(session, Order.FORECAST, question, place)


def test_nobody_reads_by_a_forecast_before_their_own(reader: Reader, question: Question) -> None:
    me = reader.signs_in()
    says(reader.session, question, 90, reader)
    for order in ("forecast", "bridging"):
        shown = reader.client.get(f"{reader.page}?order={order}").text
        assert "Answer “Green bridge” first" in shown
        assert 'aria-current="true">Oldest' in shown
    a_forecast(reader.session, question, me, 30, at=clock.now())
    shown = reader.client.get(f"{reader.page}?order=forecast").text
    assert 'aria-current="true">By forecast' in shown
    assert "fifth of the scale in turn" in shown


def test_once_decided_who_saw_it_comes_first_and_what_came_late_has_no_score(
    session: Session, reader: Reader, question: Question
) -> None:
    wrong, right = (says(session, question, percent, reader) for percent in (20, 90))
    says(session, question, 99, reader)
    known = clock.now() - timedelta(hours=1)
    for each in (wrong, right):
        session.get_one(ForecastStamp, (each.id, question.id)).created_at = known - timedelta(1)
    late = session.scalars(select(ForecastStamp).order_by(ForecastStamp.comment_id.desc())).first()
    assert late is not None
    late.created_at = clock.now()
    session.commit()
    session.refresh(question)
    a_ruling(session, question, "yes", knowable_at=known, at=clock.now())

    ids, _ = read(session, Order.SAW, question)

    assert ids == [right.id, wrong.id, late.comment_id]
    session.refresh(question)
    a_ruling(session, question, action=Action.REOPEN, at=clock.now())
    session.expire_all()
    assert [each.score for each in session.scalars(select(ForecastStamp))] == [None] * 3
