"""Readers answer one paragraph of the article, and editors change the article meanwhile."""

import re
from datetime import UTC, datetime

import pytest

from discuss.articles import actions as editing
from discuss.articles import queries as articles
from discuss.articles.actions.commands import Revise
from discuss.articles.rules.draft import prepare
from discuss.comments import actions, queries
from discuss.comments.models import Comment
from discuss.comments.rules import Order
from discuss.comments.views.choosing import NEED_A_QUESTION
from discuss.kit import clock
from discuss.kit.errors import Conflict, Invalid
from tests.comments.test_views import FRAGMENT, Budget, Reader
from tests.makers.accounts import a_person, actor_of
from tests.makers.articles import EDITOR
from tests.makers.comments import a_comment

PAINT = "The buckets are green."
FIRST = "The council has bought forty buckets of paint"
GONE = "The paragraph that this answers has been removed or rewritten"
LATER = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)


def block(reader: Reader, words: str) -> str:
    """Return the key of the paragraph that begins with these words."""
    there = queries.passages_of(reader.session, reader.prompt.id)
    return next(key for key, quote in there.items() if quote.startswith(words))


def about(reader: Reader, words: str = PAINT, body: str = "Which green?") -> Comment:
    """Return somebody's comment on the paragraph that begins with these words."""
    return a_comment(reader.session, prompt=reader.prompt, body=body, about=block(reader, words))


def revise(reader: Reader, old: str, new: str) -> None:
    """Let an editor put new words in the place of old ones."""
    current = articles.by_id(reader.session, reader.article_id).revision.source
    assert old in current
    command = Revise(reader.article_id, prepare(current.replace(old, new)), "Corrected.")
    editing.revise(reader.session, EDITOR, command, LATER)
    reader.session.commit()


def marker(page: str, key: str) -> str:
    """Return what the marker of a paragraph says to those who do not see it."""
    found = re.search(
        rf'<a class="mark[^"]*" href="[^"]+\?about={key}#talk".*?</a>', page, re.DOTALL
    )
    assert found, key
    said = re.search(r'class="vh">([^<]+)<', found[0])
    assert said
    return said[1]


def test_each_paragraph_says_how_many_answered_it(reader: Reader) -> None:
    about(reader)
    about(reader)
    a_comment(reader.session, prompt=reader.prompt)

    page = reader.client.get(reader.page).text

    assert marker(page, block(reader, PAINT)).startswith(f"2 comments on “{PAINT}")
    assert marker(page, block(reader, FIRST)).startswith(f"Comment on “{FIRST}")
    for other in ("Somebody ordered green paint.", "Is it good paint?"):
        assert marker(page, block(reader, other)) == f"Comment on “{other}”"


def test_a_reader_answers_a_paragraph_and_it_is_said_which(reader: Reader) -> None:
    reader.signs_in()
    key = block(reader, PAINT)

    form = reader.client.get(f"{reader.page}?about={key}").text
    answer = reader.posts("Which green?", about=key)

    assert f'name="about" value="{key}"' in form
    assert f'value="{reader.page}?about={key}#write-{key}"' in form
    for path in (reader.page, answer.location):
        page = reader.client.get(path).text
        assert f'In reply to <a href="{reader.page}#{key}">this paragraph</a>: “{PAINT}' in page
    assert marker(reader.client.get(reader.page).text, key).startswith("1 comment on")


def test_only_what_answers_the_paragraph_is_shown_with_its_replies(reader: Reader) -> None:
    root = about(reader, body="Which green?")
    a_comment(reader.session, parent=root, body="Emerald.")
    about(reader, FIRST, body="Forty is a lot.")
    a_comment(reader.session, prompt=reader.prompt, body="All of it is odd.")

    page = reader.client.get(f"{reader.page}?about={block(reader, PAINT)}").text

    assert "Which green?" in page
    assert "Emerald." in page
    assert "Forty is a lot." not in page
    assert "All of it is odd." not in page


@pytest.mark.parametrize("order", [each for each in Order if each not in NEED_A_QUESTION])
def test_a_paragraphs_comments_are_read_page_by_page(reader: Reader, order: Order) -> None:
    everybody = {about(reader, body=f"Green, {n}.").id for n in range(23)}
    for _ in range(2):
        a_comment(reader.session, prompt=reader.prompt)
    key = block(reader, PAINT)
    seen: list[int] = []
    path = f"/api/v1/articles/{reader.article_id}/comments?about={key}&order={order.value}"
    after = ""
    while after is not None:
        found = reader.client.get(f"{path}&after={after}").json
        assert found
        seen += [each["id"] for each in found["comments"]]
        after = found["after"]

    assert len(seen) == 23
    assert set(seen) == everybody
    onward = reader.client.get(f"{reader.page}?about={key}&order={order.value}").text
    assert f"?about={key}&amp;order={order.value}&amp;after=" in onward


def test_what_moved_since_is_listed_within_the_paragraph(reader: Reader) -> None:
    key = block(reader, PAINT)
    mine = [about(reader, body=f"Green, {n}.") for n in range(23)]
    page = reader.client.get(f"{reader.page}?about={key}&order=best").text
    onward = re.search(r'href="([^"]+after=[^"]+)#talk" data-next', page)
    assert onward
    a_comment(reader.session, prompt=reader.prompt)
    fan = actor_of(a_person(reader.session))
    actions.react(reader.session, fan, mine[-1].id, "good_point", clock.now())
    reader.session.commit()
    later = reader.client.get(onward[1].replace("&amp;", "&")).text
    told = re.search(r'href="([^"]+)#talk">Show them</a>', later)
    assert told
    assert f"?about={key}&amp;show=moved" in told[1]
    listed = reader.client.get(told[1].replace("&amp;", "&")).text
    assert re.findall(r'<article class="c" id="c(\d+)"', listed) == [str(mine[-1].id)]


def test_what_nobody_can_read_does_not_count(reader: Reader) -> None:
    gone, hidden = about(reader), about(reader)
    actions.reject(reader.session, gone, "Removed (rule 2).", clock.now())
    actions.hide(reader.session, hidden, clock.now())
    reader.session.commit()

    assert marker(reader.client.get(reader.page).text, block(reader, PAINT)).startswith(
        "Comment on"
    )


def test_words_held_elsewhere_are_not_shown_with_a_paragraph(reader: Reader) -> None:
    person = reader.signs_in()
    held = a_comment(reader.session, person, prompt=reader.prompt, body="My own zebra.")
    actions.return_to(reader.session, held, "held", "", clock.now())
    reader.session.commit()

    assert "My own zebra." in reader.client.get(reader.page).text
    assert (
        "My own zebra." not in reader.client.get(f"{reader.page}?about={block(reader, FIRST)}").text
    )


def test_a_lightly_edited_paragraph_keeps_what_was_said_about_it(reader: Reader) -> None:
    key = about(reader) and block(reader, PAINT)

    revise(
        reader, "The buckets are green. They stand", "The buckets are deep green. They all stand"
    )

    page = reader.client.get(reader.page).text
    assert block(reader, "The buckets are deep green.") == key
    assert marker(page, key).startswith("1 comment on “The buckets are deep green.")
    assert f'In reply to <a href="{reader.page}#{key}">this paragraph</a>: “{PAINT}' in page


def test_a_paragraph_that_is_gone_leaves_its_words_and_says_so(reader: Reader) -> None:
    comment, key = about(reader), block(reader, PAINT)

    revise(
        reader,
        "The buckets are green. They stand in the yard behind the town hall, under a sheet.",
        "Nothing was known on Friday about any of this.",
    )

    for path in (reader.page, f"/comments/{comment.id}"):
        assert f"{GONE}: “{PAINT}" in reader.client.get(path).text
    alone = reader.client.get(f"{reader.page}?about={key}").text
    assert "This paragraph has been removed or rewritten." in alone
    assert "Which green?" in alone
    assert 'name="about"' not in alone
    shown = reader.client.get(f"/api/v1/comments/{comment.id}").json
    assert shown
    assert shown["anchor"]["is_gone"]


def test_a_paragraph_that_is_put_back_is_there_again(reader: Reader) -> None:
    comment, key = about(reader), block(reader, PAINT)
    words = "The buckets are green. They stand in the yard behind the town hall, under a sheet."
    other = "Nothing was known on Friday about any of this."
    revise(reader, words, other)
    revise(reader, "forty buckets", "fifty buckets")
    assert GONE in reader.client.get(f"/comments/{comment.id}").text

    revise(reader, other, words)
    assert block(reader, PAINT) == key
    assert GONE not in reader.client.get(f"/comments/{comment.id}").text
    assert marker(reader.client.get(reader.page).text, key).startswith("1 comment")


def test_who_was_writing_meanwhile_keeps_the_words(reader: Reader) -> None:
    reader.signs_in()

    answer = reader.posts("Which green?", about="p99")
    script = reader.sends(
        f"/articles/{reader.article_id}/comments", script=True, body="So.", about="p99"
    )

    assert answer.status_code == script.status_code == 409
    assert "removed or rewritten" in answer.text
    assert ">Which green?</textarea>" in answer.text
    assert 'name="about"' not in answer.text
    assert reader.posts("Which green?", about="p1 or 1").status_code == 422
    assert queries.discussion(reader.session, reader.prompt.id).comment_count in {None, 0}


def test_a_reply_belongs_to_its_comment_alone(reader: Reader) -> None:
    root = about(reader)

    with pytest.raises(Invalid):
        a_comment(reader.session, parent=root, about=block(reader, FIRST))
    with pytest.raises(Conflict):
        a_comment(reader.session, prompt=reader.prompt, about="p99")


def test_a_draft_on_a_paragraph_waits_there(reader: Reader) -> None:
    reader.signs_in()
    key = block(reader, PAINT)

    reader.sends("/drafts", article_id=reader.article_id, about=key, body="Half a thought")

    assert "Half a thought" in reader.client.get(f"{reader.page}?about={key}").text
    assert "Half a thought" not in reader.client.get(reader.page).text


def test_a_script_gets_what_was_said_and_a_composer(reader: Reader) -> None:
    about(reader)

    part = reader.client.get(f"{reader.page}?about={block(reader, PAINT)}", headers=FRAGMENT).text

    assert "<html" not in part
    assert "Which green?" in part
    assert "1 comment on" in part
    assert "<textarea" in part


def test_the_api_says_and_takes_the_paragraph(reader: Reader) -> None:
    key = block(reader, PAINT)
    comment = a_comment(reader.session, prompt=reader.prompt, about=key)

    found = reader.client.get(f"/api/v1/articles/{reader.article_id}/comments?about={key}").json

    assert found
    assert [each["id"] for each in found["comments"]] == [comment.id]
    assert found["comments"][0]["anchor"] == {
        "about": key,
        "quote": queries.passages_of(reader.session, reader.prompt.id)[key],
        "is_gone": False,
    }
    wrong = reader.client.get(f"/api/v1/articles/{reader.article_id}/comments?about=x")
    assert wrong.status_code == 422


def test_a_paragraphs_page_takes_the_same_statements_at_any_size(
    reader: Reader, query_budget: Budget
) -> None:
    for n in range(4):
        root = about(reader, body=f"Green, {n}.")
        a_comment(reader.session, parent=root)
    # As many as the whole article's page, but for the pinned comments.
    with query_budget(14):
        reader.client.get(f"{reader.page}?about={block(reader, PAINT)}")


def test_in_a_closed_discussion_only_what_was_said_is_marked(reader: Reader) -> None:
    about(reader)
    queries.discussion(reader.session, reader.prompt.id).closed_at = clock.now()
    reader.session.commit()

    page = reader.client.get(reader.page).text

    assert marker(page, block(reader, PAINT)).startswith("1 comment on")
    assert f"?about={block(reader, FIRST)}#talk" not in page
