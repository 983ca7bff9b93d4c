"""Editors and moderators pin and pick; a pinned comment comes first, once."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.accounts.rules import Actor
from discuss.comments import actions, queries
from discuss.comments.rules import MOST_PINS, Order
from discuss.kit.errors import Refused
from tests.comments.test_paging import read_on
from tests.makers.accounts import a_person, send, sign_in
from tests.makers.articles import NOW
from tests.makers.comments import a_comment, a_discussion
from tests.makers.crowds import crowd, ground


def an_editor(session: Session) -> Actor:
    return actor_of(a_person(session, role="editor"))


@pytest.mark.parametrize("order", [Order.BEST, Order.NEWEST, Order.OLDEST])
def test_a_pinned_comment_comes_first_and_only_once(session: Session, order: Order) -> None:
    prompt = a_discussion(session)
    ids = crowd(session, *ground(session), 45, None, now=NOW)
    pinned = ids[30]
    actions.honour(session, an_editor(session), pinned, "pin", NOW)

    met = read_on(session, prompt, order)

    assert met[0] == pinned
    assert sorted(met) == sorted(ids)


def test_a_pinned_thread_shows_its_replies(session: Session) -> None:
    root = a_comment(session)
    reply = a_comment(session, parent=root)
    actions.honour(session, an_editor(session), root.id, "pin", NOW)
    page = queries.page_of_thread(session, root.prompt_id, Order.BEST)
    assert [each.id for each in page.said] == [root.id, reply.id]


def test_a_removed_pin_stands_in_its_old_place(session: Session) -> None:
    first, root = a_comment(session), a_comment(session)
    a_comment(session, parent=root)
    actions.honour(session, an_editor(session), root.id, "pin", NOW)
    actions.reject(session, root, "Rule 2.", NOW)
    page = queries.page_of_thread(session, root.prompt_id, Order.OLDEST)
    assert [each.id for each in page.said if each.parent_id is None] == [first.id, root.id]


def test_there_are_few_pins(session: Session) -> None:
    editor, prompt = an_editor(session), a_discussion(session)
    ids = [a_comment(session, prompt=prompt).id for _ in range(MOST_PINS + 1)]
    for each in ids[:MOST_PINS]:
        actions.honour(session, editor, each, "pin", NOW)
    with pytest.raises(Refused, match="Take one down first"):
        actions.honour(session, editor, ids[-1], "pin", NOW)
    actions.dishonour(session, editor, ids[0], NOW)
    assert actions.honour(session, editor, ids[-1], "pin", NOW)


def test_replies_are_picked_and_not_pinned(session: Session) -> None:
    reply = a_comment(session, parent=a_comment(session))
    editor = an_editor(session)
    with pytest.raises(Refused, match="A reply can be picked"):
        actions.honour(session, editor, reply.id, "pin", NOW)
    actions.honour(session, editor, reply.id, "pick", NOW)
    (found,) = queries.these(session, [reply.id])
    assert found.honour == "pick"


def test_readers_honour_nothing(client: FlaskClient, session: Session) -> None:
    comment, reader = a_comment(session), a_person(session)
    with pytest.raises(Refused):
        actions.honour(session, actor_of(reader), comment.id, "pick", NOW)
    sign_in(client, reader, session)
    assert "/honour" not in client.get(f"/comments/{comment.id}").text


def test_a_moderator_picks_on_the_page(client: FlaskClient, session: Session) -> None:
    comment, moderator = a_comment(session), a_person(session, role="moderator")
    sign_in(client, moderator, session)
    page = f"/comments/{comment.id}"
    assert "Pick" in client.get(page).text
    assert send(client, f"{page}/honour", page, kind="pick").status_code == 303
    assert "Editors’ pick" in client.get(page).text
    send(client, f"{page}/honour", page, kind="none")
    assert "Editors’ pick" not in client.get(page).text


def test_a_program_pins(client: FlaskClient, session: Session) -> None:
    comment, editor = a_comment(session), a_person(session, role="editor")
    secret = sign_in(client, editor, session)
    answer = client.put(
        f"/api/v1/comments/{comment.id}/honour",
        json={"kind": "pin"},
        headers={"Authorization": f"Bearer {secret}"},
    )
    assert answer.get_json()["honour"] == "pin"
