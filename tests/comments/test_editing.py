"""Words that were answered may change, and everybody can tell."""

from datetime import timedelta

from discuss.accounts.acting import actor_of
from discuss.comments import actions
from discuss.comments.actions.commands import Edit
from discuss.kit.richtext import render
from tests.comments.test_views import Reader
from tests.makers.accounts import a_person
from tests.makers.comments import a_comment


def test_an_edit_after_an_answer_says_so_and_the_answered_words_stay_readable(
    reader: Reader,
) -> None:
    ada = a_person(reader.session)
    comment = a_comment(reader.session, ada, reader.prompt, body="Green, I guess.")
    later = comment.created_at + timedelta(minutes=1)
    actions.edit(
        reader.session, actor_of(ada), Edit(comment.id, 1, "Green.", render("Green.")), later
    )
    reader.session.commit()
    assert ">edited</a>" in reader.client.get(reader.page).text
    a_comment(reader.session, parent=comment, body="Why?")
    actions.edit(
        reader.session,
        actor_of(ada),
        Edit(comment.id, 2, "Blue.", render("Blue.")),
        later + timedelta(minutes=5),
    )
    reader.session.commit()

    page = reader.client.get(reader.page).text

    assert ">edited after replies</a>" in page
    assert reader.client.get(f"/api/v1/comments/{comment.id}").json["edited_after_replies"] is True
    assert "<del>Green.</del>" in reader.client.get(f"/comments/{comment.id}/revisions").text


def test_a_new_wording_is_shown_as_it_would_look_and_nothing_is_stored(reader: Reader) -> None:
    reader.signs_in()
    reader.posts("Green, I guess.")
    comment = reader.latest()
    path = f"/comments/{comment.id}/edit"
    fields = {"body": "Green, and I *know* why.", "revision_n": 1, "do": "preview"}

    page = reader.sends(path, **fields)
    assert "<em>know</em>" in page.text
    assert ">Green, and I *know* why.</textarea>" in page.text
    assert "<em>know</em>" in reader.sends(path, script=True, **fields).text
    assert reader.latest().revision_n == 1

    del fields["do"]
    assert reader.sends(path, **fields).status_code == 303
    assert "<em>know</em>" in reader.client.get(reader.page).text
