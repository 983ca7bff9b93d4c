"""Words that were typed and not sent: the newest are there, and sent ones are gone."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Judge, Town
from tests.journeys.test_reader import open_the_article, write


def field_of(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Your comment")


def ready(page: Page) -> Locator:
    """Open the article, and return the composer once its script has come to life."""
    open_the_article(page)
    expect(page.locator("form[data-write][data-ready]")).to_have_count(1)
    return field_of(page)


def has_kept(page: Page, words: str) -> None:
    """Type, and wait until the server has taken it."""
    with page.expect_response("**/drafts") as answer:
        field_of(page).fill(words)
    assert answer.value.ok


def another_device(town: Town, page: Page) -> Page:
    """Return another browser of the same person."""
    other = town.somebody()
    other.context.add_cookies(page.context.cookies())  # type: ignore[arg-type]
    return other


@pytest.fixture
def page(modern_town: Town) -> Page:
    return modern_town.member("Ruth Okafor")


def test_the_newer_words_win_over_those_that_the_server_has(page: Page) -> None:
    ready(page)
    has_kept(page, "Version one")
    page.route("**/drafts", lambda route: route.abort())
    field_of(page).press_sequentially(" and what I meant")

    expect(ready(page)).to_have_value("Version one and what I meant")


def test_an_emptied_field_empties_the_draft(page: Page) -> None:
    ready(page)
    has_kept(page, "Better not")
    has_kept(page, "")

    expect(ready(page)).to_have_value("")
    page.evaluate("localStorage.clear()")
    expect(ready(page)).to_have_value("")


def test_what_was_posted_elsewhere_does_not_come_back(modern_town: Town, page: Page) -> None:
    ready(page)
    has_kept(page, "One thought, said once.")
    phone = another_device(modern_town, page)
    expect(ready(phone)).to_have_value("One thought, said once.")
    phone.get_by_role("button", name="Post comment").click()
    expect(phone.locator(".c-body")).to_contain_text("One thought, said once.")

    expect(ready(page)).to_have_value("")
    expect(page.locator(".c-body")).to_have_count(1)


def test_words_of_two_devices_are_both_there(
    modern_town: Town, page: Page, accessible: Judge
) -> None:
    ready(page)
    phone = another_device(modern_town, page)
    ready(phone)
    has_kept(page, "From the desk")
    has_kept(phone, "From the train")

    expect(ready(page)).to_have_value("From the train")
    expect(page.get_by_text("“From the desk”")).to_be_visible()
    accessible(page)
    page.get_by_role("button", name="Use them instead").click()
    expect(field_of(page)).to_have_value("From the desk")
    expect(page.get_by_text("“From the train”")).to_be_visible()
    expect(ready(page)).to_have_value("From the desk")
    page.get_by_role("button", name="Forget them").click()
    expect(page.get_by_text("Other words")).to_have_count(0)
    ready(page)
    expect(page.get_by_text("Other words")).to_have_count(0)


def test_a_changed_wording_is_kept_until_it_is_saved(page: Page) -> None:
    ready(page)
    write(page, "Green, I guess.")
    expect(page.locator(".c-body")).to_be_visible()
    page.goto("/comments/1/edit")
    field_of(page).fill("Green, and I know why.")
    page.reload()
    expect(field_of(page)).to_have_value("Green, and I know why.")

    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_label("Preview")).to_contain_text("I know why.")
    field_of(page).press("Control+Enter")
    expect(page.locator("#c1 .c-body")).to_contain_text("I know why.")
    page.goto("/comments/1/edit")
    assert (
        page.evaluate("Object.keys(localStorage).filter((k) => k.startsWith('draft:edit'))") == []
    )


def test_a_long_paste_stays_whole(page: Page, accessible: Judge) -> None:
    ready(page)
    field_of(page).fill("x" * 10_000)
    expect(field_of(page)).to_have_value("x" * 10_000)
    expect(field_of(page)).to_have_accessible_description(re.compile("4,000 characters too many"))
    accessible(page)

    page.get_by_role("button", name="Post comment").click()
    expect(page.locator("[data-refusal]")).to_contain_text("at most 6000 characters")
    expect(field_of(page)).to_have_value("x" * 10_000)
    field_of(page).fill("x" * 5_999)
    expect(page.locator("#body-count")).to_have_text("1 character left")
