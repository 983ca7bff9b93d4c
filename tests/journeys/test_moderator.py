"""A moderator's day: what was held and reported is read, decided, undone, and answered for."""

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Judge, Town, looks

LINK = "Look at https://example.org/offer now."


def post(page: Page, words: str) -> None:
    page.goto("/")
    page.get_by_role("textbox", name="Your comment").fill(words)
    page.get_by_role("button", name="Post comment").click()
    expect(page.locator(".c").first).to_be_visible()


def report(page: Page, comment_id: int) -> None:
    page.goto(f"/comments/{comment_id}/report")
    page.get_by_label("Aimed at a person").or_(page.get_by_role("radio").first).first.check()
    page.get_by_role("button", name="Send report").click()


def open_case(page: Page) -> None:
    page.goto("/desk")
    page.locator(".item a").first.click()
    expect(page.locator("#case-h")).to_be_visible()


def reject(page: Page) -> None:
    page.locator("[data-do=reject]").click()
    page.locator("input[name=reason]").first.check()
    page.get_by_role("button", name="Reject and tell the author").click()


def test_a_newcomers_link_waits_until_a_moderator_has_read_it(town: Town) -> None:
    ben, ada = town.member("Ben Moss"), town.member("Ada Byron", "moderator")
    post(ben, LINK)
    expect(ben.get_by_text("Only you can see this.")).to_be_visible()
    stranger = town.somebody()
    stranger.goto("/")
    expect(stranger.get_by_text("example.org/offer")).to_have_count(0)
    open_case(ada)
    ada.get_by_role("button", name="Approve").click()
    expect(ada.get_by_text("Undo").first).to_be_visible()
    stranger.goto("/")
    expect(stranger.get_by_text("example.org/offer")).to_be_visible()


def test_a_reported_comment_is_rejected_with_a_reason_and_its_author_is_told(town: Town) -> None:
    ben, eve = town.member("Ben Moss"), town.member("Eve Lund")
    ada, ivo = town.member("Ada Byron", "moderator"), town.member("Ivo Rask", "moderator")
    post(ben, "You are a fool, all of you.")
    report(eve, 1)
    open_case(ada)
    reject(ada)
    eve.goto("/")
    expect(eve.get_by_text("You are a fool")).to_have_count(0)
    town.the_undo_window_passes()
    ben.goto("/inbox")
    ben.get_by_role("link", name="Your comment was rejected").first.click()
    expect(ben.get_by_role("main")).to_contain_text("rule")
    ben.get_by_label("Why do you see it differently?").fill("It was meant as a joke.")
    ben.get_by_role("button", name="Send objection").click()
    ada.goto("/desk")
    expect(ada.locator(".item")).to_have_count(0)
    open_case(ivo)
    expect(ivo.get_by_role("main")).to_contain_text("It was meant as a joke.")
    eve.goto("/moderation-log")
    expect(eve.get_by_role("main")).to_contain_text("ejected")
    assert "Ben Moss" not in eve.get_by_role("main").inner_text()
    assert "Ada Byron" not in eve.get_by_role("main").inner_text()


def test_a_decision_is_undone_before_anybody_was_told(town: Town) -> None:
    ben, eve, ada = (
        town.member("Ben Moss"),
        town.member("Eve Lund"),
        town.member("Ada Byron", "moderator"),
    )
    post(ben, "Plain words.")
    report(eve, 1)
    open_case(ada)
    reject(ada)
    ada.get_by_role("button", name="Undo").first.click()
    eve.goto("/")
    expect(eve.get_by_text("Plain words.")).to_be_visible()
    ben.goto("/inbox")
    expect(ben.get_by_text("removed")).to_have_count(0)


def test_a_second_moderator_on_a_stale_page_sees_the_first_decision(town: Town) -> None:
    ben, eve = town.member("Ben Moss"), town.member("Eve Lund")
    ada, ivo = town.member("Ada Byron", "moderator"), town.member("Ivo Rask", "moderator")
    post(ben, "Words that two read at once.")
    report(eve, 1)
    open_case(ada)
    open_case(ivo)
    ada.get_by_role("button", name="Keep").click()
    expect(ada.get_by_text("Undo").first).to_be_visible()
    ivo.locator("[data-do=reject]").click()
    ivo.locator("input[name=reason]").first.check()
    ivo.get_by_label("Message to the author").fill("My own words.")
    ivo.get_by_role("button", name="Reject and tell the author").click()
    expect(ivo.get_by_role("alert").first).to_contain_text("Nothing you sent was applied")
    expect(ivo.get_by_role("main")).to_contain_text("Ada Byron")


def test_a_word_on_the_list_holds_a_comment(town: Town) -> None:
    ada, ben = town.member("Ada Byron", "moderator"), town.member("Ben Moss")
    ada.goto("/desk/words")
    ada.get_by_label("Word, phrase or domain").fill("numbskull")
    ada.get_by_role("button", name="Try it on the last 30 days").click()
    expect(ada.get_by_role("main")).to_contain_text("would have held 0 of 0")
    ada.get_by_role("button", name="Save rule").click()
    expect(ada.get_by_role("main")).to_contain_text("numbskull")
    post(ben, "What a Numbskull thing to say.")
    expect(ben.get_by_text("Only you can see this.")).to_be_visible()


def test_a_case_is_decided_by_letter_keys(modern_town: Town) -> None:
    ben, ada = modern_town.member("Ben Moss"), modern_town.member("Ada Byron", "moderator")
    post(ben, LINK)
    open_case(ada)
    ada.locator("#case").focus()
    ada.keyboard.press("r")
    ada.keyboard.press("1")
    ada.keyboard.press("Control+Enter")
    expect(ada.get_by_text("Undo").first).to_be_visible()
    ben.goto("/")
    expect(ben.get_by_text("example.org/offer")).to_have_count(0)


def test_the_desk_is_accessible(modern_town: Town, accessible: Judge) -> None:
    ben, ada = modern_town.member("Ben Moss"), modern_town.member("Ada Byron", "moderator")
    post(ben, LINK)
    for _ in looks(ada, "/desk", "/desk/cases/1", "/desk/words", "/comments/1/report"):
        accessible(ada)
