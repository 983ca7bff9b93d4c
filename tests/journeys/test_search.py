"""A reader looks for words that somebody wrote, and follows them to where they stand."""

from playwright.sync_api import Page, expect

from discuss.articles.models import Prompt
from tests.journeys.conftest import Judge, Town, looks
from tests.makers.accounts import a_person, a_regular
from tests.makers.comments import a_comment


def write_some(town: Town) -> int:
    """Put comments into the discussion; return the number of one that says something of its own."""
    with town.site.session() as session:
        ruth = a_regular(session, "Ruth Okafor")
        prompt = session.get_one(Prompt, 1)
        for n in range(21):
            a_comment(session, ruth, prompt, body=f"Number {n}: the deadline was a calendar.")
        root = a_comment(session, ruth, prompt, body="Something else.")
        reply = a_comment(
            session, a_person(session, "Ben Moss"), parent=root, body="Le **Café** était fermé."
        )
        return reply.id


def look_for(page: Page, words: str) -> None:
    page.get_by_role("main").get_by_role("searchbox").fill(words)
    page.get_by_role("main").get_by_role("button", name="Search").click()


def test_a_reader_finds_a_comment_and_follows_it(town: Town) -> None:
    number = write_some(town)
    page = town.somebody()
    page.goto("/")
    page.get_by_role("link", name="Search", exact=True).click()
    look_for(page, "cafe ferme")
    expect(page.locator(".hit mark").first).to_have_text("Café")
    expect(page.get_by_role("searchbox")).to_have_value("cafe ferme")
    page.get_by_role("link", name="Ben Moss").click()
    expect(page.locator(f"#c{number}")).to_contain_text("Le Café était fermé.")


def test_a_reader_searches_one_discussion_page_by_page(town: Town) -> None:
    write_some(town)
    page = town.somebody()
    page.goto("/")
    page.get_by_role("searchbox").fill('"a calendar"')
    page.get_by_role("button", name="Search this discussion").click()
    expect(page.locator(".hit")).to_have_count(20)
    page.get_by_role("link", name="Newest").click()
    expect(page.locator(".hit").first).to_contain_text("Number 20")
    page.get_by_role("link", name="More of what was found").click()
    expect(page.locator(".hit").first).to_contain_text("Number 0")
    page.get_by_role("link", name="Search the whole site").click()
    expect(page.locator(".hit")).to_have_count(20)


def test_a_search_that_cannot_be_made_is_answered_with_a_sentence(town: Town) -> None:
    page = town.somebody()
    page.goto("/search")
    look_for(page, "(((")
    expect(page.get_by_role("alert")).to_contain_text("Type a word to look for")
    expect(page.get_by_role("searchbox")).to_have_value("(((")
    look_for(page, "deadline")
    page.get_by_text("Narrow it down").click()
    page.get_by_label("Where").select_option("Comments")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_text("Nothing that can be read says this.")).to_be_visible()


def test_the_search_is_accessible_and_never_scrolls_sideways(
    modern_town: Town, accessible: Judge
) -> None:
    write_some(modern_town)
    page = modern_town.somebody()
    for _ in looks(
        page,
        "/search",
        "/search?q=deadline&staff=&kind=comments",
        "/search?q=moscow&article=1",
        "/search?q=-x",
        "/search?q=nowhereatall&by=Ruth+Okafor",
    ):
        accessible(page)
