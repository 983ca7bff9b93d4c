"""A long discussion: what is new is shown whole, counts stay true, and the way back leads back."""

from playwright.sync_api import Page, expect
from sqlalchemy import select

from discuss.articles.models import Prompt
from discuss.comments.models import Comment
from tests.journeys.conftest import Judge, Town
from tests.journeys.test_reader import open_the_article, write
from tests.makers.comments import a_comment

LONG_LINE = "```\n" + "x" * 400 + "\n```"


def says(town: Town, *words: str, below: int | None = None) -> None:
    """Let people say several things, each at the top or below a comment."""
    with town.site.session() as session:
        prompt = session.scalars(select(Prompt)).first()
        for body in words:
            parent = session.get(Comment, below) if below else None
            a_comment(session, prompt=prompt, parent=parent, body=body)


def many(n: int, start: int = 1) -> list[str]:
    return [f"Thought number {each}." for each in range(start, start + n)]


def rows(page: Page) -> list[str]:
    return page.locator("[data-list] > li > .c").evaluate_all("all => all.map((each) => each.id)")


def article(page: Page, query: str = "") -> None:
    open_the_article(page)
    page.goto(page.url.partition("?")[0].partition("#")[0] + query)
    expect(page.locator("form[data-write][data-ready]")).to_have_count(1)


def hears_the_news(page: Page, n: int) -> None:
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.get_by_role("button", name=f"{n} new comments").click()


def test_the_pill_shows_all_that_came(modern_town: Town) -> None:
    says(modern_town, *many(3))
    page = modern_town.somebody()
    article(page, "?order=newest")
    says(modern_town, *many(26, 4))

    hears_the_news(page, 26)

    expect(page.locator("[data-list] > li")).to_have_count(29)
    assert rows(page) == [f"c{n}" for n in range(29, 0, -1)]
    expect(page.locator("#c29")).to_be_focused()
    says(modern_town, *many(2, 30))
    hears_the_news(page, 2)
    expect(page.locator("[data-list] > li")).to_have_count(31)


def test_in_a_list_by_age_new_ones_stand_at_the_end(modern_town: Town) -> None:
    says(modern_town, *many(3))
    page = modern_town.somebody()
    article(page, "?order=oldest")
    says(modern_town, *many(2, 4))

    hears_the_news(page, 2)

    expect(page.locator("#c4")).to_be_focused()
    assert rows(page) == [f"c{n}" for n in range(1, 6)]


def test_own_words_are_counted_at_once(modern_town: Town) -> None:
    says(modern_town, "The first.")
    says(modern_town, "A reply.", below=1)
    says(modern_town, "A reply to that.", below=2)
    page = modern_town.member("Ruth Okafor")
    article(page)
    write(page, "And mine.")
    expect(page.locator("[data-total]")).to_have_text("4")
    with modern_town.site.session() as session:
        session.get_one(Comment, 4).created_at = session.get_one(Comment, 1).created_at

    page.locator("#c2").get_by_role("link", name="Reply to").click()
    page.get_by_role("textbox", name="Your reply").fill("My reply.")
    page.get_by_role("button", name="Post reply").click()

    expect(page.locator("[data-total]")).to_have_text("5")
    branch = page.locator("li:has(> #c1) > .kids > summary")
    expect(branch).to_contain_text("Hide 3 replies")
    expect(page.locator("li:has(> #c2) > .kids > summary")).to_contain_text("Hide 2 replies")


def test_a_reply_from_a_comment_s_own_page_stands_below_it(modern_town: Town) -> None:
    says(modern_town, "The first.")
    says(modern_town, "A reply.", below=1)
    page = modern_town.member("Ruth Okafor")
    page.goto("/comments/2")
    expect(page.locator("form[data-write][data-ready]")).to_have_count(1)
    toggle = page.get_by_role("button", name="Preview")
    page.get_by_role("textbox", name="Your reply").fill("Below it.")
    toggle.click()
    expect(page.locator(".preview")).to_be_visible()
    page.get_by_role("button", name="Post reply").click()

    expect(page.locator("li:has(> #c2) > .kids > ol > li > #c3")).to_be_visible()
    assert rows(page) == ["c1"]
    expect(toggle).to_have_attribute("aria-pressed", "false")


def test_the_way_back_leads_to_the_list_as_it_was(modern_town: Town) -> None:
    says(modern_town, *many(45))
    page = modern_town.somebody()
    article(page, "?order=newest")
    page.get_by_role("link", name="More comments").click()
    expect(page.locator("#c10")).to_be_attached()
    shown = rows(page)
    page.locator("#c10 .c-head a.meta").click()
    page.wait_for_url("**/comments/10**")

    page.go_back()

    expect(page.locator("#c10")).to_be_in_viewport()
    assert rows(page) == shown


def test_more_comments_tell_what_moved_since_the_page_was_opened(modern_town: Town) -> None:
    says(modern_town, *many(45))
    page = modern_town.somebody()
    article(page, "?order=best")
    last = modern_town.member("Ruth Okafor")
    last.goto("/comments/45")
    last.locator("#c45").get_by_role("button", name="Good point").click()
    expect(last.locator("#c45 [aria-pressed=true]")).to_have_count(1)

    for n in (40, 44):
        page.get_by_role("link", name="More comments").click()
        expect(page.locator("[data-list] > li > .c")).to_have_count(n)

    assert len(set(rows(page))) == 44
    page.get_by_text("1 comment has appeared or changed places").get_by_text("Show them").click()
    expect(page.locator("#c45")).to_be_visible()


def test_an_order_is_read_from_its_beginning_without_a_ride_through_the_article(
    modern_town: Town,
) -> None:
    says(modern_town, *many(3))
    page = modern_town.somebody()
    article(page, "?order=oldest#talk")

    assert page.locator("#talk-h").evaluate("e => e.getBoundingClientRect().top") < 200


def test_a_mark_leads_back_to_where_the_reader_was(town: Town) -> None:
    says(town, *many(3))
    page = town.member("Ruth Okafor")
    open_the_article(page)
    page.goto(page.url.partition("?")[0] + "?order=oldest")
    mark = page.locator("#c2").get_by_role("button", name="Good point")
    mark.click()
    expect(mark).to_have_attribute("aria-pressed", "true")
    if not town.scripts:
        assert page.url.endswith("?order=oldest#c2")
    page.get_by_role("button", name="Follow this discussion").click()
    expect(page.get_by_role("button", name="Stop following")).to_be_visible()
    assert page.url.endswith("?order=oldest#talk")


def test_the_private_mark_leaves_the_reader_where_they_are(modern_town: Town) -> None:
    says(modern_town, *many(25))
    page = modern_town.member("Ruth Okafor")
    article(page, "?order=newest")
    page.get_by_role("link", name="More comments").click()
    menu = page.locator("#c2 details.menu > summary")
    menu.click()
    page.locator("#c2").get_by_role("button", name="Not useful").click()

    expect(page.get_by_text("Noted. Only you see this.")).to_be_visible()
    expect(menu).to_be_focused()
    menu.click()
    expect(page.locator("#c2").get_by_role("button", name="Useful after all")).to_be_visible()
    expect(page.locator("#c2 [value=good_point]")).to_have_attribute("aria-pressed", "false")


def test_code_breaks_its_lines_and_replies_have_their_heading(
    modern_town: Town, accessible: Judge
) -> None:
    says(modern_town, LONG_LINE)
    says(modern_town, LONG_LINE, below=1)
    page = modern_town.member("Ruth Okafor", viewport={"width": 320, "height": 700})
    for part in ("1", "1/reply", "1/replies", "1/revisions", "2"):
        page.goto(f"/comments/{part}")
        accessible(page)
    article(page)
    page.get_by_role("textbox", name="Your comment").fill(LONG_LINE)
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".preview pre")).to_be_visible()
    accessible(page)
