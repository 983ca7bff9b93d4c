"""A reader answers one paragraph from its margin, on a phone and at a desk."""

import re

import pytest
from playwright.sync_api import Page, expect

from discuss.articles import actions as editing
from discuss.articles import queries as articles
from discuss.articles.actions.commands import Revise
from discuss.articles.rules.draft import prepare
from discuss.kit import clock
from tests.journeys.conftest import Judge, Town
from tests.journeys.test_reader import open_the_article
from tests.makers.articles import EDITOR

COUNTED = re.compile(r"^1 comment on “There is a number that sources")
UNANSWERED = re.compile(r"^Comment on “There is a number that sources")


def opens_the_margin(page: Page) -> None:
    page.get_by_role("link", name=UNANSWERED).click()
    expect(page.get_by_text("Nobody has answered this paragraph yet.")).to_be_visible()


@pytest.mark.parametrize("width", [320, 1440])
def test_a_paragraph_is_answered_from_its_margin(town: Town, accessible: Judge, width: int) -> None:
    ruth = town.member("Ruth Okafor", viewport={"width": width, "height": 800})
    open_the_article(ruth)
    accessible(ruth) if town.scripts else None

    opens_the_margin(ruth)
    accessible(ruth) if town.scripts else None
    words = ruth.get_by_role("textbox", name="Your comment on this paragraph")
    words.fill("Counts built from obituaries are slower.")
    ruth.locator("form", has=words).get_by_role("button", name="Post comment").click()
    expect(ruth.get_by_text("Counts built from obituaries are slower.").first).to_be_visible()

    open_the_article(ruth)
    expect(ruth.get_by_text("In reply to this paragraph: “There is a number")).to_be_visible()
    ruth.get_by_role("link", name=COUNTED).click()
    expect(ruth.get_by_text("Counts built from obituaries are slower.").first).to_be_visible()
    accessible(ruth) if town.scripts else None


def test_words_on_a_paragraph_that_went_away_are_kept(modern_town: Town) -> None:
    ruth = modern_town.member("Ruth Okafor")
    open_the_article(ruth)
    opens_the_margin(ruth)
    with modern_town.site.session() as session:
        article = articles.by_id(session, 1)
        source = article.revision.source
        first = next(block["source"] for block in article.revision.blocks)
        draft = prepare(source.replace(first, "Nothing of it could be confirmed by anybody."))
        editing.revise(session, EDITOR, Revise(1, draft, "Withdrawn."), clock.now())

    panel = ruth.get_by_role("region", name="Comments on this paragraph")
    panel.get_by_role("textbox").first.fill("Counts built from obituaries are slower.")
    panel.get_by_role("button", name="Post comment").click()
    expect(ruth.get_by_text("it was removed or rewritten").first).to_be_visible()
    words = ruth.get_by_role("textbox", name="Your comment")
    expect(words).to_have_value("Counts built from obituaries are slower.")
    ruth.get_by_role("button", name="Post comment").click()
    expect(ruth.get_by_role("heading", name="Ruth Okafor")).to_be_visible()
    expect(ruth.get_by_text("Counts built from obituaries are slower.")).to_be_visible()


def test_the_keyboard_opens_and_closes_the_margin(modern_town: Town) -> None:
    ruth = modern_town.member("Ruth Okafor")
    open_the_article(ruth)
    ruth.get_by_role("link", name=UNANSWERED).focus()
    ruth.keyboard.press("Enter")
    panel = ruth.get_by_role("region", name="Comments on this paragraph")
    expect(panel).to_be_focused()
    marker = ruth.get_by_role("link", name=UNANSWERED)
    expect(marker).to_have_attribute("aria-expanded", "true")

    ruth.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(marker).to_be_focused()

    ruth.keyboard.press("Enter")
    words = panel.get_by_role("textbox")
    words.fill("Counts built from obituaries are slower.")
    panel.get_by_role("button", name="Post comment").click()
    expect(panel).to_contain_text("Counts built from obituaries are slower.")
    panel.get_by_role("button", name="Close").click()
    expect(ruth.get_by_role("link", name=COUNTED)).to_be_focused()
