"""A reader far down a branch finds the way up, and answers with a quote."""

import re
from html import unescape

import pytest

from discuss.comments import actions, queries
from discuss.comments.queries.one import NEAREST
from discuss.comments.rules import LONGEST_QUOTE, ROOTS_A_PAGE, below_draft, quoted
from discuss.kit import clock
from tests.comments.test_views import Reader
from tests.makers.accounts import a_person, actor_of
from tests.makers.comments import a_comment


def body_of(page: str) -> str:
    typed = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert typed is not None
    return unescape(typed[1])


def test_a_comment_far_down_shows_the_nearest_above_and_the_way_further_up(reader: Reader) -> None:
    chain = [a_comment(reader.session, prompt=reader.prompt, body="Step 0.")]
    for n in range(1, NEAREST + 3):
        chain.append(a_comment(reader.session, parent=chain[-1], body=f"Step {n}."))

    page = reader.client.get(f"/comments/{chain[-1].id}").text

    assert "Step 2." in page
    assert "Step 1." not in page
    assert f'href="/comments/{chain[1].id}#c{chain[1].id}">Comments further up' in page
    assert "Comments further up" not in reader.client.get(f"/comments/{chain[NEAREST].id}").text
    assert len(queries.context(reader.session, chain[-1])) == NEAREST + 1


@pytest.mark.parametrize(
    "order", ["best", "newest", "oldest", "answered", "controversial", "staff"]
)
def test_a_comment_leads_to_the_page_of_an_order_that_begins_with_its_branch(
    reader: Reader, order: str
) -> None:
    session = reader.session
    roots = [a_comment(session, prompt=reader.prompt) for _ in range(ROOTS_A_PAGE + 3)]
    one = roots[11]
    reply = a_comment(session, parent=one, body="A late word.")
    judges = [actor_of(a_person(session)) for _ in range(2)]
    for marked, judge in ((one, judges[0]), (roots[4], judges[0]), (roots[4], judges[1])):
        actions.react(session, judge, marked.id, "good_point", clock.now())
    session.commit()

    page = reader.client.get(f"/comments/{reply.id}").text
    link = re.search(rf'href="([^"]+order={order}&amp;at=[^"]+)"', page)

    assert link is not None
    assert link[1].endswith(f"#c{one.id}")
    there = reader.client.get(unescape(link[1]).partition("#")[0]).text
    assert re.findall(r'<article class="c" id="c(\d+)"', there)[0] == str(one.id)
    assert "A late word." in there


def test_a_pinned_comment_is_found_on_the_first_page(reader: Reader) -> None:
    one, *others = [a_comment(reader.session, prompt=reader.prompt) for _ in range(3)]
    editor = actor_of(a_person(reader.session, role="editor"))
    actions.honour(reader.session, editor, one.id, "pin", clock.now())
    reader.session.commit()

    for order in ("best", "oldest", "forecast"):
        there = reader.client.get(f"{reader.page}?order={order}&at={one.id}").text
        assert all(f'id="c{each.id}"' in there for each in (one, *others))
    for nothing in ("999999", "0"):
        assert reader.client.get(f"{reader.page}?at={nothing}").status_code == 200
    assert reader.client.get(f"{reader.page}?at=x").status_code == 422


def test_a_reply_begins_with_a_quote_when_asked(reader: Reader) -> None:
    comment = a_comment(reader.session, prompt=reader.prompt, body="One.\n\nTwo & three.")

    page = reader.client.get(f"/comments/{comment.id}/reply?quote=1").text

    assert body_of(page).startswith("> One.\n")
    assert "> Two & three.\n\n" in body_of(page)
    assert not body_of(reader.client.get(f"/comments/{comment.id}/reply").text)


def test_a_quote_goes_below_what_was_typed_before(reader: Reader) -> None:
    person = reader.signs_in()
    comment = a_comment(reader.session, prompt=reader.prompt, body="One.")
    place = actions.place_of(reader.prompt.id, comment.id)
    actions.keep_draft(reader.session, person.id, place, "I began so.", clock.now())
    reader.session.commit()

    page = reader.client.get(f"/comments/{comment.id}/reply?quote=1").text

    assert body_of(page) == "I began so.\n\n> One.\n\n"


def test_words_that_are_gone_are_not_quoted(reader: Reader) -> None:
    comment = a_comment(reader.session, prompt=reader.prompt, body="Gone words.")
    a_comment(reader.session, parent=comment)
    comment.state = "hidden"
    reader.session.commit()

    page = reader.client.get(f"/comments/{comment.id}/reply?quote=1").text

    assert "Gone words." not in page


def test_a_quote_is_short_and_comes_once() -> None:
    assert quoted("x" * (LONGEST_QUOTE + 1)) == "> " + "x" * LONGEST_QUOTE + "…\n\n"
    assert not quoted("  ")
    assert below_draft("> So.\n\nNo.", quoted("So.")) == "> So.\n\nNo."
