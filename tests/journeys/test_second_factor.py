"""A moderator sets up a second factor on a phone, by keyboard, and comes back with it."""

import re

from playwright.sync_api import Page, expect
from pyotp import TOTP

from tests.journeys.conftest import Judge, Town
from tests.makers.accounts import PASSWORD

PHONE = {"width": 390, "height": 844}


def enter(page: Page, label: str, text: str) -> None:
    """Fill a field and send its form as a keyboard does."""
    field = page.get_by_role("main").get_by_label(label)
    field.fill(text)
    field.press("Enter")


def set_up(page: Page, look: Judge) -> list[str]:
    """Set a second factor up; return what stands on paper."""
    page.goto("/settings/security")
    look(page)
    page.get_by_role("link", name="Set it up").click()
    look(page)
    enter(page, "Your password", PASSWORD)
    expect(page.get_by_role("img", name="The same as the text below")).to_be_visible()
    look(page)
    link = page.get_by_role("link", name="open it in your app").get_attribute("href") or ""
    secret = re.search(r"secret=([A-Z2-7]+)", link)
    assert secret
    enter(page, "Code", TOTP(secret[1]).now())
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    look(page)
    return page.locator("main ol.codes code").all_inner_texts()


def test_a_moderator_sets_up_a_second_factor_and_comes_back(town: Town, accessible: Judge) -> None:
    look = accessible if town.scripts else lambda _: None
    mara = town.member("Mara Keel", role="moderator", viewport=PHONE)
    paper = set_up(mara, look)
    assert len(paper) == 10
    mara.get_by_role("link", name="I have kept them").click()
    expect(mara.get_by_role("link", name="Change or end it")).to_be_visible()

    phone = town.somebody(viewport=PHONE)
    phone.goto("/signin?next=/desk")
    phone.get_by_role("main").get_by_label("E-mail").fill("mara@example.org")
    enter(phone, "Password", PASSWORD)
    expect(phone.get_by_role("heading", name="Enter a code")).to_be_visible()
    enter(phone, "Code", "000000")
    expect(phone.get_by_role("alert")).to_contain_text("This code does not fit.")
    look(phone)
    enter(phone, "Code", paper[0])
    expect(phone).to_have_url(f"{town.site.url}/desk")
    phone.goto("/settings/second-factor")
    expect(phone.get_by_text("You have 9 recovery codes left.")).to_be_visible()
    look(phone)
