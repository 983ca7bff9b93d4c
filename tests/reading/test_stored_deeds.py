"""What has just been done shows on the next page that a stranger is given."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from discuss.accounts.actions import erase, rename
from discuss.accounts.models import Person
from discuss.articles import actions as editing
from discuss.articles.actions.commands import EditPrompt, Revise
from discuss.articles.rules.draft import prepare
from discuss.comments import actions
from discuss.comments.actions.commands import Arrange, Edit
from discuss.kit import clock
from discuss.kit.richtext import render
from discuss.moderation.actions import impose
from discuss.moderation.actions.commands import Impose
from tests.makers.accounts import a_person, actor_of
from tests.makers.articles import EDITOR, a_text
from tests.makers.comments import a_comment
from tests.makers.moderation import a_decision, a_report
from tests.makers.predictions import a_forecast, a_question, a_ruling, an_open_question
from tests.reading.ground import Ground


def drawn(client: FlaskClient, path: str) -> str:
    """Return the page as it is drawn for somebody whose address says more."""
    return client.get(f"{path}?from=mail").text


def post(ground: Ground) -> None:
    a_comment(ground.session, prompt=ground.article.prompt, body="Another voice.")


def remove(ground: Ground) -> None:
    a_report(ground.session, ground.comment)
    a_decision(ground.session, ground.comment)


def withdraw(ground: Ground) -> None:
    actions.withdraw(ground.session, actor_of(ground.author), ground.comment.id, clock.now())


def mark(ground: Ground) -> None:
    reader = actor_of(a_person(ground.session))
    actions.react(ground.session, reader, ground.comment.id, "good_point", clock.now())


def edit(ground: Ground) -> None:
    words = "Pressure is not relief."
    command = Edit(ground.comment.id, 1, words, render(words, people={}))
    actions.edit(ground.session, actor_of(ground.author), command, clock.now())


def pin(ground: Ground) -> None:
    actions.honour(ground.session, ground.admin, ground.comment.id, "pin", clock.now())


def close(ground: Ground) -> None:
    assert ground.article.prompt
    command = Arrange(ground.article.prompt.id, False, None, 0)  # noqa: FBT003 - a command's field
    actions.arrange(ground.session, ground.admin, command, clock.now())


def revise(ground: Ground) -> None:
    draft = prepare(a_text("The bridge has no painters"))
    command = Revise(ground.article.id, draft, "Corrected.")
    editing.revise(ground.session, EDITOR, command, clock.now())


def ask_otherwise(ground: Ground) -> None:
    command = EditPrompt(ground.article.id, "Will the bridge be painted blue?")
    editing.edit_prompt(ground.session, EDITOR, command, clock.now())


def open_a_question(ground: Ground) -> None:
    an_open_question(ground.session, ground.article.prompt)


def take_another_name(ground: Ground) -> None:
    rename(ground.session, actor_of(ground.author), "Ruth Adeyemi")


def leave(ground: Ground) -> None:
    erase(ground.session, actor_of(ground.author), clock.now())


def become_a_moderator(ground: Ground) -> None:
    statement = sa.update(Person).where(Person.id == ground.author.id).values(role="moderator")
    ground.session.execute(statement)


def change_by_plain_words(ground: Ground) -> None:
    changed = sa.text("UPDATE comment_revision SET html = '<p>By hand.</p>'")
    ground.session.connection().execute(changed)


DEEDS = [
    post,
    remove,
    withdraw,
    mark,
    edit,
    pin,
    close,
    revise,
    ask_otherwise,
    open_a_question,
    take_another_name,
    leave,
    become_a_moderator,
    change_by_plain_words,
]


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
def test_the_next_stranger_sees_what_has_just_been_done(
    client: FlaskClient, ground: Ground, deed: Callable[[Ground], None]
) -> None:
    before = client.get(ground.path).text
    assert client.get(ground.path).text == before
    deed(ground)
    ground.session.commit()
    after = client.get(ground.path).text
    assert after != before
    assert after == drawn(client, ground.path)


def test_what_was_restored_is_there_again(client: FlaskClient, ground: Ground) -> None:
    remove(ground)
    assert "Relief is not pressure." not in client.get(ground.path).text
    a_decision(ground.session, ground.comment, "restore", at=clock.now())
    assert "Relief is not pressure." in client.get(ground.path).text


def test_a_ban_and_a_ruling_leave_no_old_page(client: FlaskClient, ground: Ground) -> None:
    question = a_question(ground.session, ground.article.prompt)
    client.get(ground.path)
    command = Impose(ground.author.handle, "ban", "5", "Threats.", None)
    impose(ground.session, ground.admin, command, clock.now())
    ground.session.commit()
    assert client.get(ground.path).text == drawn(client, ground.path)
    a_ruling(ground.session, question)
    assert client.get(ground.path).text == drawn(client, ground.path)


def test_a_forecast_shows_in_no_byte_of_a_strangers_answer(
    client: FlaskClient, ground: Ground
) -> None:
    question = an_open_question(ground.session, ground.article.prompt)
    before = client.get(ground.path)
    a_forecast(ground.session, question, at=clock.now())
    after = client.get(ground.path)
    assert after.data == before.data
    assert after.headers["ETag"] == before.headers["ETag"]
