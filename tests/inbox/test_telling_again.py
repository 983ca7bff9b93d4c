"""What was told once keeps its moment, whatever is done to it later."""

from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from discuss.accounts import actions as accounts
from discuss.accounts.models import Person
from discuss.comments import actions as comment_actions
from discuss.comments.actions.commands import Edit
from discuss.comments.models import Comment
from discuss.comments.queries import people_called
from discuss.inbox.models import Notice
from discuss.kit.outbox import Outgoing
from discuss.kit.richtext import render
from tests.makers.accounts import a_person, actor_of, sign_in
from tests.makers.comments import START, a_comment

LATER = timedelta(minutes=3)


def reworded(session: Session, comment: Comment, author: Person, body: str) -> None:
    """Let an author edit a comment a few minutes later."""
    command = Edit(
        comment_id=comment.id,
        revision_n=comment.revision_n,
        source=body,
        rendered=render(body, people=people_called(session, body)),
    )
    comment_actions.edit(session, actor_of(author), command, comment.created_at + LATER)
    session.commit()


def notice_of(session: Session, person: Person) -> Notice:
    session.expire_all()
    return session.scalars(select(Notice).where(Notice.person_id == person.id)).one()


def test_an_edit_does_not_move_what_could_be_seen_already(session: Session) -> None:
    asker, author = a_person(session, "Ruth Okafor"), a_person(session)
    reply = a_comment(session, author, parent=a_comment(session, asker))
    first = notice_of(session, asker)
    seen_at, waiting = first.visible_at, len(session.scalars(select(Outgoing)).all())
    reworded(session, reply, author, "I agree with @Ruth Okafor on this.")
    assert notice_of(session, asker).visible_at == seen_at
    assert notice_of(session, asker).kind == "reply"
    assert len(session.scalars(select(Outgoing)).all()) == waiting


def test_who_is_called_in_an_edit_is_told_at_that_moment(session: Session) -> None:
    called, author = a_person(session, "Ruth Okafor"), a_person(session)
    comment = a_comment(session, author)
    reworded(session, comment, author, "What does @Ruth Okafor say?")
    assert notice_of(session, called).visible_at == comment.created_at + LATER


def test_what_comes_back_is_told_with_the_moment_of_its_return(session: Session) -> None:
    asker, author = a_person(session), a_person(session)
    reply = a_comment(session, author, parent=a_comment(session, asker))
    gone = reply.created_at + LATER
    comment_actions.withdraw(session, actor_of(author), reply.id, gone)
    session.commit()
    assert notice_of(session, asker).withdrawn_at == gone
    comment_actions.restore(session, actor_of(author), reply.id, gone + LATER)
    session.commit()
    assert notice_of(session, asker).withdrawn_at is None
    assert notice_of(session, asker).visible_at == gone + LATER


def test_a_mail_waits_in_the_deed_that_causes_it_and_not_before_it_counts(
    session: Session,
) -> None:
    asker = a_person(session)
    reply = a_comment(session, parent=a_comment(session, asker))
    waiting = session.scalars(select(Outgoing).where(Outgoing.kind == "notices")).one()
    assert waiting.created_at == reply.created_at
    assert waiting.due_at > reply.created_at
    a_comment(session, parent=a_comment(session, asker))
    assert len(session.scalars(select(Outgoing).where(Outgoing.kind == "notices")).all()) == 1


def test_who_is_called_no_more_after_an_edit_is_told_no_more(session: Session) -> None:
    called, author = a_person(session, "Ruth Okafor"), a_person(session)
    comment = a_comment(session, author, body="What does @Ruth Okafor say?")
    assert notice_of(session, called).withdrawn_at is None
    reworded(session, comment, author, "What does she say?")
    assert notice_of(session, called).withdrawn_at is not None
    reworded(session, comment, author, "What does @Ruth Okafor say to that?")
    assert notice_of(session, called).withdrawn_at is None


def test_the_inbox_shows_the_words_that_stand_and_the_name_of_today(
    client: FlaskClient, session: Session
) -> None:
    asker, author = a_person(session), a_person(session, "Lena Brandt")
    parent = a_comment(session, asker)
    reply = a_comment(session, author, parent=parent, body="Something I regret.")
    author.name = "Lena Braun"
    reworded(session, reply, author, "Something calmer.")
    session.execute(update(Notice).values(visible_at=START))
    secret = sign_in(client, asker, session)
    page = client.get("/inbox").text
    assert "Something calmer." in page
    assert "Lena Braun replied to you" in page
    assert "regret" not in page
    head = {"Authorization": f"Bearer {secret}"}
    (told,) = client.get("/api/v1/notices", headers=head).json["notices"]
    assert told["body"] == "Something calmer."


def test_the_inbox_shows_no_words_of_whom_the_reader_ignores(
    client: FlaskClient, session: Session
) -> None:
    asker, author = a_person(session), a_person(session)
    a_comment(session, author, parent=a_comment(session, asker), body="You again.")
    session.execute(update(Notice).values(visible_at=START))
    accounts.ignore(session, actor_of(asker), author.handle, START)
    sign_in(client, asker, session)
    page = client.get("/inbox").text
    assert "replied to you" in page
    assert "You again." not in page
