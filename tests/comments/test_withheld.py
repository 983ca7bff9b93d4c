"""Words that were held stay unread by others, however their author edits afterwards."""

from datetime import datetime

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from discuss.comments import actions, queries
from discuss.comments.actions.commands import Edit, Post
from discuss.kit.richtext import render
from tests.makers.accounts import a_person, actor_of, sign_in
from tests.makers.comments import a_discussion

LINK = "Look at https://example.org/offer now."
CLEAN = "A polite sentence."


def a_held_comment(session: Session, now: datetime):  # type: ignore[no-untyped-def]  # noqa: ANN201
    """Return a newcomer and their comment, held for its link."""
    author = a_person(session)
    prompt = a_discussion(session)
    command = Post(prompt.id, None, LINK, render(LINK), "key", attach=False)
    comment = actions.post(session, actor_of(author), command, now)
    session.commit()
    assert comment.state == "held"
    return author, comment


def test_what_was_held_and_edited_away_is_read_by_nobody_else(
    client: FlaskClient, session: Session, now: datetime
) -> None:
    author, comment = a_held_comment(session, now)
    actions.edit(session, actor_of(author), Edit(comment.id, 1, CLEAN, render(CLEAN)), now)
    session.commit()
    for path in (f"/comments/{comment.id}/revisions", f"/api/v1/comments/{comment.id}/revisions"):
        assert CLEAN in client.get(path).text
        assert "example.org" not in client.get(path).text
    sign_in(client, author, session)
    assert "example.org" in client.get(f"/comments/{comment.id}/revisions").text


def test_what_a_moderator_let_through_stays_in_the_history(session: Session, now: datetime) -> None:
    author, comment = a_held_comment(session, now)
    actions.publish(session, comment, now)
    actions.edit(session, actor_of(author), Edit(comment.id, 1, CLEAN, render(CLEAN)), now)
    assert [row.n for row in queries.revisions(session, comment.id)] == [1, 2]


def test_an_approval_that_was_undone_lets_nothing_through(session: Session, now: datetime) -> None:
    _, comment = a_held_comment(session, now)
    actions.publish(session, comment, now)
    actions.return_to(session, comment, "held", "", now)
    assert list(queries.revisions(session, comment.id)) == []
    assert len(queries.revisions(session, comment.id, withheld=True)) == 1


def test_an_old_form_with_other_words_makes_another_comment(
    session: Session, now: datetime
) -> None:
    author, prompt = a_person(session), a_discussion(session)
    first = Post(prompt.id, None, "First words.", render("First words."), "key", attach=False)
    other = Post(prompt.id, None, "Other words.", render("Other words."), "key", attach=False)
    one = actions.post(session, actor_of(author), first, now)
    again = actions.post(session, actor_of(author), first, now)
    later = now.replace(minute=now.minute + 1)
    two = actions.post(session, actor_of(author), other, later)
    assert one.id == again.id
    assert two.id != one.id
