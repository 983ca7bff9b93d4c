"""What can be read can be found, and nothing else: in every state, and after every deed."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from discuss.accounts import actions as accounts
from discuss.accounts.acting import actor_of
from discuss.accounts.models import Person
from discuss.accounts.rules import Actor
from discuss.articles import actions as articles
from discuss.articles.actions.commands import EditPrompt, Revise
from discuss.articles.rules.draft import prepare
from discuss.comments import actions as comments
from discuss.comments.actions.commands import Edit
from discuss.comments.models import Comment
from discuss.kit.richtext import render
from discuss.moderation import actions as moderation
from discuss.search import actions
from discuss.search.models import Document
from tests.makers.accounts import a_person, sign_in
from tests.makers.articles import EDITOR, a_text, an_article
from tests.makers.comments import a_comment
from tests.makers.moderation import (
    DECIDED,
    a_decision,
    a_held_comment,
    a_moderator,
    a_report,
    a_word,
)
from tests.search.asking import found, integrity, shown

WORD = "xylophone"
SAID = f"I play the {WORD}."
SOON = timedelta(seconds=5)


def by(session: Session, comment: Comment) -> Actor:
    """Return who wrote a comment."""
    return actor_of(session.get_one(Person, comment.author_id))


Deed = Callable[[Session, Comment, datetime], object]


def _hidden(session: Session, comment: Comment, now: datetime) -> None:
    comments.hide(session, comment, now)


def _rejected(session: Session, comment: Comment, now: datetime) -> None:
    comments.reject(session, comment, "insult (rule 2)", now)


def _withdrawn(session: Session, comment: Comment, now: datetime) -> None:
    comments.withdraw(session, by(session, comment), comment.id, now)


def _erased(session: Session, comment: Comment, now: datetime) -> None:
    accounts.erase(session, by(session, comment), now)


def _held_again(session: Session, comment: Comment, now: datetime) -> None:
    words = f"{SAID} https://example.org/{now.year}"
    edit = Edit(comment.id, comment.revision_n, words, render(words))
    comments.edit(session, by(session, comment), edit, comment.created_at + SOON)
    assert comment.state == "held"


def a_found_comment(session: Session) -> Comment:
    comment = a_comment(session, body=SAID)
    assert [hit.comment_id for hit in found(session, WORD)] == [comment.id]
    return comment


@pytest.mark.parametrize("deed", [_hidden, _rejected, _withdrawn, _erased, _held_again])
@pytest.mark.parametrize("answered", [True, False])
def test_what_was_taken_away_is_not_found_by_anybody(
    client: FlaskClient, session: Session, now: datetime, *, deed: Deed, answered: bool
) -> None:
    comment = a_found_comment(session)
    if answered:
        a_comment(session, parent=comment, body="Something else.")
    deed(session, comment, now)
    session.commit()
    assert found(session, WORD) == []
    integrity(session)
    sign_in(client, a_person(session, role="admin"), session)
    for order in ("relevance", "newest"):
        assert SAID not in shown(client, WORD, order=order)
    assert client.get("/api/v1/search", query_string={"q": WORD}).json["hits"] == []  # type: ignore[index]
    assert _words_of(session, comment.id) in {"", None}


def _words_of(session: Session, comment_id: int) -> str | None:
    return session.scalar(select(Document.words).where(Document.comment_id == comment_id))


def test_an_index_that_is_behind_shows_nothing_that_was_taken_away(session: Session) -> None:
    comment = a_found_comment(session)
    comment.state = "hidden"
    session.flush()
    assert found(session, WORD) == []


def test_held_words_are_found_once_a_moderator_let_them_through(session: Session) -> None:
    comment = a_held_comment(session)
    assert found(session, "figures") == []
    assert session.scalar(select(func.count()).where(Document.comment_id == comment.id)) == 0
    a_decision(session, comment, "approve")
    assert [hit.comment_id for hit in found(session, "figures")] == [comment.id]


def test_a_rejected_comment_is_found_again_when_the_decision_is_undone(session: Session) -> None:
    comment = a_found_comment(session)
    moderator = a_moderator(session)
    a_report(session, comment)
    decision = a_decision(session, comment, "reject", by=moderator)
    assert found(session, WORD) == []
    moderation.undo(session, actor_of(moderator), decision.id, DECIDED + SOON)
    session.commit()
    assert [hit.comment_id for hit in found(session, WORD)] == [comment.id]
    integrity(session)


def test_an_approval_that_is_undone_is_not_found_any_more(session: Session) -> None:
    comment = a_held_comment(session)
    moderator = a_moderator(session)
    decision = a_decision(session, comment, "approve", by=moderator)
    assert found(session, "figures")
    moderation.undo(session, actor_of(moderator), decision.id, DECIDED + SOON)
    assert found(session, "figures") == []


def test_a_covered_comment_is_found_again_when_it_is_approved(
    session: Session, now: datetime
) -> None:
    comment = a_found_comment(session)
    comments.hide(session, comment, now)
    assert found(session, WORD) == []
    comments.publish(session, comment, now)
    assert [hit.comment_id for hit in found(session, WORD)] == [comment.id]


def test_a_withdrawn_comment_comes_back_to_its_place(session: Session, now: datetime) -> None:
    first = a_found_comment(session)
    second = a_comment(session, body=SAID)
    comments.withdraw(session, by(session, first), first.id, now)
    comments.restore(session, by(session, first), first.id, now + SOON)
    session.commit()
    assert [hit.comment_id for hit in found(session, WORD)] == [second.id, first.id]


def test_after_an_edit_only_the_new_words_are_found(session: Session) -> None:
    comment = a_found_comment(session)
    edit = Edit(comment.id, 1, "I play the oboe.", render("I play the oboe."))
    comments.edit(session, by(session, comment), edit, comment.created_at + SOON)
    session.commit()
    assert found(session, WORD) == []
    assert [hit.comment_id for hit in found(session, "oboe")] == [comment.id]
    integrity(session)


def test_words_with_a_suspect_word_wait_unfound(session: Session) -> None:
    a_word(session, "xylophone")
    comment = a_comment(session, body=SAID)
    assert comment.state == "held"
    assert found(session, WORD) == []


def test_a_deed_that_is_undone_leaves_nothing_to_find(session: Session, now: datetime) -> None:
    comment = a_found_comment(session)
    with session.begin_nested() as savepoint:
        comments.hide(session, comment, now)
        savepoint.rollback()
    assert [hit.comment_id for hit in found(session, WORD)] == [comment.id]
    integrity(session)


def test_a_draft_is_found_once_it_is_public(session: Session, now: datetime) -> None:
    article = an_article(session, headline="A zeppelin over town", published=False)
    assert found(session, "zeppelin") == []
    articles.publish(session, EDITOR, article.id, now)
    assert [hit.headline for hit in found(session, "zeppelin")] == ["A zeppelin over town"]


def test_a_revised_article_is_found_by_what_it_says_now(session: Session, now: datetime) -> None:
    article = an_article(session, headline="A zeppelin over town")
    text = a_text("A balloon over town", "Will it land on the pier?")
    articles.revise(session, EDITOR, Revise(article.id, prepare(text), "It was a balloon."), now)
    assert found(session, "zeppelin") == []
    assert [hit.article_id for hit in found(session, "balloon")] == [article.id]
    assert [hit.article_id for hit in found(session, "pier")] == [article.id]
    integrity(session)


def test_an_article_is_found_by_its_text_its_boxes_and_its_question(
    session: Session, now: datetime
) -> None:
    article = an_article(session)
    articles.edit_prompt(session, EDITOR, EditPrompt(article.id, "Which hippodrome?"), now)
    session.commit()
    for typed in ("forty buckets", "ordered green paint", '"is it good paint"', "hippodrome"):
        assert [hit.article_id for hit in found(session, typed)] == [article.id], typed


def test_an_index_that_is_built_anew_is_the_same(session: Session, now: datetime) -> None:
    an_article(session, headline="A zeppelin over town")
    an_article(session, headline="A secret zeppelin", published=False)
    first, second = a_found_comment(session), a_comment(session, body=SAID)
    gone = a_comment(session, body=SAID)
    comments.hide(session, gone, now)
    before = everything(session)
    for _ in range(2):
        assert actions.rebuild(session) == len(before)
        session.commit()
        assert everything(session) == before
        integrity(session)
    assert [hit.comment_id for hit in found(session, WORD)] == [second.id, first.id]
    assert [hit.headline for hit in found(session, "zeppelin")] == ["A zeppelin over town"]
    comments.publish(session, gone, now)
    assert len(found(session, WORD)) == 3


def everything(session: Session) -> set[tuple[object, ...]]:
    """Return all that can be found, as the database holds it."""
    session.expire_all()
    of = Document
    rows = session.execute(
        select(of.article_id, of.comment_id, of.author_id, of.is_staff, of.has_forecast, of.words)
    )
    return {tuple(row) for row in rows if row.words}
