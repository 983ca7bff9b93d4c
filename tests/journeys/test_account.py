"""A newcomer's first minutes with an account, in a real browser, with and without scripts."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy

import pytest
from playwright.sync_api import Browser, Page, expect

from discuss.accounts import actions
from discuss.kit import clock
from discuss.kit.passwords import hash_password
from tests.fixtures.sites import Site
from tests.journeys.conftest import Judge, looks

pytestmark = pytest.mark.journey

WORDS = "three unusual words"


@pytest.fixture(params=["with scripts", "without scripts"])
def page(request: pytest.FixtureRequest, browser: Browser, site: Site) -> Iterator[Page]:
    """A phone-sized window on the site."""
    context = browser.new_context(
        base_url=site.url,
        java_script_enabled=request.param == "with scripts",
        viewport={"width": 390, "height": 844},
    )
    yield context.new_page()
    context.close()


def the_mailed_link(site: Site, kind: str) -> str:
    site.deliver()
    mail = message_from_bytes(site.mail[-1].read_bytes(), policy=policy.default)
    found = re.search(rf"/{kind}/[\w-]+", mail.get_content())
    assert found
    return found[0]


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name).click()


def type_into(page: Page, **fields: str) -> None:
    for name, text in fields.items():
        page.locator(f"main #{name}").fill(text)


def test_a_newcomer_opens_an_account_and_comes_back(page: Page, site: Site) -> None:
    page.goto("/signup?next=/privacy")
    type_into(page, name="Ruth Okafor", email="ruth@example.org", password="short")
    press(page, "Create account")
    expect(page.get_by_role("alert")).to_contain_text("at least 10 characters")
    expect(page.get_by_label("E-mail")).to_have_value("ruth@example.org")

    type_into(page, password=WORDS)
    press(page, "Create account")
    page.goto(the_mailed_link(site, "confirm"))
    type_into(page, password=WORDS)
    press(page, "Confirm and sign in")
    expect(page).to_have_url(f"{site.url}/privacy")
    expect(page.get_by_text("Your address is confirmed.")).to_be_visible()

    page.locator(".mast .menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("banner").get_by_role("link", name="Sign in").click()
    type_into(page, email="ruth@example.org", password=WORDS)
    press(page, "Sign in")
    expect(page.locator(".mast .menu")).to_contain_text("Ruth Okafor")


def test_a_forgotten_password_is_set_anew_by_mail(page: Page, site: Site) -> None:
    open_account(site)
    page.goto("/signin")
    page.get_by_role("link", name="Forgotten password").click()
    type_into(page, email="ruth@example.org")
    press(page, "Send me a link")
    page.goto(the_mailed_link(site, "reset"))
    type_into(page, password="another three words")
    press(page, "Save new password")
    expect(page.get_by_text("Your new password is set")).to_be_visible()


def test_an_account_is_renamed_and_deleted(page: Page, site: Site) -> None:
    open_account(site)
    page.goto("/settings")
    type_into(page, email="ruth@example.org", password=WORDS)
    press(page, "Sign in")
    page.goto("/settings")
    type_into(page, name="Ruth O.")
    press(page, "Save name")
    expect(page.get_by_label("Name shown with your comments")).to_have_value("Ruth O.")
    type_into(page, password=WORDS)
    press(page, "Delete my account")
    expect(page.get_by_text("Your account is deleted.")).to_be_visible()
    expect(page.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()


def test_light_and_dark_are_remembered(page: Page) -> None:
    page.goto("/signin")
    page.get_by_label("Appearance").select_option("dark")
    apply = page.get_by_role("button", name="Apply")
    if apply.is_visible():
        apply.click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.wait_for_load_state("networkidle")
    page.goto("/signup")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


@pytest.mark.parametrize("path", ["/signin", "/signup", "/reset", "/settings", "/nothing-here"])
def test_anybody_can_use_the_pages_of_accounts(
    browser: Browser, site: Site, path: str, accessible: Judge
) -> None:
    page = browser.new_page(base_url=site.url)
    for _ in looks(page, path):
        accessible(page)
    page.close()


def test_a_menu_closes_on_escape_and_gives_the_focus_back(browser: Browser, site: Site) -> None:
    open_account(site)
    page = browser.new_page(base_url=site.url)
    page.goto("/signin")
    type_into(page, email="ruth@example.org", password=WORDS)
    press(page, "Sign in")
    summary = page.locator(".mast .menu summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Settings")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Settings")).to_be_hidden()
    expect(summary).to_be_focused()
    page.close()


def open_account(site: Site) -> None:
    """Open a confirmed account for Ruth by the ways of the site."""
    with site.session() as session:
        hashed = hash_password(WORDS)
        person = actions.open_account(
            session, "Ruth Okafor", "ruth@example.org", hashed, clock.now()
        )
        person.confirmed_at = clock.now()
