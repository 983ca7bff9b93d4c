"""A reader calls another by name while writing, with the keyboard alone."""

from playwright.sync_api import expect

from tests.journeys.conftest import Judge, Town
from tests.journeys.test_reader import open_the_article, write


def test_a_name_is_offered_taken_and_told(modern_town: Town, accessible: Judge) -> None:
    ruth = modern_town.member("Ruth Okafor")
    open_the_article(ruth)
    write(ruth, "One costly step would change my mind.")
    expect(ruth.get_by_role("heading", name="Ruth Okafor")).to_be_visible()

    ben = modern_town.member("Ben Moss", viewport={"width": 320, "height": 700})
    open_the_article(ben)
    text = ben.get_by_role("textbox", name="Your comment")
    text.press_sequentially("I agree with @Ru")
    expect(ben.get_by_role("option", name="Ruth Okafor")).to_be_visible()
    accessible(ben)
    text.press("Enter")
    expect(text).to_have_value("I agree with @Ruth Okafor ")
    text.press_sequentially("on this.")
    text.press("Control+Enter")
    expect(ben.get_by_role("link", name="@Ruth Okafor")).to_be_visible()

    ruth.goto("/inbox")
    expect(ruth.get_by_role("link", name="Ben Moss mentioned you")).to_be_visible()
