"""A group of questions is answered in one form: by keyboard, with and without scripts."""

from playwright.sync_api import Page, expect
from sqlalchemy import select

from discuss.articles.models import Article, Prompt
from tests.journeys.conftest import Judge, Town
from tests.makers.groups import a_group


def a_group_of_dates(town: Town) -> tuple[str, str]:
    """Return the path of a group of three dates, and that of its article."""
    with town.site.session() as session:
        prompt = session.scalars(select(Prompt)).first()
        assert prompt
        slug = session.get_one(Article, prompt.article_id).slug
        return f"/groups/{a_group(session, prompt).id}", f"/articles/{slug}"


def rows(page: Page) -> list[str]:
    return [each.input_value() for each in page.locator(".rows .pct input").all()]


def test_a_reader_answers_a_group_by_keyboard_and_is_warned_once(
    town: Town, accessible: Judge
) -> None:
    path, _ = a_group_of_dates(town)
    ruth = town.member("Ruth Okafor")
    ruth.goto(path)
    if town.scripts:
        accessible(ruth)
    ruth.get_by_label("March", exact=True).focus()
    ruth.keyboard.type("60")
    ruth.keyboard.press("Tab")
    while ruth.evaluate("document.activeElement.name?.endsWith('-percent')") is not True:
        ruth.keyboard.press("Tab")
    ruth.keyboard.type("40")
    ruth.keyboard.press("Enter")
    expect(ruth.get_by_role("alert")).to_contain_text("June has 40% and March has 60%")
    assert rows(ruth) == ["60", "40", ""]
    if town.scripts:
        accessible(ruth)
    ruth.get_by_role("button", name="Save them as they are").press("Enter")
    expect(ruth.get_by_text("2 forecasts saved.").first).to_be_visible()
    assert ruth.get_by_text("Shown: you have answered.").count() == 2
    assert ruth.get_by_text("Hidden until you answer it.").count() == 1


def test_a_device_answers_a_group_on_the_article_by_touch(town: Town, accessible: Judge) -> None:
    path, article = a_group_of_dates(town)
    phone = town.somebody(viewport={"width": 390, "height": 844}, has_touch=True)
    phone.goto(article)
    group = phone.locator(f"#g{path.rsplit('/', 1)[1]}")
    if town.scripts:
        copy = group.locator("button", has_text="Copy to all empty rows")
        expect(copy).to_be_attached()
        group.get_by_label("March", exact=True).fill("35")
        copy.tap()
        assert rows(phone)[-3:] == ["35", "35", "35"]
    for label, percent in (("March", "20"), ("June", "30"), ("December", "55")):
        group.get_by_label(label, exact=True).fill(percent)
    group.get_by_role("button", name="Save forecasts").tap()
    expect(phone.get_by_text("3 forecasts saved.").first).to_be_visible()
    assert phone.url.endswith(f"{article}#g{path.rsplit('/', 1)[1]}")
    expect(group.get_by_text("You: 55%.")).to_be_visible()
    if town.scripts:
        accessible(phone)


def test_a_group_on_a_wide_article_says_what_it_asks_before_its_rows(modern_town: Town) -> None:
    path, article = a_group_of_dates(modern_town)
    ruth = modern_town.member("Ruth Okafor", viewport={"width": 1440, "height": 900})
    ruth.goto(article)
    group = ruth.locator(f"#g{path.rsplit('/', 1)[1]}")
    asked, rows = group.locator(".q-ask").bounding_box(), group.locator("form").bounding_box()
    assert asked
    assert rows
    assert asked["x"] + asked["width"] <= rows["x"]
    assert abs(asked["y"] - rows["y"]) < 1
