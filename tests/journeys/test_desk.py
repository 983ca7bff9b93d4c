"""The comforts of the desk: letters that keep to it, seconds that count down, a report in place."""

import re

from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import Judge, Town, looks

LINK = "Look at https://example.org/offer now."


def post(page: Page, words: str) -> None:
    page.goto("/")
    page.get_by_role("textbox", name="Your comment").fill(words)
    page.get_by_role("button", name="Post comment").click()
    expect(page.locator(".c").first).to_be_visible()


def test_letters_press_buttons_only_while_the_desk_has_focus_and_can_be_turned_off(
    modern_town: Town,
) -> None:
    ben, ada = modern_town.member("Ben Moss"), modern_town.member("Ada Byron", "moderator")
    post(ben, LINK)
    ada.goto("/desk/cases/1")
    ada.locator(".foot select").focus()
    ada.keyboard.press("r")
    expect(ada.locator("#reject")).to_be_hidden()
    ada.get_by_label("Letter keys").uncheck()
    ada.keyboard.press("r")
    expect(ada.locator("#reject")).to_be_hidden()
    ada.reload()
    expect(ada.get_by_label("Letter keys")).not_to_be_checked()
    ada.get_by_label("Letter keys").check()
    ada.keyboard.press("r")
    expect(ada.locator("#reject")).to_be_visible()
    ada.keyboard.press("Escape")
    expect(ada.locator("#reject")).to_be_hidden()
    expect(ada.locator("[data-do=reject]")).to_be_focused()


def test_a_desk_whose_letters_arrive_late_leaves_the_focus_where_somebody_put_it(
    modern_town: Town,
) -> None:
    ben, ada = modern_town.member("Ben Moss"), modern_town.member("Ada Byron", "moderator")
    post(ben, LINK)
    ada.goto("/desk/cases/1")
    ada.get_by_label("Letter keys").uncheck()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    ada.route("**/main.js", hold)
    with ada.expect_request("**/main.js"):
        ada.goto("/desk/cases/1", wait_until="commit")
    ada.locator(".foot select").focus()
    expect(ada.get_by_label("Letter keys")).to_be_checked()
    held[0].continue_()
    expect(ada.get_by_label("Letter keys")).not_to_be_checked()
    expect(ada.locator(".foot select")).to_be_focused()


def test_a_reason_brings_its_words_and_never_replaces_what_was_typed(modern_town: Town) -> None:
    ben, ada = modern_town.member("Ben Moss"), modern_town.member("Ada Byron", "moderator")
    post(ben, LINK)
    ada.goto("/desk/cases/1")
    message = ada.get_by_label("Message to the author")
    expect(ada.locator("#case")).to_be_focused()
    ada.keyboard.press("r")
    ada.keyboard.press("2")
    expect(message).to_have_value(re.compile("Your comment is about something else"))
    ada.keyboard.press("8")
    expect(message).to_have_value("Your comment advertises a product, a service or a channel.")
    message.fill("My own words about 9 things, jk.")
    ada.get_by_text("Spam, rule 6").click()
    expect(message).to_have_value("My own words about 9 things, jk.")
    message.press("Control+Enter")
    expect(ada.get_by_text("Rejected.")).to_be_visible()
    seconds = ada.locator("[data-seconds]")
    before = int(seconds.inner_text())
    ada.wait_for_timeout(1500)
    assert int(seconds.inner_text()) < before <= 12
    ada.keyboard.press("u")
    expect(ada.get_by_text("Taken back. Nobody was told.")).to_be_visible()


def test_a_reader_reports_in_a_dialog_and_stays_where_they_are(
    modern_town: Town, accessible: Judge
) -> None:
    ben, eve = modern_town.member("Ben Moss"), modern_town.member("Eve Lund")
    post(ben, "You are a fool, all of you.")
    eve.goto("/")
    opener = eve.locator("a[href='/comments/1/report']")
    eve.locator(".c .menu summary").first.click()
    opener.click()
    dialog = eve.get_by_role("dialog", name="Report this comment")
    expect(dialog).to_be_visible()
    accessible(eve)
    dialog.get_by_label("It states something false").check()
    dialog.get_by_role("button", name="Send report").click()
    expect(dialog.get_by_role("alert")).to_be_visible()
    expect(dialog.get_by_label("It states something false")).to_be_checked()
    dialog.get_by_label("Anything a moderator should know").fill("See example.org.")
    dialog.get_by_role("button", name="Send report").click()
    expect(eve.get_by_text("Report sent. Thank you.")).to_be_visible()
    expect(dialog).to_have_count(0)
    eve.locator(".c .menu summary").first.click()
    opener.click()
    expect(eve.get_by_text("You have reported this comment already.")).to_be_visible()


def test_statement_inbox_log_and_rules_are_accessible(modern_town: Town, accessible: Judge) -> None:
    ben, ada = modern_town.member("Ben Moss"), modern_town.member("Ada Byron", "moderator")
    post(ben, LINK)
    ada.goto("/desk/cases/1")
    ada.get_by_role("button", name="Approve").click()
    accessible(ada)
    modern_town.the_undo_window_passes()
    for _ in looks(ben, "/inbox", "/moderation-log", "/rules"):
        accessible(ben)
