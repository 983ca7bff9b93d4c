"""New comments and replies arrive while somebody reads, and nothing moves until they press."""

from playwright.sync_api import expect

from tests.journeys.conftest import Judge, Town
from tests.journeys.test_guests import time_passes
from tests.journeys.test_reader import open_the_article, write


def test_what_arrives_waits_behind_a_pill(modern_town: Town, accessible: Judge) -> None:
    ruth = modern_town.member("Ruth Okafor")
    open_the_article(ruth)
    write(ruth, "The first words.")
    expect(ruth.get_by_role("heading", name="Ruth Okafor")).to_be_visible()

    ben = modern_town.somebody(viewport={"width": 390, "height": 800})
    ben.clock.install()
    open_the_article(ben)
    expect(ben.get_by_text("The first words.")).to_be_visible()
    time_passes(modern_town)
    write(ruth, "The second words.")
    expect(ruth.get_by_text("The second words.")).to_be_visible()

    ben.clock.run_for(21_000)
    pill = ben.get_by_role("button", name="1 new comment")
    expect(pill).to_be_visible()
    expect(ben.locator("[data-total]")).to_have_text("2")
    expect(ben.get_by_text("The second words.")).to_have_count(0)
    accessible(ben)
    pill.press("Enter")
    expect(ben.get_by_text("The second words.")).to_be_visible()
    expect(ben.locator("#c2")).to_be_focused()
    expect(pill).to_have_count(0)
