"""An editor's day: take an article in, word its prompt, ask, publish, correct, decide."""

from pathlib import Path

from playwright.sync_api import expect

from discuss.kit import clock
from tests.journeys.conftest import Judge, Town, looks

SAMPLE = Path(__file__).parents[1] / "articles" / "samples" / "interview.txt"


def test_an_editor_decides_a_question_and_scores_appear(town: Town) -> None:
    ruth, edi = town.member("Ruth Okafor"), town.member("Edi Novak", "editor")
    ruth.goto("/questions/1")
    field = ruth.locator("#q1").get_by_role("textbox").first
    field.fill("62")
    field.press("Enter")
    expect(ruth.get_by_role("main")).to_contain_text("62%")
    edi.goto("/questions/1/resolution")
    edi.get_by_label("It is decided").check()
    edi.get_by_label("Yes", exact=True).check()
    edi.wait_for_timeout(1_100)  # what is forecast within the same second is not scored
    edi.get_by_label("Since when could the answer be known?").fill(
        clock.now().strftime("%Y-%m-%dT%H:%M:%S")
    )
    edi.get_by_label("Source", exact=True).fill("https://example.org/report")
    edi.get_by_label("What happened, in a sentence or two").fill("Both were seen in one room.")
    edi.get_by_label("Why can it not wait?").fill("Everybody has seen it.")
    edi.get_by_role("button", name="Make it public").click()
    expect(edi.get_by_role("main")).to_contain_text("Both were seen in one room.")
    ruth.goto("/questions/1")
    expect(ruth.get_by_role("main")).to_contain_text("Brier")
    ruth.goto("/inbox")
    expect(ruth.get_by_role("main")).to_contain_text("Decided: Presidents meet")


def test_an_editor_changes_the_closing_prompt(town: Town) -> None:
    edi = town.member("Edi Novak", "editor")
    edi.goto("/articles/1/prompt")
    edi.get_by_label("Question").first.fill("What do you expect of the next year?")
    edi.locator("main form button.btn").first.click()
    edi.goto("/")
    expect(edi.get_by_role("heading", name="What do you expect of the next year?")).to_be_visible()


def test_an_editor_takes_a_second_article_in_and_an_index_appears(town: Town) -> None:
    edi = town.member("Edi Novak", "editor")
    edi.goto("/articles/new")
    edi.get_by_role("textbox").first.fill(SAMPLE.read_text())
    edi.locator("main form button.btn").first.click()
    edi.goto("/desk/articles")
    edi.get_by_role("button", name="Publish").first.click()
    stranger = town.somebody()
    stranger.goto("/")
    expect(stranger.get_by_role("heading", name="Articles")).to_be_visible()
    expect(stranger.locator("main article")).to_have_count(2)


def test_a_correction_says_what_changed(town: Town) -> None:
    edi = town.member("Edi Novak", "editor")
    edi.goto("/articles/1/edit")
    text = edi.get_by_role("textbox", name="Article").or_(edi.locator("textarea").first).first
    text.fill(
        text.input_value().replace("Seven weeks is a long time", "Seven weeks are a long time")
    )
    edi.get_by_label("What changed").or_(edi.get_by_label("Change note")).or_(
        edi.locator("input[name=change_note]")
    ).first.fill("Mended a verb.")
    edi.locator("main form button.btn:not(.quiet)").last.click()
    stranger = town.somebody()
    stranger.goto("/")
    stranger.get_by_role("link", name="1 change").click()
    expect(stranger.get_by_role("main")).to_contain_text("Mended a verb.")


def test_a_stranger_sees_no_desk(town: Town) -> None:
    ruth, stranger = town.member("Ruth Okafor"), town.somebody()
    for path in ("/desk/questions", "/articles/new", "/desk", "/articles/1/edit"):
        assert ruth.goto(path).status == 403  # type: ignore[union-attr]
        assert stranger.goto(path).status == 401  # type: ignore[union-attr]


def test_the_editors_pages_are_accessible(modern_town: Town, accessible: Judge) -> None:
    edi = modern_town.member("Edi Novak", "editor")
    paths = (
        "/articles/new",
        "/articles/1/edit",
        "/articles/1/prompt",
        "/desk/articles",
        "/desk/questions",
        "/prompts/1/questions/new",
        "/questions/1/resolution",
    )
    for _ in looks(edi, *paths):
        accessible(edi)
