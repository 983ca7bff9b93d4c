"""A reader selects words in a comment and answers exactly them."""

from playwright.sync_api import expect

from tests.journeys.conftest import Judge, Town
from tests.journeys.test_reader import open_the_article, write

SELECT_THE_SECOND_WORD = "p => getSelection().setBaseAndExtent(p.firstChild, 4, p.firstChild, 12)"


def test_what_is_selected_begins_the_reply(modern_town: Town, accessible: Judge) -> None:
    ruth = modern_town.member("Ruth Okafor")
    open_the_article(ruth)
    write(ruth, "The deadline worked as a calendar.")
    expect(ruth.get_by_role("heading", name="Ruth Okafor")).to_be_visible()

    ben = modern_town.member("Ben Moss", viewport={"width": 320, "height": 700})
    open_the_article(ben)
    card = ben.locator(".c", has_text="The deadline worked")
    reply = ben.get_by_role("textbox", name="Your reply")
    card.locator(".c-body p").evaluate(
        "p => getSelection().setBaseAndExtent(p.firstChild, 4, p.firstChild, 12)"
    )
    card.get_by_role("link", name="Reply to Ruth Okafor").click()
    expect(reply).to_have_value("> deadline\n\n")
    reply.press_sequentially("Whose?")

    card.get_by_label("More for the comment by Ruth Okafor").click()
    card.get_by_role("link", name="Quote in a reply").click()
    expect(reply).to_have_value("> deadline\n\nWhose?\n\n> The deadline worked as a calendar.\n\n")
    accessible(ben)
    assert ben.evaluate("document.documentElement.scrollWidth") <= 320
