"""Forecasts by touch alone, on a phone: a thumb taps, and types where a number is asked for."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Town
from tests.journeys.test_numbers import DATE, NUMBER, ask

PHONE = {"width": 390, "height": 844}
FINGER = 40
"""The least height in pixels of what saves a forecast."""


@dataclass
class Thumb:
    """A thumb on a phone; no key of a keyboard but those that the phone shows itself."""

    page: Page

    def tap(self, target: Locator, across: float = 0.5) -> None:
        """Touch something, at a share of its width."""
        target.scroll_into_view_if_needed()
        box = target.bounding_box()
        assert box
        x, y = box["x"] + box["width"] * across, box["y"] + box["height"] / 2
        self.page.touchscreen.tap(x, y)

    def type(self, field: Locator, value: str) -> None:
        """Touch a field and type into it."""
        self.tap(field, 0.2)
        expect(field).to_be_focused()
        self.page.keyboard.type(value)

    def save(self, card: Locator) -> None:
        """Touch the button that saves, which is large enough for a thumb."""
        button = card.get_by_role("button", name="Save forecast")
        box = button.bounding_box()
        assert box
        assert box["height"] >= FINGER
        self.tap(button)


def phone(town: Town) -> Thumb:
    """Return the thumb of a reader with a phone."""
    return Thumb(town.member("Ruth Okafor", viewport=PHONE, has_touch=True, is_mobile=True))


def fits(page: Page) -> bool:
    """Tell whether the page needs no scrolling sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_yes_or_no_takes_two_touches(modern_town: Town) -> None:
    ruth = phone(modern_town)
    ruth.page.goto("/")
    card = ruth.page.locator("form[data-forecast=binary]").first
    ballot = ruth.page.locator("#q1")
    slider = card.locator("[type=range]")
    expect(slider).to_have_attribute("aria-valuetext", "not set")
    ruth.tap(slider, 0.75)
    percent = card.locator(".pct input").input_value()
    assert 70 <= int(percent) <= 80
    ruth.save(card)
    expect(ballot.locator(".vs")).to_contain_text(f"{percent}%")
    assert fits(ruth.page)


def test_one_touch_is_a_whole_forecast_of_several_outcomes(modern_town: Town) -> None:
    ruth = phone(modern_town)
    ruth.page.goto("/")
    card = ruth.page.locator("form[data-forecast=choice]").first
    slider = card.locator("[type=range]").first
    expect(slider).to_have_attribute("aria-valuetext", re.compile("."))
    ruth.tap(slider, 0.6)
    shares = [int(each.input_value()) for each in card.locator("input.num, .pct input").all()]
    assert sum(shares) == 100
    assert 55 <= shares[0] <= 65
    ruth.save(card)
    expect(ruth.page.locator("main")).to_contain_text("Your forecast")
    assert fits(ruth.page)


@pytest.mark.parametrize(
    ("question", "values", "said"),
    [
        (NUMBER, ("60", "70", "90"), "70 (60 to 90)"),
        (DATE, ("01152027", "03152027", "09302027"), "You say 15 March 2027."),
    ],
    ids=["a number", "a date"],
)
def test_a_number_or_a_date_is_three_fields_and_a_button(
    modern_town: Town,
    question: tuple[str, str, str, str, str],
    values: tuple[str, str, str],
    said: str,
) -> None:
    path = ask(modern_town.member("Edi Novak", "editor"), question)
    ruth = phone(modern_town)
    ruth.page.goto(path)
    main = ruth.page.get_by_role("main")
    for name, value in zip(("low", "guess", "high"), values, strict=True):
        ruth.type(ruth.page.locator(f"input[name={name}]"), value)
    ruth.save(main)
    expect(main).to_contain_text(said)
    assert fits(ruth.page)
