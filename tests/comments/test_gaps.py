"""What is gone takes one line, and every address still leads to it."""

import re
from datetime import datetime

from sqlalchemy.orm import Session

from discuss.comments import actions
from discuss.comments.models import Comment
from tests.comments.test_views import Reader
from tests.makers.comments import a_comment


def remove(session: Session, comment: Comment, now: datetime, state: str = "rejected") -> None:
    actions.touch(session, comment.prompt_id)
    actions.return_to(session, comment, state, "", now)
    session.commit()


def lines(page: str) -> list[str]:
    return [
        re.sub(r"<a.*", "", re.sub(r"<span id[^>]+></span>", "", each)).strip()
        for each in re.findall(r'<p class="gone">(.*?)</p>', page, re.DOTALL)
    ]


def test_a_removed_branch_is_one_line_above_what_was_said_below_it(
    reader: Reader, now: datetime
) -> None:
    root = a_comment(reader.session, prompt=reader.prompt)
    middle = a_comment(reader.session, parent=root)
    third = a_comment(reader.session, parent=middle)
    last = a_comment(reader.session, parent=third, body="Still here.")
    for each in (root, middle, third):
        remove(reader.session, each, now)

    page = reader.client.get(reader.page).text

    assert len(lines(page)) == 1
    assert lines(page)[0].startswith("3 comments. Removed by a moderator.")
    assert "Still here." in page
    for each in (root, middle, third, last):
        assert page.count(f'id="c{each.id}"') == 1
    assert "more repl" not in page


def test_neighbours_that_are_hidden_are_one_line_and_none_counts_as_more(
    reader: Reader, now: datetime
) -> None:
    root = a_comment(reader.session, prompt=reader.prompt)
    for _ in range(2):
        remove(reader.session, a_comment(reader.session, parent=root), now, "hidden")

    page = reader.client.get(reader.page).text

    assert lines(page) == ["2 comments. Hidden while a moderator looks."]
    assert "more repl" not in page


def test_what_is_gone_for_different_reasons_says_so(reader: Reader, now: datetime) -> None:
    root = a_comment(reader.session, prompt=reader.prompt)
    middle = a_comment(reader.session, parent=root)
    a_comment(reader.session, parent=middle, body="Still here.")
    remove(reader.session, root, now)
    remove(reader.session, middle, now, "withdrawn")

    assert lines(reader.client.get(reader.page).text) == ["2 comments. Removed or withdrawn."]


def test_two_answers_to_a_gone_comment_stay_two(reader: Reader, now: datetime) -> None:
    root = a_comment(reader.session, prompt=reader.prompt)
    middle = a_comment(reader.session, parent=root)
    for _ in range(2):
        a_comment(reader.session, parent=middle, body="Still here.")
    a_comment(reader.session, parent=root, body="Still here.")
    remove(reader.session, root, now)
    remove(reader.session, middle, now)

    page = reader.client.get(reader.page).text

    assert len(lines(page)) == 2
    assert page.count("Still here.</p>") == 3


def test_programs_are_told_of_each(reader: Reader, now: datetime) -> None:
    root = a_comment(reader.session, prompt=reader.prompt)
    middle = a_comment(reader.session, parent=root)
    a_comment(reader.session, parent=middle)
    for each in (root, middle):
        remove(reader.session, each, now)

    told = reader.client.get(f"/api/v1/articles/{reader.article_id}/comments").json

    assert told is not None
    assert told["comments"][0]["replies"][0]["id"] == middle.id
