"""Every kind of question is answered on one page of an article: by keyboard alone, and by thumb."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from discuss.kit import clock
from tests.journeys.conftest import Town
from tests.makers.articles import an_article
from tests.makers.groups import a_group, members_of
from tests.makers.predictions import an_open_question

PHONE = {"width": 390, "height": 844}
FINGER = 40
"""The least height in pixels of what saves a forecast."""
Kinds = dict[str, int]
TYPED = {
    "binary": {"percent": "62"},
    "number": {"low": "60", "guess": "70", "high": "90"},
    "integer": {"low": "3", "guess": "5", "high": "9"},
    "date": {"low": "04102026", "guess": "06152026", "high": "09302026"},
    "choice": {"share-a": "60", "share-b": "25", "share-other": "15"},
}
SAID = {
    "binary": "62%",
    "number": "70 (60 to 90)",
    "integer": "5 (3 to 9)",
    "date": "15 June 2026",
    "choice": "you 60%",
}


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


def fits(page: Page) -> bool:
    """Tell whether the page needs no scrolling sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.fixture
def page_of_all(modern_town: Town) -> tuple[str, Kinds, list[int]]:
    """Return the path of an article with a question of every kind and a group, and their ids."""
    with modern_town.site.session() as session:
        article = an_article(session, now=clock.now())
        asked = {
            kind: an_open_question(session, article.prompt, kind, min_show=1).id for kind in TYPED
        }
        group = a_group(session, article.prompt)
        members = [each.id for each in members_of(session, group)]
        return f"/articles/{article.slug}", asked, [group.id, *members]


def ballot(page: Page, number: int) -> Locator:
    return page.locator(f"#q{number}")


def reach(page: Page, name: str) -> None:
    """Press Tab until a field of that name has the focus; a date has several stops."""
    for _ in range(30):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    pytest.fail(f"no Tab leads to {name}")


def test_every_kind_is_answered_by_keyboard_alone(
    modern_town: Town, page_of_all: tuple[str, Kinds, list[int]]
) -> None:
    path, asked, (group, *members) = page_of_all
    ruth = modern_town.member("Ruth Okafor")
    ruth.goto(path)
    for kind, fields in TYPED.items():
        card = ballot(ruth, asked[kind])
        card.get_by_role("link").first.focus()
        for name, value in fields.items():
            reach(ruth, name)
            ruth.keyboard.type(value)
        ruth.keyboard.press("Enter")
        expect(card).to_contain_text(SAID[kind])
    ruth.locator(f"#g{group}-t a").focus()
    for member, value in zip(members, ("20", "30", "55"), strict=True):
        reach(ruth, f"m{member}-percent")
        ruth.keyboard.type(value)
    ruth.keyboard.press("Enter")
    expect(ruth.locator(f"#g{group}")).to_contain_text("You: 55%.")


def test_every_kind_is_answered_by_thumb(
    modern_town: Town, page_of_all: tuple[str, Kinds, list[int]]
) -> None:
    path, asked, (group, *members) = page_of_all
    ruth = Thumb(modern_town.somebody(viewport=PHONE, has_touch=True, is_mobile=True))
    ruth.page.goto(path)
    for kind, fields in TYPED.items():
        card = ballot(ruth.page, asked[kind])
        if kind in {"binary", "choice"}:
            slider = card.locator("[type=range]").first
            expect(slider).to_have_attribute("aria-valuetext", "not set")
            ruth.tap(slider, 0.62)
            shares = [int(each.input_value()) for each in card.locator(".pct input").all()]
            assert 55 <= shares[0] <= 70
            assert sum(shares) == 100 or kind == "binary"
            said = f"{shares[0]}%"
        else:
            for name, value in fields.items():
                ruth.type(card.locator(f"input[name={name}]"), value)
            said = SAID[kind]
        ruth.save(card)
        expect(card).to_contain_text(said)
    together = ruth.page.locator(f"#g{group}")
    for member, value in zip(members, ("20", "30", "55"), strict=True):
        ruth.type(together.locator(f"#m{member}"), value)
    ruth.tap(together.get_by_role("button", name="Save forecasts"))
    expect(together).to_contain_text("You: 55%.")
    assert fits(ruth.page)
