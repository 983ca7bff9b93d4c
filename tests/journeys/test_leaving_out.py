"""A brigade is left out of a crowd by keyboard alone, and one of it objects."""

from datetime import timedelta

from playwright.sync_api import Page, expect
from sqlalchemy import select

from discuss.accounts.models import Person
from discuss.kit import clock
from tests.journeys.conftest import Judge, Town
from tests.makers.accounts import a_person
from tests.makers.predictions import a_forecast, an_open_question

HOUR = timedelta(hours=1)


def press(page: Page, name: str) -> None:
    """Go to a button or link by keyboard and press Enter."""
    page.get_by_role("main").get_by_role("button", name=name).focus()
    page.keyboard.press("Enter")


def test_a_brigade_is_left_out_by_keyboard_and_reads_why(
    modern_town: Town, accessible: Judge
) -> None:
    town = modern_town
    troll, ada = town.member("Tom Roll"), town.member("Ada Byron", "moderator")
    with town.site.session() as session:
        question = an_open_question(session, min_show=1)
        for n, percent in enumerate((20, 30, 40, 50, 60)):
            a_forecast(session, question, percent=percent, at=clock.now() - (20 - n) * HOUR)
        for _ in range(2):
            a_forecast(session, question, a_person(session), 97, at=clock.now() - HOUR)
        tom = session.scalars(select(Person).where(Person.name == "Tom Roll")).one()
        a_forecast(session, question, tom, 98, at=clock.now() - HOUR)
        path = f"/questions/{question.id}"
    ada.goto(f"/desk{path}/forecasts")
    press(ada, "Look at the forecasts")
    expect(ada.get_by_role("checkbox", name="Tom Roll")).to_be_visible()
    for box in ada.get_by_role("checkbox").all()[:3]:
        box.focus()
        ada.keyboard.press("Space")
    ada.get_by_label("From").fill(f"{clock.now() - 2 * HOUR:%Y-%m-%dT%H:%M}")
    ada.get_by_label("Why").fill("Three accounts said the same within an hour.")
    press(ada, "Show what would change")
    expect(ada.get_by_text("Median 55% → 40%.")).to_be_visible()
    accessible(ada)
    press(ada, "Leave them out")
    expect(ada.get_by_text("3 people are told why.")).to_be_visible()
    accessible(ada)
    troll.goto(path)
    troll.get_by_role("link", name="Read why, and ask for another look").click()
    expect(troll.get_by_role("main")).to_contain_text("within an hour")
    expect(troll.get_by_role("heading", name="Ask for another look")).to_be_visible()
