"""A comment changes a reader's mind, and is credited with it."""

from playwright.sync_api import expect

from tests.journeys.conftest import Judge, Town
from tests.journeys.test_reader import forecast, open_the_article, write


def test_a_reader_says_what_changed_their_mind(town: Town, accessible: Judge) -> None:
    ruth = town.member("Ruth Okafor")
    open_the_article(ruth)
    forecast(ruth, "30")
    open_the_article(ruth)
    write(ruth, "Relief is not pressure.")
    expect(ruth.get_by_text("Relief is not pressure.")).to_be_visible()

    ben = town.member("Ben Moss", viewport={"width": 320, "height": 800})
    open_the_article(ben)
    forecast(ben, "62")
    open_the_article(ben)
    ben.locator("#c1").get_by_title("Changed my mind").click()
    box = ben.locator("#mind-1").get_by_role("textbox").first
    expect(box).to_have_value("62")
    if town.scripts:
        expect(box).to_be_focused()
        accessible(ben)
    box.fill("41")
    box.press("Enter")
    expect(ben.get_by_text("Saved: your new forecast, and what moved you.")).to_be_visible()
    expect(ben.locator("#c1").get_by_title("Changed my mind")).to_contain_text("1")
    if town.scripts:
        accessible(ben)

    ruth.goto("/inbox")
    expect(ruth.get_by_role("link", name="Your comment changed a reader’s mind")).to_be_visible()
