"""A reader's day: read, open an account, answer with words and with a number, come back."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Judge, Town, looks

MADE_UP = re.compile(r"/static/\w+/|/people/\w+|by=\w+")
"""Digests and handles, which hold any number sooner or later."""

WORDS = "The deadline worked as a calendar.\n\nWhat would change my mind: **one costly step**."


def open_the_article(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Moscow hoped for Trump")


def write(page: Page, words: str) -> None:
    page.get_by_role("textbox", name="Your comment").fill(words)
    page.get_by_role("button", name="Post comment").click()


def test_a_newcomer_reads_signs_up_and_answers_with_words(town: Town) -> None:
    page = town.somebody()
    open_the_article(page)
    page.get_by_role("link", name="Sign in").first.click()
    page.get_by_role("link", name="Create an account").click()
    page.get_by_label("Name shown with your comments").fill("Ruth Okafor")
    page.get_by_label("E-mail").fill("ruth@example.org")
    page.get_by_label("Password").fill("three unusual words")
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_text("A link is on its way to ruth@example.org.")).to_be_visible()
    page.goto(town.the_mailed_link("confirm"))
    page.get_by_label("Password").fill("three unusual words")
    page.get_by_role("button", name="Confirm and sign in").click()
    expect(page.get_by_text("Your address is confirmed.")).to_be_visible()
    open_the_article(page)
    write(page, WORDS)
    expect(page.get_by_role("heading", name="Ruth Okafor")).to_be_visible()
    expect(page.locator(".c-body strong")).to_have_text("one costly step")


def test_a_reader_forecasts_in_two_actions_and_sees_the_crowd_only_then(town: Town) -> None:
    for n, name in enumerate(("Ada Byron", "Ben Moss", "Cleo Hart", "Dan Pell", "Eve Lund")):
        other = town.member(name)
        open_the_article(other)
        forecast(other, str(20 + n * 10))
        other.context.close()
    page = town.member("Ruth Okafor")
    open_the_article(page)
    card = page.locator("#q1")
    expect(card.get_by_text("Readers, median")).to_have_count(0)
    forecast(page, "62")
    expect(card.get_by_text("Readers, median")).to_be_visible()
    expect(card.locator(".vs")).to_contain_text("62%")
    expect(card.locator(".vs")).to_contain_text("45%")


def forecast(page: Page, percent: str) -> None:
    """Two actions: two digits, Enter."""
    field = page.locator("#q1").get_by_role("textbox").first
    field.fill(percent)
    field.press("Enter")
    expect(page.locator("#q1 .vs")).to_contain_text(f"{percent}%")


def test_a_forecast_is_changed_and_withdrawn_and_its_history_stays(town: Town) -> None:
    page = town.member("Ruth Okafor")
    page.goto("/questions/1")
    dial(page, "62")
    page.goto("/questions/1")
    dial(page, "41")
    page.goto("/questions/1")
    aside = page.get_by_role("complementary", name="Your forecast")
    expect(aside).to_contain_text("62%")
    expect(aside).to_contain_text("41%")
    open_dial(page)
    aside.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text("You withdrew your forecast.").first).to_be_visible()


def open_dial(page: Page) -> None:
    fold = page.locator("#q1 details.fold", has=page.locator("form"))
    if fold.count() and fold.first.get_attribute("open") is None:
        fold.first.locator("summary").click()


def dial(page: Page, percent: str) -> None:
    open_dial(page)
    field = page.locator("#q1").get_by_role("textbox").first
    field.fill(percent)
    field.press("Enter")
    expect(page.get_by_role("main")).to_contain_text(f"{percent}%")


def test_a_comment_carries_its_authors_forecast_hidden_until_the_reader_has_answered(
    town: Town,
) -> None:
    ruth = town.member("Ruth Okafor")
    open_the_article(ruth)
    forecast(ruth, "62")
    open_the_article(ruth)
    write(ruth, "Why I say so.")
    expect(ruth.locator(".c").first).to_be_visible()
    ruth.goto("/questions/1")
    dial(ruth, "41")
    ben = town.member("Ben Moss")
    open_the_article(ben)
    chip = ben.locator(".c .chip")
    expect(chip).to_contain_text("answer to see")
    assert "62" not in MADE_UP.sub("", ben.locator(".thread").inner_html())
    forecast(ben, "50")
    open_the_article(ben)
    expect(chip).to_contain_text("62% then, 41% now")


def withdraw(page: Page) -> None:
    page.goto("/comments/1/withdrawal")
    page.get_by_role("button", name="Withdraw it").click()


def test_a_reply_a_mark_an_edit_and_a_withdrawal(town: Town) -> None:
    ruth, ben = town.member("Ruth Okafor"), town.member("Ben Moss")
    open_the_article(ruth)
    write(ruth, "First words.")
    expect(ruth.get_by_text("First words.")).to_be_visible()
    open_the_article(ben)
    ben.get_by_role("link", name="Reply to Ruth Okafor").click()
    ben.get_by_role("textbox", name="Your reply").fill("An answer to them.")
    ben.get_by_role("button", name="Post reply").click()
    expect(ben.get_by_text("An answer to them.")).to_be_visible()
    open_the_article(ben)
    ben.get_by_role("button", name="Good point").first.click()
    expect(ben.get_by_role("button", name="Good point").first).to_have_attribute(
        "aria-pressed", "true"
    )
    open_the_article(ruth)
    expect(ruth.locator("#c1 .c-foot")).to_contain_text("1")
    ruth.locator("#c1 .menu summary").click()
    ruth.get_by_role("link", name="Edit").click()
    ruth.get_by_role("textbox", name="Your comment").fill("Better words.")
    ruth.get_by_role("button", name="Save").click()
    expect(ruth.get_by_text("Better words.")).to_be_visible()
    ruth.goto("/comments/1/revisions")
    expect(ruth.locator("ins")).to_have_text("Better")
    withdraw(ruth)
    ruth.get_by_role("button", name="Undo").click()
    expect(ruth.locator("#c1").get_by_text("Better words.")).to_be_visible()
    withdraw(ruth)
    ruth.get_by_role("link", name="Back to the discussion").click()
    expect(ruth.get_by_text("Withdrawn by its author.")).to_be_visible()
    expect(ruth.get_by_text("An answer to them.")).to_be_visible()


def test_words_survive_an_expired_sign_in(town: Town) -> None:
    page = town.member("Ruth Okafor")
    open_the_article(page)
    page.get_by_role("textbox", name="Your comment").fill("Typed before the session ended.")
    page.context.clear_cookies()
    page.get_by_role("button", name="Post comment").click()
    page.get_by_label("E-mail").fill("ruth@example.org")
    page.get_by_label("Password").fill("correct horse battery")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("textbox", name="Your comment")).to_have_value(
        "Typed before the session ended."
    )
    page.get_by_role("button", name="Post comment").click()
    expect(page.locator(".c-body").first).to_contain_text("Typed before the session ended.")


def test_an_empty_comment_gets_a_sentence(town: Town) -> None:
    page = town.member("Ruth Okafor")
    open_the_article(page)
    write(page, "")
    expect(page.get_by_role("alert")).to_contain_text("Write something before posting")


def test_a_draft_survives_a_closed_tab(modern_town: Town) -> None:
    page = modern_town.member("Ruth Okafor")
    open_the_article(page)
    page.get_by_role("textbox", name="Your comment").press_sequentially("Half a thought")
    page.close()
    again = modern_town.contexts[-1].new_page()
    open_the_article(again)
    expect(again.get_by_role("textbox", name="Your comment")).to_have_value("Half a thought")


def test_a_preview_equals_the_result(town: Town) -> None:
    page = town.member("Ruth Okafor")
    open_the_article(page)
    page.get_by_role("textbox", name="Your comment").fill(WORDS)
    page.get_by_role("button", name="Preview").click()
    shown = page.locator(".preview")
    expect(shown.locator("strong")).to_have_text("one costly step")
    bottom = shown.locator(":scope > *").last.evaluate("e => e.getBoundingClientRect().bottom")
    foot = page.locator(".write-foot").first.evaluate("e => e.getBoundingClientRect().top")
    assert bottom <= foot, "the preview lies over what stands below it"
    preview = shown.inner_html().split()
    page.get_by_role("button", name="Post comment").click()
    posted = page.locator(".thread .c-body").first
    expect(posted).to_be_visible()
    assert posted.inner_html().split() == preview


def test_a_list_and_a_quote_begin_their_lines(modern_town: Town) -> None:
    page = modern_town.member("Ruth Okafor")
    open_the_article(page)
    words = page.get_by_role("textbox", name="Your comment")
    words.fill("Two things:\none\ntwo")
    words.evaluate("e => e.setSelectionRange(14, 18)")
    page.get_by_role("button", name="List").click()
    expect(words).to_have_value("Two things:\n- one\n- two")
    words.evaluate("e => e.setSelectionRange(3, 3)")

    page.get_by_role("button", name="Quote").click()

    expect(words).to_have_value("> Two things:\n- one\n- two")


def test_everything_is_done_by_keyboard_alone(modern_town: Town) -> None:
    page = modern_town.member("Ruth Okafor")
    open_the_article(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("#n1").focus()
    page.keyboard.type("62")
    page.keyboard.press("Enter")
    expect(page.locator("#q1 .vs")).to_contain_text("62%")
    page.get_by_role("textbox", name="Your comment").focus()
    page.keyboard.type("By keyboard.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".thread .c-body").first).to_contain_text("By keyboard.")


def test_pages_are_accessible_and_never_scroll_sideways(
    modern_town: Town, accessible: Judge
) -> None:
    page = modern_town.member("Ruth Okafor")
    open_the_article(page)
    write(page, WORDS)
    expect(page.locator(".c-body").first).to_be_visible()
    forecast(page, "62")
    stranger = modern_town.somebody()
    for _ in looks(page, "/", "/comments/1", "/questions/1", "/settings", "/inbox"):
        accessible(page)
    for _ in looks(stranger, "/", "/rules", "/moderation-log"):
        accessible(stranger)
