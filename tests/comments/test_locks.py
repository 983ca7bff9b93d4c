"""Moderators end the replies in a branch, and allow them again."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.actions import limit
from discuss.accounts.models import Person
from discuss.comments import actions, queries
from discuss.comments.actions.commands import LockBranch
from discuss.comments.models import BranchLock, Comment
from discuss.kit.audit import AuditRow
from discuss.kit.errors import Refused
from tests.makers.accounts import NOW, a_person, actor_of, sign_in
from tests.makers.comments import a_comment
from tests.makers.moderation import a_moderator
from tests.moderation.asking import post


def _lock(session: Session, comment: Comment, by: Person, *, is_locked: bool = True) -> None:
    actor = actor_of(by)
    actions.lock_branch(session, actor, LockBranch(comment.id, is_locked, "A quarrel."), NOW)
    session.commit()


def test_nobody_answers_in_a_branch_that_is_locked_and_what_stands_beside_it_goes_on(
    session: Session,
) -> None:
    root = a_comment(session)
    quarrel = a_comment(session, parent=root)
    below, beside = a_comment(session, parent=quarrel), a_comment(session, parent=root)
    moderator = a_moderator(session)
    _lock(session, quarrel, moderator)
    for parent in (quarrel, below):
        for writer in (a_person(session), moderator):
            with pytest.raises(Refused, match="ended the replies"):
                a_comment(session, writer, parent=parent)
            session.rollback()
    assert a_comment(session, parent=root).state == "published"
    assert a_comment(session, parent=beside).state == "published"
    _lock(session, quarrel, moderator, is_locked=False)
    assert a_comment(session, parent=below).state == "published"


def test_a_lock_is_kept_once_with_who_and_why_and_on_record(session: Session) -> None:
    comment, moderator = a_comment(session), a_moderator(session)
    _lock(session, comment, moderator)
    _lock(session, comment, moderator)
    kept = session.scalars(select(BranchLock)).one()
    assert (kept.moderator_id, kept.is_locked, kept.words) == (moderator.id, True, "A quarrel.")
    about = f"comment:{comment.id}"
    rows = session.scalars(select(AuditRow.deed).where(AuditRow.about == about)).all()
    assert list(rows).count("lock") == 1


def test_only_moderators_of_the_section_lock_and_not_below_their_own_words(
    session: Session,
) -> None:
    elsewhere = a_moderator(session)
    limit(session, None, elsewhere, ["Elsewhere"], NOW)
    comment = a_comment(session)
    for somebody in (a_person(session), a_person(session, role="editor"), elsewhere):
        with pytest.raises(Refused):
            _lock(session, comment, somebody)
    moderator = a_moderator(session)
    with pytest.raises(Refused, match="is yours"):
        _lock(session, a_comment(session, moderator), moderator)


def test_a_moderator_locks_and_unlocks_by_forms_and_readers_see_it(
    client: FlaskClient, session: Session
) -> None:
    comment, moderator = a_comment(session), a_moderator(session)
    sign_in(client, moderator, session)
    path = f"/comments/{comment.id}/lock"
    assert f'href="{path}"' in client.get(f"/comments/{comment.id}").text
    assert "End the replies here" in client.get(path).text
    unexplained = post(client, path, do="lock", words="")
    assert unexplained.status_code == 422
    assert "Say why" in unexplained.text
    assert post(client, path, do="lock", words="A quarrel.").status_code == 303
    history = client.get(path).text
    assert "Replies ended: A quarrel." in history
    assert "Allow replies again" in history
    sign_in(client, a_person(session), session)
    page = client.get(f"/comments/{comment.id}").text
    assert "Replies have ended" in page
    assert "Moderators have ended the replies here." in page
    assert f'href="/comments/{comment.id}/reply' not in page
    assert client.get(path).status_code == 403
    client.delete_cookie("session")
    assert f'href="/comments/{comment.id}/reply' not in client.get(f"/comments/{comment.id}").text


def test_each_lock_stands_by_itself(session: Session) -> None:
    root = a_comment(session)
    inner = a_comment(session, parent=root)
    deep, beside = a_comment(session, parent=inner), a_comment(session, parent=root)
    moderator = a_moderator(session)
    _lock(session, inner, moderator)
    _lock(session, root, moderator)
    assert queries.lock_above(session, inner) == root.id
    _lock(session, root, moderator, is_locked=False)
    assert _locked(session, root, inner, deep, beside) == [False, True, True, False]

    _lock(session, root, moderator)
    _lock(session, inner, moderator, is_locked=False)
    assert _locked(session, root, inner, deep, beside) == [True, True, True, True]
    assert not queries.has_lock(session, inner)
    _lock(session, inner, moderator)
    assert queries.has_lock(session, inner)
    _lock(session, inner, moderator, is_locked=False)
    _lock(session, root, moderator, is_locked=False)
    assert _locked(session, root, inner, deep, beside) == [False, False, False, False]


def _locked(session: Session, *comments: Comment) -> list[bool]:
    session.expire_all()
    return [comment.is_locked for comment in comments]


def test_the_page_of_a_lock_says_where_replies_have_ended_further_up(
    client: FlaskClient, session: Session
) -> None:
    root, moderator = a_comment(session), a_moderator(session)
    below = a_comment(session, parent=root)
    for comment in (root, below):
        _lock(session, comment, moderator)
    sign_in(client, moderator, session)
    path = f"/comments/{below.id}/lock"
    page = client.get(path).text
    assert f'href="/comments/{root.id}/lock"' in page
    assert "that one goes on" in page
    post(client, path, do="unlock", words="They are calm.")
    assert "still ends the replies here" in client.get(f"/comments/{below.id}").text
    assert "one set here stays" in client.get(path).text


def test_a_program_locks_and_unlocks_and_the_log_has_both_without_the_words(
    client: FlaskClient, session: Session
) -> None:
    comment, moderator = a_comment(session), a_moderator(session, "Ruth Okafor")
    headers = {"Authorization": f"Bearer {sign_in(client, moderator, session)}"}
    path = f"/api/v1/comments/{comment.id}/lock"
    for do, is_locked in (("lock", True), ("unlock", False)):
        answer = client.put(path, json={"do": do, "words": "A quarrel."}, headers=headers)
        assert answer.get_json() == {
            "comment_id": comment.id,
            "is_locked": is_locked,
            "ended_above": None,
        }
    lines = client.get("/api/v1/moderation-log").get_json()["decisions"]
    assert [(each["about"], each["outcome"], each["role"]) for each in lines] == [
        ("replies", "Replies to a comment allowed again", "Moderator"),
        ("replies", "Replies to a comment ended", "Moderator"),
    ]
    page = client.application.test_client().get("/moderation-log").text
    assert not any(private in page for private in ("A quarrel", "Ruth"))
