"""Whoever still reads a page learns what came since, cheaply, and nothing they may not see."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from discuss.accounts.acting import actor_of
from discuss.accounts.models import Person
from discuss.comments import actions, queries
from discuss.comments.models import Comment
from discuss.kit import clock
from tests.comments.test_views import Reader
from tests.makers.accounts import a_person, sign_in
from tests.makers.comments import a_comment
from tests.makers.crowds import crowd

Budget = Callable[[int], AbstractContextManager[list[str]]]


def version(reader: Reader) -> int:
    reader.session.expire_all()
    return queries.discussion(reader.session, reader.prompt.id).version or 0


def news(reader: Reader, since: int, tag: str = "") -> object:
    where = f"/api/v1/articles/{reader.article_id}/news?since={since}"
    return reader.client.get(where, headers={"If-None-Match": tag} if tag else {})


def test_new_comments_replies_and_marks_are_told(reader: Reader) -> None:
    old = a_comment(reader.session, prompt=reader.prompt)
    since = version(reader)
    new = a_comment(reader.session, prompt=reader.prompt)
    for _ in range(2):
        a_comment(reader.session, parent=old)
    actions.react(
        reader.session, actor_of(a_person(reader.session)), old.id, "good_point", clock.now()
    )
    reader.session.commit()

    told = news(reader, since).json

    assert (told["new_comments"], told["new_ids"]) == (1, [new.id])
    assert told["new_replies"] == [{"parent_id": old.id, "count": 2}]
    assert {"id": old.id, "good_points": 1, "well_sourced": 0} in told["marks"]
    assert (told["comment_count"], told["version"]) == (4, version(reader))


def marks(reader: Reader, comment: Comment, *kinds: str) -> None:
    person = actor_of(a_person(reader.session))
    for kind in kinds:
        actions.react(reader.session, person, comment.id, kind, clock.now())
    reader.session.commit()


def test_marks_are_told_of_replies_too_and_of_a_second_mark_that_moves_no_rank(
    reader: Reader,
) -> None:
    top = a_comment(reader.session, prompt=reader.prompt)
    deep = a_comment(reader.session, parent=a_comment(reader.session, parent=top))
    ada = actor_of(a_person(reader.session))
    actions.react(reader.session, ada, deep.id, "good_point", clock.now())
    reader.session.commit()
    since = version(reader)

    actions.react(reader.session, ada, deep.id, "well_sourced", clock.now())
    reader.session.commit()

    told = news(reader, since).json
    assert told["marks"] == [{"id": deep.id, "good_points": 1, "well_sourced": 1}]
    assert f'data-marks="{deep.id}"' in reader.client.get(reader.page).text


def test_what_is_marked_in_private_or_not_shown_is_not_told(reader: Reader) -> None:
    seen = a_comment(reader.session, prompt=reader.prompt)
    gone = a_comment(reader.session, prompt=reader.prompt)
    since = version(reader)
    marks(reader, seen, "not_useful")
    marks(reader, gone, "good_point")
    actions.withdraw(
        reader.session,
        actor_of(reader.session.get_one(Person, gone.author_id)),
        gone.id,
        clock.now(),
    )
    reader.session.commit()
    assert news(reader, since).json["marks"] == []


def test_of_many_marked_comments_the_hundred_latest_are_told(
    reader: Reader, query_budget: Budget
) -> None:
    prompt, author = reader.prompt, a_person(reader.session)
    ids = crowd(reader.session, prompt, author, 105, None, now=clock.now())
    since, ben = version(reader), actor_of(a_person(reader.session))
    for each in ids:
        actions.react(reader.session, ben, each, "good_point", clock.now())
    reader.session.commit()
    with query_budget(4):  # the prompt, the discussion, what came, what was marked
        told = news(reader, since).json
    assert [each["id"] for each in told["marks"]] == list(reversed(ids))[:100]


def test_nothing_is_told_of_one_s_own_words_and_of_words_that_wait(reader: Reader) -> None:
    me = reader.signs_in()
    since = version(reader)
    a_comment(reader.session, me, reader.prompt)
    hidden = a_comment(reader.session, prompt=reader.prompt)
    actions.touch(reader.session, hidden.prompt_id)
    actions.hide(reader.session, hidden, clock.now())
    reader.session.commit()

    assert news(reader, since).json["new_comments"] == 0


def test_while_nothing_happens_the_answer_is_empty_and_cheap(
    reader: Reader, query_budget: Budget
) -> None:
    a_comment(reader.session, prompt=reader.prompt)
    since = version(reader)
    first = news(reader, since)
    tag = first.headers["ETag"]
    with query_budget(2):  # the prompt, the discussion
        again = news(reader, since, tag)
    assert (again.status_code, again.data) == (304, b"")
    a_comment(reader.session, prompt=reader.prompt)
    with query_budget(4):
        assert news(reader, since, tag).json["new_comments"] == 1
    assert first.headers["Cache-Control"] == again.headers["Cache-Control"]
    assert first.headers["Cache-Control"] == "public, max-age=0, s-maxage=5"
    assert first.headers["Vary"] == "Cookie"


def test_news_of_somebody_is_kept_by_no_cache_between(reader: Reader) -> None:
    sign_in(reader.client, a_person(reader.session), reader.session)
    assert news(reader, version(reader)).headers["Cache-Control"] == "private, no-cache"


def test_a_page_says_where_it_stands_unless_the_discussion_is_closed(reader: Reader) -> None:
    a_comment(reader.session, prompt=reader.prompt)
    page = reader.client.get(reader.page).text
    assert f'data-version="{version(reader)}"' in page
    queries.discussion(reader.session, reader.prompt.id).closed_at = clock.now()
    reader.session.commit()
    assert "data-live" not in reader.client.get(reader.page).text


@pytest.mark.parametrize("since", ["", "x", "-1", "99999999999"])
def test_an_odd_version_gets_a_sentence(reader: Reader, since: str) -> None:
    refused = reader.client.get(f"/api/v1/articles/{reader.article_id}/news?since={since}")
    assert refused.status_code == 422
    assert "whole number" in refused.json["detail"]
