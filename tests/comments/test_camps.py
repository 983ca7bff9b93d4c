"""Editors see how the readers of a discussion divide."""

from flask.testing import FlaskClient
from sqlalchemy import insert
from sqlalchemy.orm import Session

from discuss.articles.models import Prompt
from discuss.comments.models import Comment, Reaction
from discuss.comments.queries.camps import judgements
from tests.fixtures.databases import Budget
from tests.makers.accounts import a_person, sign_in
from tests.makers.comments import START, a_comment

UP, DOWN = "good_point", "not_useful"
LEFT, RIGHT = (UP, UP, DOWN, UP), (DOWN, DOWN, UP, UP)


def mark(session: Session, comments: list[Comment], readers: int, kinds: tuple[str, ...]) -> None:
    """Let many readers mark four comments alike, stored as their marks are."""
    people = [a_person(session).id for _ in range(readers)]
    marks = [
        {"comment_id": each.id, "person_id": person, "kind": kind, "created_at": START}
        for person in people
        for each, kind in zip(comments, kinds, strict=True)
    ]
    session.execute(insert(Reaction), marks)
    for each, kind in zip(comments, kinds, strict=True):
        each.up += readers * (kind == UP)
        each.down += readers * (kind == DOWN)
    session.commit()


def four(session: Session) -> list[Comment]:
    first = a_comment(session)
    prompt = session.get_one(Prompt, first.prompt_id)
    return [first, *(a_comment(session, prompt=prompt) for _ in range(3))]


def test_an_editor_reads_who_accepts_what_and_what_all_accept(
    client: FlaskClient, session: Session
) -> None:
    comments = four(session)
    mark(session, comments, 12, LEFT)
    prompt = session.get_one(Prompt, comments[0].prompt_id)
    path = f"/articles/{prompt.article_id}/discussion"
    sign_in(client, a_person(session, role="editor"), session)
    assert f'href="{path}/camps"' in client.get(path).text
    assert "12 readers have marked comments so far" in client.get(f"{path}/camps").text
    mark(session, comments, 10, RIGHT)
    page = client.get(f"{path}/camps").text
    assert "22 readers who marked 4 comments divide into 2 camps" in page
    camps = page.split("<h2")[1:]
    assert "Camp A: 12 readers" in camps[0]
    assert f"/comments/{comments[0].id}#" in camps[0]
    assert "A: 12 of 12, B: 0 of 10" in camps[0]
    assert f"/comments/{comments[2].id}#" in camps[1]
    assert f"/comments/{comments[3].id}#" in camps[2]
    assert "A: 12 of 12, B: 10 of 10" in camps[2]
    assert "judged by 22 readers" in camps[3]


def test_who_stands_alone_is_in_no_camp_and_not_counted(
    client: FlaskClient, session: Session
) -> None:
    comments = four(session)
    prompt = session.get_one(Prompt, comments[0].prompt_id)
    comments += [a_comment(session, prompt=prompt) for _ in range(2)]
    mark(session, comments, 8, (*LEFT, UP, UP))
    mark(session, comments, 8, (*RIGHT, UP, UP))
    mark(session, comments, 1, (UP, UP, UP, UP, DOWN, DOWN))
    sign_in(client, a_person(session, role="editor"), session)
    page = client.get(f"/articles/{prompt.article_id}/discussion/camps").text
    assert "16 readers who marked 6 comments divide into 2 camps" in page
    assert "Camp C" not in page
    assert "C: " not in page


def test_nobody_divides_where_nothing_is_marked(client: FlaskClient, session: Session) -> None:
    prompt = session.get_one(Prompt, a_comment(session).prompt_id)
    sign_in(client, a_person(session, role="editor"), session)
    page = client.get(f"/articles/{prompt.article_id}/discussion/camps").text
    assert "Nobody has marked a comment yet." in page


def test_camps_cost_three_statements_and_what_is_hidden_is_not_among_them(
    session: Session, query_budget: Budget
) -> None:
    comments = four(session)
    mark(session, comments, 3, LEFT)
    comments[1].state = "withdrawn"
    session.commit()
    prompt_id = comments[0].prompt_id
    session.expire_all()
    with query_budget(3):
        found = judgements(session, prompt_id)
    assert {each.id for each in found.comments} == {comments[n].id for n in (0, 2, 3)}
    assert len(found.votes) == 3
