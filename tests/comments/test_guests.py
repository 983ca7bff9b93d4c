"""A stranger writes with a name and an address; the link in the mail publishes it."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from discuss.accounts import actions as accounts
from discuss.accounts.models import Person, SignIn
from discuss.comments import actions, queries
from discuss.comments.actions.commands import Post
from discuss.comments.models import Comment, GuestComment
from discuss.comments.views import guests
from discuss.kit import clock
from discuss.kit.outbox import Outgoing
from discuss.kit.passwords import hash_password
from discuss.web.extensions import limiter
from tests.comments.test_views import FRAGMENT, Reader
from tests.makers.accounts import a_person, actor_of
from tests.makers.comments import a_comment

ADA = {"name": "Ada Byron", "email": "ada@example.org"}


def asks(reader: Reader, body: str = "Relief is not pressure.", **fields: object) -> TestResponse:
    return reader.client.post(
        f"/articles/{reader.article_id}/guest-comments", data={"body": body, **ADA, **fields}
    )


def link(reader: Reader) -> str:
    """Return the address in the newest mail."""
    mail = reader.session.scalars(select(Outgoing).order_by(Outgoing.id.desc())).first()
    assert mail is not None
    found = re.search(r"/guest-comments/[\w-]+", mail.payload["text"])
    assert found
    return found[0]


def test_nothing_appears_before_the_link_is_followed(reader: Reader) -> None:
    assert 'formaction="/articles/' in reader.client.get(reader.page).text

    sent = asks(reader)

    assert "We sent a link to <b>ada@example.org</b>" in sent.text
    assert "Relief is not pressure." not in reader.client.get(reader.page).text
    assert reader.session.scalars(select(Person).where(Person.email == ADA["email"])).all() == []


def test_opening_the_link_publishes_nothing_and_pressing_the_button_does(reader: Reader) -> None:
    asks(reader)
    shown = reader.client.get(link(reader))
    assert "Relief is not pressure." in shown.text
    assert 'value="Ada Byron"' in shown.text
    assert reader.session.scalars(select(Comment)).all() == []

    done = reader.client.post(link(reader), data={"name": "Ada Byron"})

    comment = reader.session.scalars(select(Comment)).one()
    person = reader.session.get_one(Person, comment.author_id)
    assert done.headers["Location"] == f"/comments/{comment.id}#c{comment.id}"
    assert (comment.state, person.name, person.password_hash) == ("published", "Ada Byron", None)
    assert person.confirmed_at is not None
    page = reader.client.get(f"/comments/{comment.id}").text
    assert "You are signed in." in page
    assert "Relief is not pressure." in page
    assert "You have no password yet" in reader.client.get("/settings/security").text
    assert "you have none yet" in reader.client.get("/settings").text


def test_the_link_followed_again_leads_to_the_comment(reader: Reader) -> None:
    asks(reader)
    where = link(reader)
    first = reader.client.post(where, data={"name": "Ada Byron"})
    stranger = reader.client.application.test_client()
    for again in (stranger.get(where), stranger.post(where, data={"name": "X Y"})):
        assert again.headers["Location"] == first.headers["Location"]
    assert len(reader.session.scalars(select(Comment)).all()) == 1
    kept = reader.session.scalars(select(GuestComment)).one()
    assert (kept.name, kept.email, kept.source) == ("", "", "")


def test_pressed_twice_it_is_one_mail(reader: Reader) -> None:
    for _ in range(2):
        asks(reader, submission_key="once")
    assert len(reader.session.scalars(select(GuestComment)).all()) == 1
    assert len(reader.session.scalars(select(Outgoing)).all()) == 1


def test_the_mail_holds_nothing_that_was_typed(reader: Reader) -> None:
    asks(reader, "Buy cheap things", name="Visit my shop")
    text = reader.session.scalars(select(Outgoing)).one().payload["text"]
    assert "cheap" not in text
    assert "shop" not in text


def test_known_and_unknown_addresses_get_the_same_answer(reader: Reader) -> None:
    a_person(reader.session).email = "known@example.org"
    reader.session.commit()
    answers = [
        asks(reader, email=email).text.replace(email, "")
        for email in ("known@example.org", "other@example.org")
    ]
    assert answers[0] == answers[1]


def test_a_known_address_writes_as_its_account(reader: Reader) -> None:
    known = a_person(reader.session, "Cleo Hart")
    asks(reader, name="Somebody else", email=known.email)
    assert "Cleo Hart" in reader.client.get(link(reader)).text
    reader.client.post(link(reader))
    assert reader.session.scalars(select(Comment)).one().author_id == known.id
    assert known.name == "Cleo Hart"


def test_who_signed_up_with_the_address_of_another_loses_that_account(reader: Reader) -> None:
    thief = accounts.open_account(
        reader.session, "A Thief", ADA["email"], hash_password("correct horse"), clock.now()
    )
    reader.session.commit()
    asks(reader)
    reader.client.post(link(reader), data={"name": "Ada Byron"})
    reader.session.refresh(thief)
    assert (thief.name, thief.password_hash) == ("Ada Byron", None)
    signed_in = select(SignIn).where(SignIn.person_id == thief.id, SignIn.ended_at.is_(None))
    assert len(reader.session.scalars(signed_in).all()) == 1


def test_the_sites_own_people_sign_in(reader: Reader) -> None:
    moderator = a_person(reader.session, role="moderator")
    asks(reader, email=moderator.email)
    refused = reader.client.post(link(reader), data={"name": "Mod"})
    assert refused.status_code == 403
    assert "Sign in, then post." in refused.text
    assert reader.session.scalars(select(Comment)).all() == []


def test_a_name_that_is_taken_is_asked_for_anew_and_nothing_is_lost(reader: Reader) -> None:
    a_person(reader.session, "Ada Byron")
    asks(reader)
    again = reader.client.post(link(reader), data={"name": "Ada Byron"})
    assert again.status_code == 422
    assert "Somebody here has this name" in again.text
    assert "Relief is not pressure." in again.text
    assert reader.client.post(link(reader), data={"name": "Ada Lace"}).status_code == 303


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("email", "nowhere", "Enter an e-mail address like name@example.org."),
        ("name", "", "Enter the name to show with your comments"),
        ("body", "", "Write something before posting."),
    ],
)
def test_what_is_missing_gets_a_sentence_and_the_rest_stays(
    reader: Reader, field: str, typed: str, sentence: str
) -> None:
    typed_before = {"body": "Relief is not pressure.", **ADA}
    refused = asks(reader, **{**typed_before, field: typed})
    assert refused.status_code == 422
    assert sentence in refused.text
    for name, value in typed_before.items():
        assert (value in refused.text) is (name != field)


def test_an_old_link_says_so(reader: Reader) -> None:
    asks(reader)
    reader.session.scalars(select(GuestComment)).one().expires_at -= timedelta(days=4)
    reader.session.commit()
    gone = reader.client.get(link(reader))
    assert gone.status_code == 404
    assert "its three days are over" in gone.text
    asks(reader, "Another one.")
    assert len(reader.session.scalars(select(GuestComment)).all()) == 1, "old words are forgotten"


def test_an_answer_to_what_is_gone_meanwhile_keeps_the_words(reader: Reader) -> None:
    parent = a_comment(reader.session, prompt=reader.prompt)
    asks(reader, parent_id=parent.id)
    actions.touch(reader.session, parent.prompt_id)
    actions.reject(reader.session, parent, "Removed.", clock.now())
    reader.session.commit()
    refused = reader.client.post(link(reader), data={"name": "Ada Byron"})
    assert refused.status_code == 403
    assert "Relief is not pressure.</textarea>" in refused.text
    assert 'value="Ada Byron"' in refused.text
    shown = reader.client.get(link(reader)).text
    assert "The comment that you answer is not there any more." in shown
    assert "Publish it as a comment of its own" in shown
    late = asks(reader, "Again.", parent_id=parent.id)
    assert late.status_code == 403
    assert "Again." in late.text


def test_an_answer_to_what_is_gone_can_stand_at_the_top_of_the_discussion(reader: Reader) -> None:
    author = a_person(reader.session)
    parent = a_comment(reader.session, author, prompt=reader.prompt)
    asks(reader, parent_id=parent.id)
    actions.withdraw(reader.session, actor_of(author), parent.id, clock.now())
    reader.session.commit()
    done = reader.client.post(link(reader), data={"name": "Ada Byron", "alone": "1"})
    comment = reader.session.scalars(select(Comment).where(Comment.id != parent.id)).one()
    assert done.headers["Location"] == f"/comments/{comment.id}#c{comment.id}"
    assert (comment.parent_id, comment.state) == (None, "published")


def test_a_closed_discussion_refuses_and_gives_the_words_back(reader: Reader) -> None:
    a_comment(reader.session, prompt=reader.prompt)
    asks(reader, "Too *late*.")
    queries.discussion(reader.session, reader.prompt.id).closed_at = clock.now()
    reader.session.commit()
    refused = reader.client.post(link(reader), data={"name": "Ada Byron"})
    assert refused.status_code == 403
    assert "Too *late*.</textarea>" in refused.text
    assert "Publish it as a comment of its own" not in refused.text


@pytest.mark.parametrize("by_script", [False, True])
def test_a_guest_sees_how_it_will_look_and_nothing_is_kept(
    reader: Reader, *, by_script: bool
) -> None:
    assert 'name="do" value="preview"' in reader.client.get(reader.page).text
    head = {"Accept": FRAGMENT} if by_script else {}
    shown = reader.client.post(
        f"/articles/{reader.article_id}/guest-comments",
        data={"body": "This is *it*.", "do": "preview", **ADA},
        headers=head,
    )
    assert shown.status_code == 200
    assert "This is <em>it</em>." in shown.text
    assert by_script is ("<html" not in shown.text)
    assert by_script is ("This is *it*." not in shown.text)
    assert by_script is (ADA["email"] not in shown.text)
    for table in (GuestComment, Outgoing, Comment):
        assert reader.session.scalars(select(table)).all() == []


def test_previews_have_a_pace(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limiter, "enabled", True)
    limiter.reset()
    answers = [asks(reader, do="preview").status_code for _ in range(61)]
    limiter.reset()
    assert (answers[59], answers[60]) == (200, 429)


def test_a_site_without_guests_asks_to_sign_in(reader: Reader, client: FlaskClient) -> None:
    settings = client.application.config["DISCUSS"]
    client.application.config["DISCUSS"] = type(settings)(
        **{name: getattr(settings, name) for name in settings.__slots__ if name != "guests"},
        guests=False,
    )
    try:
        assert "guest-comments" not in client.get(reader.page).text
        refused = asks(reader)
    finally:
        client.application.config["DISCUSS"] = settings
    assert refused.status_code == 403
    assert "Relief is not pressure." in refused.text


def test_who_is_signed_in_posts_as_themselves(reader: Reader) -> None:
    me = reader.signs_in()
    posted = reader.sends(
        f"/articles/{reader.article_id}/guest-comments", body="Signed in elsewhere."
    )
    assert posted.status_code == 303
    assert reader.latest().author_id == me.id


@pytest.mark.parametrize("is_known", [False, True])
def test_two_presses_at_once_are_one_comment_and_the_later_signs_nobody_in(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, *, is_known: bool
) -> None:
    if is_known:
        a_person(reader.session, "Ada Byron").email = ADA["email"]
        reader.session.commit()
    asks(reader)
    at, other = link(reader), reader.client.application.test_client()
    understood, pressed = guests.posting, []

    def press_elsewhere(waiting: GuestComment) -> Post:
        command = understood(waiting)
        if not pressed:
            pressed.append(True)
            assert other.post(at, data={"name": "Ada Byron"}).status_code == 303
        return command

    monkeypatch.setattr(guests, "posting", press_elsewhere)
    done = reader.client.post(at, data={"name": "Somebody Else"})

    comment = reader.session.scalars(select(Comment)).one()
    assert done.headers["Location"] == f"/comments/{comment.id}#c{comment.id}"
    assert len(reader.session.scalars(select(SignIn)).all()) == 1
    assert reader.session.scalars(select(Person).where(Person.name == "Somebody Else")).all() == []
