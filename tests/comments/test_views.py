"""A reader's doors to the discussion, as a browser without scripts uses them."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from discuss.accounts.models import Person
from discuss.comments import actions, queries
from discuss.comments.models import Comment
from discuss.comments.rules import Order
from discuss.kit import clock
from tests.makers.accounts import PASSWORD, a_person, actor_of, sign_in
from tests.makers.articles import an_article
from tests.makers.comments import a_comment

Budget = Callable[[int], AbstractContextManager[list[str]]]
FRAGMENT = {"Accept": "text/vnd.discuss.fragment+html"}


class Reader:
    """Somebody at a browser, with the page's token in hand."""

    def __init__(self, client: FlaskClient, session: Session) -> None:
        self.client, self.session = client, session
        article = an_article(session)
        assert article.prompt is not None
        self.article_id, self.prompt = article.id, article.prompt
        self.page = f"/articles/{article.slug}"
        self.token = ""

    def signs_in(self, *, confirmed: bool = True) -> Person:
        person = a_person(self.session, confirmed=confirmed)
        sign_in(self.client, person, self.session)
        self.token = token_in(self.client.get(self.page))
        return person

    def signs_in_again(self, person: Person) -> None:
        sign_in(self.client, person, self.session)
        self.token = token_in(self.client.get(self.page))

    def sends(self, to: str, script: bool = False, **fields: object) -> TestResponse:  # noqa: FBT001, FBT002
        sent = {"csrf_token": self.token, **fields}
        return self.client.post(to, data=sent, headers=FRAGMENT if script else {})

    def posts(self, body: str = "So it is.", **fields: object) -> TestResponse:
        return self.sends(f"/articles/{self.article_id}/comments", body=body, **fields)

    def latest(self) -> Comment:
        self.session.expire_all()
        newest = queries.latest(self.session, self.prompt.id, 1)[0]
        return self.session.get_one(Comment, newest.id)


def token_in(response: TestResponse) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', response.text)
    return unescape(found[1]) if found else ""


def test_a_posted_comment_stands_in_the_discussion(reader: Reader) -> None:
    reader.signs_in()

    answer = reader.posts("Here is a **source**.")

    assert answer.status_code == 303
    assert answer.location == f"/comments/{reader.latest().id}#c{reader.latest().id}"
    assert "<strong>source</strong>" in reader.client.get(reader.page).text


def test_a_script_gets_the_new_comment_alone(reader: Reader) -> None:
    reader.signs_in()

    answer = reader.sends(
        f"/articles/{reader.article_id}/comments", script=True, body="So.", submission_key="k"
    )

    assert answer.status_code == 201
    assert answer.text.strip().startswith("<li>")
    assert "<html" not in answer.text


def test_pressing_twice_makes_one_comment_and_the_same_answer(reader: Reader) -> None:
    reader.signs_in()

    first, again = (reader.posts(submission_key="pressed") for _ in range(2))

    assert first.location == again.location
    assert queries.discussion(reader.session, reader.prompt.id).comment_count == 1


def test_an_empty_comment_comes_back_with_a_sentence(reader: Reader) -> None:
    reader.signs_in()

    answer = reader.posts("   ", submission_key="kept")

    assert answer.status_code == 422
    assert "Write something before posting." in answer.text
    assert 'value="kept"' in answer.text


@pytest.mark.parametrize("body", ["word " * 1300, "<b>" + "x" * 6000])
def test_too_long_a_comment_comes_back_whole(reader: Reader, body: str) -> None:
    reader.signs_in()

    answer = reader.posts(body)

    assert answer.status_code == 422
    assert "at most 6000 characters" in answer.text
    typed = re.search(r"<textarea[^>]*>(.*?)</textarea>", answer.text, re.DOTALL)
    assert typed is not None
    assert unescape(typed[1]).strip() == body.strip()


def test_too_quick_a_comment_keeps_the_draft_and_says_when(reader: Reader) -> None:
    reader.signs_in()
    reader.posts("First.")

    answer = reader.posts("Second, at once.")

    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) <= 10
    assert "Second, at once." in answer.text
    assert "Your draft is kept." in answer.text


def test_a_stranger_s_words_survive_signing_in(reader: Reader) -> None:
    person = a_person(reader.session)
    asked = reader.posts("Typed before signing in.")
    assert asked.status_code == 401
    assert "Typed before signing in." in asked.text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', asked.text))

    filled = {name: unescape(value) for name, value in hidden.items()}
    arrived = reader.client.post(
        "/signin", data={**filled, "email": person.email, "password": PASSWORD}
    )

    assert arrived.status_code == 303
    page = reader.client.get(reader.page).text
    typed = re.search(r'<textarea id="body"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert typed is not None
    assert typed[1] == "Typed before signing in."


def test_an_unconfirmed_reader_keeps_what_they_typed(reader: Reader) -> None:
    reader.signs_in(confirmed=False)

    answer = reader.posts("Not yet confirmed.")

    assert answer.status_code == 403
    assert "Not yet confirmed." in answer.text
    assert "Confirm your e-mail address first" in answer.text


def test_a_preview_looks_as_the_comment_will_and_posts_nothing(reader: Reader) -> None:
    reader.signs_in()

    answer = reader.posts("*Softly.*", do="preview")

    assert answer.status_code == 200
    assert "<em>Softly.</em>" in answer.text
    assert ">*Softly.*</textarea>" in answer.text
    assert queries.latest(reader.session, reader.prompt.id, 1) == []


def test_a_reply_without_scripts_has_a_page_of_its_own(reader: Reader) -> None:
    parent = a_comment(reader.session, prompt=reader.prompt, body="Who says so?")
    reader.signs_in()

    form = reader.client.get(f"/comments/{parent.id}/reply")
    assert form.status_code == 200
    assert "Who says so?" in form.text
    assert f'name="parent_id" value="{parent.id}"' in form.text
    answer = reader.posts("I do.", parent_id=parent.id)

    assert answer.status_code == 303
    assert reader.latest().parent_id == parent.id


@pytest.mark.parametrize("parent_id", ["0", "-1", "x", "99999999999999999999", "4 OR 1=1"])
def test_a_parent_that_is_no_number_of_ours_is_refused(reader: Reader, parent_id: str) -> None:
    reader.signs_in()

    assert reader.posts(parent_id=parent_id).status_code == 422


def test_an_edit_shows_what_changed_to_everybody(reader: Reader) -> None:
    reader.signs_in()
    reader.posts("Relief is not pressure.")
    comment = reader.latest()
    form = reader.client.get(f"/comments/{comment.id}/edit")
    assert "Relief is not pressure." in form.text

    answer = reader.sends(
        f"/comments/{comment.id}/edit", body="Relief is no pressure.", revision_n=1
    )

    assert answer.status_code == 303
    stranger = reader.client.application.test_client()
    wordings = stranger.get(f"/comments/{comment.id}/revisions").text
    assert "<del>not</del>" in wordings
    assert "<ins>no</ins>" in wordings
    assert "edited" in stranger.get(reader.page).text


def test_a_stale_edit_is_told_and_keeps_its_words(reader: Reader) -> None:
    reader.signs_in()
    reader.posts()
    comment = reader.latest()
    reader.sends(f"/comments/{comment.id}/edit", body="From one window.", revision_n=1)

    answer = reader.sends(f"/comments/{comment.id}/edit", body="From another.", revision_n=1)

    assert answer.status_code == 409
    assert "From another." in answer.text


def test_withdrawn_words_are_gone_everywhere(reader: Reader) -> None:
    reader.signs_in()
    reader.posts("Something I regret.")
    comment = reader.latest()
    a_comment(reader.session, parent=comment, body="Too late?")
    reader.sends(f"/comments/{comment.id}/edit", body="Something I still regret.", revision_n=1)

    asked = reader.client.get(f"/comments/{comment.id}/withdrawal")
    assert "Something I still regret." in asked.text
    assert reader.sends(f"/comments/{comment.id}/withdrawal").status_code == 303

    stranger = reader.client.application.test_client()
    for path in (reader.page, f"/comments/{comment.id}"):
        page = stranger.get(path).text
        assert "Withdrawn by its author." in page
        assert "Too late?" in page
        assert "regret" not in page
    assert stranger.get(f"/comments/{comment.id}/revisions").status_code == 404


def test_a_mark_is_set_and_taken_back_by_the_same_button(reader: Reader) -> None:
    comment = a_comment(reader.session, prompt=reader.prompt)
    reader.signs_in()

    for pressed in ("true", "false"):
        answer = reader.sends(f"/comments/{comment.id}/reactions", script=True, kind="good_point")
        assert answer.status_code == 200
        assert f'value="good_point" title="Good point" aria-pressed="{pressed}"' in answer.text


def test_a_private_mark_is_nobody_else_s_business(reader: Reader) -> None:
    comment = a_comment(reader.session, prompt=reader.prompt)
    reader.signs_in()

    assert reader.sends(f"/comments/{comment.id}/reactions", kind="not_useful").status_code == 303

    assert "Useful after all" in reader.client.get(reader.page).text
    stranger = reader.client.application.test_client().get(reader.page).text
    assert "ot useful" not in stranger


@pytest.mark.parametrize("kind", ["", "bad_point", "up; DROP TABLE comment"])
def test_a_mark_that_is_none_is_refused(reader: Reader, kind: str) -> None:
    comment = a_comment(reader.session, prompt=reader.prompt)
    reader.signs_in()

    assert reader.sends(f"/comments/{comment.id}/reactions", kind=kind).status_code == 422


def test_held_words_are_their_author_s_alone_to_see(reader: Reader) -> None:
    reader.signs_in()
    reader.posts("Words that wait.")
    comment = reader.latest()
    actions.return_to(reader.session, comment, "held", "", clock.now())
    reader.session.commit()

    own = reader.client.get(reader.page).text
    assert "Words that wait." in own
    assert "Held for review. Only you can see this." in own

    stranger = reader.client.application.test_client()
    assert "Words that wait." not in stranger.get(reader.page).text
    assert stranger.get(f"/comments/{comment.id}").status_code == 404


def test_a_comment_s_own_page_shows_what_it_answers(reader: Reader) -> None:
    root = a_comment(reader.session, prompt=reader.prompt, body="The beginning.")
    middle = a_comment(reader.session, parent=root, body="The middle.")
    end = a_comment(reader.session, parent=middle, body="The end.")
    a_comment(reader.session, parent=end, body="A word after the end.")

    page = reader.client.get(f"/comments/{end.id}").text

    for words in ("The beginning.", "The middle.", "The end.", "A word after the end."):
        assert words in page


@pytest.mark.parametrize(
    "path", ["/comments/999999", "/comments/999999/replies", "/comments/999999/reply"]
)
def test_nothing_is_where_no_comment_is(reader: Reader, path: str) -> None:
    assert reader.client.get(path).status_code == 404


@pytest.mark.parametrize(
    "query",
    ["order=loudest", "after=zzz", "order=newest&after=WyJiZXN0IiwxLDIsM10"],
)
def test_an_order_or_a_place_that_is_none_is_refused_in_a_sentence(
    reader: Reader, query: str
) -> None:
    comment = a_comment(reader.session, prompt=reader.prompt)

    assert reader.client.get(f"{reader.page}?{query}").status_code == 422
    assert reader.client.get(f"/comments/{comment.id}/replies?{query}").status_code == 422


@pytest.mark.parametrize("order", list(Order))
def test_more_comments_go_on_where_the_page_ended(reader: Reader, order: Order) -> None:
    made = [a_comment(reader.session, prompt=reader.prompt).id for _ in range(25)]

    first = reader.client.get(f"{reader.page}?order={order}").text
    onward = re.search(r'<a class="btn quiet" href="([^"]+)"[^>]*>More comments', first)
    assert onward is not None
    second = reader.client.get(unescape(onward[1]).partition("#")[0]).text

    seen = [
        set(map(int, re.findall(r'<article class="c" id="c(\d+)"', p))) for p in (first, second)
    ]
    assert len(seen[0]) == 20
    assert seen[0] | seen[1] == set(made)
    assert not seen[0] & seen[1]


def test_a_page_that_a_script_appends_tells_what_moved_meanwhile(reader: Reader) -> None:
    made = [a_comment(reader.session, prompt=reader.prompt) for _ in range(25)]
    first = reader.client.get(f"{reader.page}?order=best").text
    onward = re.search(r'href="([^"#]+)[^"]*"[^>]*>More comments', first)
    assert onward is not None
    for _ in range(2):
        actions.react(
            reader.session,
            actor_of(a_person(reader.session)),
            made[-1].id,
            "good_point",
            clock.now(),
        )
    reader.session.commit()

    part = reader.client.get(unescape(onward[1]), headers=FRAGMENT).text

    assert "1 comment has appeared or changed places since you began to read" in part
    assert "show=moved&amp;since=" in part
    assert f'id="c{made[-1].id}"' not in part


def test_a_draft_kept_by_the_page_waits_on_the_next_device(reader: Reader) -> None:
    reader.signs_in()

    kept = reader.sends("/drafts", article_id=reader.article_id, body="Half a thought")

    assert kept.status_code == 200
    assert kept.json["kept_at"] > 0  # type: ignore[index]
    assert ">Half a thought</textarea>" in reader.client.get(reader.page).text


def test_a_closed_discussion_says_so_and_offers_nothing(reader: Reader) -> None:
    comment = a_comment(reader.session, prompt=reader.prompt)
    discussion = queries.discussion(reader.session, reader.prompt.id)
    discussion.closed_at = clock.now()
    reader.session.commit()
    reader.signs_in()

    page = reader.client.get(reader.page).text

    assert "This discussion is closed." in page
    assert "data-write" not in page
    assert f'href="/comments/{comment.id}/reply"' not in page
    assert reader.posts().status_code == 403


def test_what_is_typed_as_markup_stays_words(reader: Reader) -> None:
    reader.signs_in()
    reader.posts("<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1))")

    page = reader.client.get(reader.page).text

    assert "<script>alert" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page


@pytest.mark.parametrize("size", [3, 40])
def test_a_comment_s_own_page_takes_the_same_statements_at_any_size(
    reader: Reader, query_budget: Budget, size: int
) -> None:
    root = a_comment(reader.session, prompt=reader.prompt)
    for _ in range(size):
        a_comment(reader.session, parent=root)

    # The comment, its article, what is above it, it and its replies with theirs (two levels), the
    # discussion, the prompt, the stamps on them, what is revealed, what a guest could forecast.
    with query_budget(11):
        assert reader.client.get(f"/comments/{root.id}").status_code == 200
