"""A number and a date: an editor asks, readers forecast by keyboard alone, it is decided."""

import re

from playwright.sync_api import Page, expect

from discuss.kit import clock
from tests.journeys.conftest import Judge, Town

OUTLINE = re.compile(r"^M0 100L.*z$")
NUMBER = ("Will oil cost more next May?", "A number", "20", "200", "dollars")
DATE = ("When will the talks begin again?", "A date", "2026-12-01", "2027-12-01", "")


def ask(page: Page, question: tuple[str, str, str, str, str]) -> str:
    """Ask a question of the article through the form, and return its page."""
    title, kind, lower, upper, unit = question
    page.goto("/prompts/1/questions/new")
    page.get_by_label("Question", exact=True).fill(title)
    page.get_by_label("Short name").fill(title.split(" ", 1)[1].removesuffix("?"))
    page.get_by_label(kind, exact=False).first.check()
    page.get_by_label("Lower bound", exact=True).fill(lower)
    page.get_by_label("Upper bound", exact=True).fill(upper)
    page.get_by_label("The answer may lie above the upper bound").check()
    page.get_by_label("Unit").fill(unit)
    page.get_by_label("How it is decided").fill("What the exchange says on the first day of May.")
    page.get_by_label("Source by which it is decided").fill("The exchange in London")
    page.get_by_label("Forecasts needed before numbers are shown").fill("1")
    page.get_by_label("Publish it").check()
    page.get_by_role("button", name="Save the question").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return page.url


def forecast(page: Page, values: tuple[str, str, str]) -> None:
    """Reach each box by Tab, type, and press Enter at last; a date has several stops."""
    page.locator("input[name=low]").focus()
    for field, value in zip(("low", "guess", "high"), values, strict=True):
        while page.evaluate("document.activeElement.name") != field:
            page.keyboard.press("Tab")
        page.keyboard.type(value)
    page.keyboard.press("Enter")


def test_readers_forecast_a_number_by_keyboard_alone(town: Town, accessible: Judge) -> None:
    path = ask(town.member("Edi Novak", "editor"), NUMBER)
    ruth = town.member("Ruth Okafor")
    ruth.goto(path)
    main = ruth.get_by_role("main")
    forecast(ruth, ("80", "70", "90,500"))
    expect(main).to_contain_text("Write 90500, or 90.500 with a point.")
    expect(ruth.locator("input[name=high]")).to_have_value("90,500")
    ruth.locator("input[name=high]").fill("90,5")
    ruth.keyboard.press("Enter")
    expect(main).to_contain_text("The low value must be below the best guess.")
    expect(ruth.locator("input[name=guess]")).to_have_value("70")
    ruth.locator("input[name=low]").fill("60")
    ruth.keyboard.press("Enter")
    expect(main).to_contain_text("You say 70 dollars.")
    expect(main).to_contain_text("70 (60 to 90.5)")
    expect(ruth.get_by_role("img", name="What readers expect")).to_be_visible()
    expect(main).to_contain_text("Half of what 1 reader expects lies from")
    if town.scripts:
        expect(ruth.locator(".preview path")).to_have_attribute("d", OUTLINE)
        accessible(ruth)


def test_readers_forecast_a_date_by_keyboard_alone(town: Town, accessible: Judge) -> None:
    path = ask(town.member("Edi Novak", "editor"), DATE)
    ruth = town.member("Ruth Okafor")
    ruth.goto(path)
    forecast(ruth, ("01152027", "03152027", "09302027"))
    main = ruth.get_by_role("main")
    expect(main).to_contain_text("You say 15 March 2027.")
    expect(ruth.locator("input[name=high]")).to_have_value("2027-09-30")
    if town.scripts:
        accessible(ruth)
    ruth.goto("/")
    expect(ruth.locator(".ballot")).to_contain_text("15 March 2027")
    if town.scripts:
        accessible(ruth)


def test_a_number_is_decided_by_a_value_and_scored(town: Town, accessible: Judge) -> None:
    edi = town.member("Edi Novak", "editor")
    path = ask(edi, NUMBER)
    ruth = town.member("Ruth Okafor")
    ruth.goto(path)
    forecast(ruth, ("60", "70", "90"))
    expect(ruth.get_by_role("main")).to_contain_text("You say 70 dollars.")
    edi.goto(f"{path}/resolution")
    edi.get_by_label("It is decided").check()
    edi.get_by_label("Outcome", exact=True).fill("12")
    edi.wait_for_timeout(1_100)  # what is forecast within the same second is not scored
    edi.get_by_label("Since when could the answer be known?").fill(
        clock.now().strftime("%Y-%m-%dT%H:%M:%S")
    )
    edi.get_by_label("Source", exact=True).fill("https://example.org/report")
    edi.get_by_label("What happened, in a sentence or two").fill("The exchange closed there.")
    edi.get_by_label("Why can it not wait?").fill("Everybody has seen it.")
    edi.get_by_role("button", name="Make it public").click()
    expect(edi.get_by_role("main")).to_contain_text("No answer can lie below 20.")
    edi.get_by_label("Outcome", exact=True).fill("72.5")
    edi.get_by_role("button", name="Make it public").click()
    expect(edi.get_by_role("main")).to_contain_text("Decided: 72.5 dollars")
    ruth.goto(path)
    expect(ruth.get_by_role("main")).to_contain_text("Ranked probability score")
    if town.scripts:
        accessible(ruth)
