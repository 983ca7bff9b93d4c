"""A reader takes one part of a discussion: by whom, with what forecast, or what is new."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from discuss.comments import actions, queries
from discuss.comments.models import Comment
from discuss.comments.queries import Narrowing
from discuss.comments.rules import ROOTS_A_PAGE, Order
from discuss.kit import clock
from discuss.predictions.models import Question
from tests.comments.test_views import Budget, Reader
from tests.comments.test_visits import time_passes
from tests.makers.accounts import a_person, actor_of
from tests.makers.comments import a_comment
from tests.makers.crowds import crowd
from tests.makers.predictions import a_forecast, an_open_question


@pytest.fixture
def question(reader: Reader) -> Question:
    return an_open_question(reader.session, reader.prompt, short_title="Green bridge")


def shown(reader: Reader, **asked: object) -> list[int]:
    """Return the comments of a page, in their order."""
    page = reader.client.get(reader.page, query_string=asked).text
    return [int(each) for each in re.findall(r'<article class="c[^"]*" id="c(\d+)"', page)]


def says(reader: Reader, question: Question, percent: int) -> Comment:
    author = a_person(reader.session)
    a_forecast(reader.session, question, author, percent, at=clock.now())
    return a_comment(reader.session, author, reader.prompt, attach=True)


def test_what_one_person_said_stands_alone_with_what_it_answers(reader: Reader) -> None:
    ada = a_person(reader.session, "Ada Byron")
    root = a_comment(reader.session, prompt=reader.prompt)
    reply = a_comment(reader.session, ada, parent=root)
    a_comment(reader.session, parent=reply)
    top = a_comment(reader.session, ada, reader.prompt)

    assert shown(reader, by=ada.handle) == [top.id, reply.id]
    assert shown(reader, by="ada byron", order="oldest") == [reply.id, top.id]
    page = reader.client.get(reader.page, query_string={"by": ada.handle}).text
    assert "<b>Comments by Ada Byron</b>" in page
    assert f'In reply to <a href="/comments/{root.id}#c{root.id}">' in page
    assert f'<a href="/comments/{reply.id}#c{reply.id}">1 reply' in page
    assert f"?by={ada.handle}#talk" in reader.client.get(reader.page).text


def test_the_sites_own_people_stand_alone(reader: Reader) -> None:
    editor = a_person(reader.session, role="editor")
    theirs = a_comment(
        reader.session, editor, parent=a_comment(reader.session, prompt=reader.prompt)
    )

    assert shown(reader, show="staff") == [theirs.id]


def test_comments_with_and_without_a_forecast(reader: Reader, question: Question) -> None:
    plain = a_comment(reader.session, prompt=reader.prompt)
    carrying = says(reader, question, 80)

    assert shown(reader, show="forecast") == [carrying.id]
    assert shown(reader, show="plain") == [plain.id]


def test_where_forecasts_stand_is_read_by_who_has_answered(
    reader: Reader, question: Question
) -> None:
    low, middle, high = (says(reader, question, percent) for percent in (34, 35, 66))
    me = reader.signs_in()
    asked = {"stance": "low", "question": question.id}
    hidden = reader.client.get(reader.page, query_string=asked).text
    assert "Answer “Green bridge” first; then you can narrow" in hidden
    assert sorted(shown(reader, **asked)) == [low.id, middle.id, high.id]
    assert "Where the comments stand" not in hidden

    a_forecast(reader.session, question, me, 50, at=clock.now())

    assert "Where the comments stand on <b>Green bridge</b>" in reader.client.get(reader.page).text
    assert shown(reader, **asked) == [low.id]
    assert shown(reader, stance="middle") == [middle.id]
    assert shown(reader, stance="high") == [high.id]
    assert queries.recount(reader.session) == []


@pytest.mark.parametrize("stance", ["low", "middle", "high"])
def test_before_that_no_byte_depends_on_where_they_stand(
    reader: Reader, question: Question, stance: str
) -> None:
    def read(**asked: object) -> str:
        page = reader.client.get(reader.page, query_string=asked).text
        return re.sub(r'name="(csrf_token|submission_key)" value="[^"]+"', "", page)

    reader.signs_in()
    says(reader, question, 20)
    before = read(stance=stance)
    reader.session.execute(update(Comment).values(moved_in=Comment.moved_in))
    stamp = "UPDATE forecast_stamp SET probability = 0.9, stance = 'high', band = 4"
    reader.session.connection().exec_driver_sql(stamp)
    reader.session.commit()
    assert read(stance=stance) == before


def test_what_is_unread_stands_together_the_oldest_first(reader: Reader) -> None:
    root = a_comment(reader.session, prompt=reader.prompt)
    reader.signs_in()
    time_passes(reader)
    reply = a_comment(reader.session, parent=root)
    top = a_comment(reader.session, prompt=reader.prompt)
    assert (
        f'<a href="{reader.page}?show=new#talk">Unread</a>' in reader.client.get(reader.page).text
    )

    assert shown(reader, show="new") == [reply.id, top.id]
    assert shown(reader, show="new") == [reply.id, top.id], "looking does not use them up"


def test_what_moved_since_a_reading_began_is_listed(reader: Reader) -> None:
    comments = [a_comment(reader.session, prompt=reader.prompt) for _ in range(ROOTS_A_PAGE + 2)]
    page = reader.client.get(reader.page, query_string={"order": "best"}).text
    onward = re.search(r'href="([^"]+after=[^"]+)#talk" data-next', page)
    assert onward
    risen = comments[-1]
    actions.react(
        reader.session, actor_of(a_person(reader.session)), risen.id, "good_point", clock.now()
    )
    reader.session.commit()

    later = reader.client.get(onward[1].replace("&amp;", "&")).text

    told = re.search(r'href="([^"]+)#talk">Show them</a>', later)
    assert told
    listed = reader.client.get(told[1].replace("&amp;", "&")).text
    assert re.findall(r'<article class="c" id="c(\d+)"', listed) == [str(risen.id)]


def test_all_that_is_asked_has_to_fit(reader: Reader, question: Question) -> None:
    editor = a_person(reader.session, "Ruth Okafor", role="editor")
    a_forecast(reader.session, question, editor, 80, at=clock.now())
    both = a_comment(reader.session, editor, reader.prompt, attach=True)
    a_comment(reader.session, editor, reader.prompt)
    says(reader, question, 80)

    assert shown(reader, show="forecast", by=editor.handle) == [both.id]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"show": "staff"}, "None of the site’s own people has answered yet."),
        ({"show": "forecast"}, "No comment carries a forecast yet."),
        ({"show": "new"}, "Nothing is new since your last visit."),
        ({"show": "forecast", "by": "Ada Byron"}, "Nothing here fits all of that."),
    ],
)
def test_where_nothing_fits_it_says_so_and_leads_back(
    reader: Reader, asked: dict[str, str], sentence: str
) -> None:
    a_comment(reader.session, a_person(reader.session, "Ada Byron"), reader.prompt)
    page = reader.client.get(reader.page, query_string=asked).text
    assert sentence in page
    assert f'<a href="{reader.page}#talk">Show the whole discussion</a>' in page


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"by": "Nobody Atall"}, 404),
        ({"by": "\x00"}, 200),
        ({"stance": "low", "question": 9}, 404),
        ({"stance": "sideways"}, 422),
        ({"show": "everything"}, 422),
        ({"show": "moved", "since": "9" * 30}, 422),
        ({"stance": "low"}, 200),
    ],
)
def test_what_is_not_there_is_refused_with_a_sentence(
    reader: Reader, asked: dict[str, object], status: int
) -> None:
    assert reader.client.get(reader.page, query_string=asked).status_code == status


def test_programs_narrow_a_discussion_down_too(reader: Reader, question: Question) -> None:
    carrying = says(reader, question, 80)
    a_comment(reader.session, prompt=reader.prompt)
    at = f"/api/v1/articles/{reader.article_id}/comments"
    found = reader.client.get(at, query_string={"show": "forecast"}).json
    assert found is not None
    assert [each["id"] for each in found["comments"]] == [carrying.id]


PARTS: list[Callable[[int], Narrowing]] = [
    lambda author: Narrowing(author_id=author),
    lambda _: Narrowing(is_staff=True),
    lambda _: Narrowing(has_forecast=False),
    lambda _: Narrowing(new_since=0),
]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("order", [Order.NEWEST, Order.OLDEST])
def test_pages_of_a_part_repeat_and_lose_nothing_in_three_statements(
    session: Session,
    reader: Reader,
    query_budget: Budget,
    part: Callable[[int], Narrowing],
    order: Order,
) -> None:
    author = a_person(session)
    made = crowd(session, reader.prompt, author, 45, None, now=clock.now())
    session.execute(update(Comment).values(neg_staff=-1, appeared_in=7))
    session.commit()
    wanted, after, met = part(author.id), None, []
    while True:
        with query_budget(3):
            page = queries.page_of_matches(session, reader.prompt.id, wanted, order, after)
        met += [each.id for each in page.said]
        after = page.after
        if after is None:
            break
    assert met == sorted(made, reverse=order is Order.NEWEST)
