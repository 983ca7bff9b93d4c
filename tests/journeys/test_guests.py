"""A newcomer without an account: from a first comment to the mail that says it was the last."""

from datetime import timedelta

from playwright.sync_api import Page, expect
from sqlalchemy import select

from discuss.comments.models import Comment
from tests.journeys.conftest import Judge, Town
from tests.journeys.test_being_told import (
    deliver_all,
    follow_the_discussion,
    say_something,
    stop_by,
    the_stop_link,
    wants_it_at_once,
)
from tests.journeys.test_reader import open_the_article, write


def begins(town: Town) -> Page:
    """Return the browser of Noor, whose words and number came back for want of a name."""
    page = town.somebody(viewport={"width": 320, "height": 800})
    open_the_article(page)
    words = page.get_by_role("textbox", name="Your comment")
    words.fill("Relief is not pressure.")
    page.get_by_text("Add a forecast").first.click()
    page.locator("[name='forecast-1']").fill("62")
    page.get_by_role("button", name="Mail me the link").click()
    expect(page.get_by_text("This comment was not posted")).to_be_visible()
    expect(page.locator("[name='forecast-1']")).to_have_value("62")
    expect(page.get_by_role("textbox", name="Your comment")).to_have_value(
        "Relief is not pressure."
    )
    return page


def arrives(town: Town, accessible: Judge) -> Page:
    """Return the browser of Noor, whose comment is out."""
    page = begins(town)
    page.get_by_label("Name to show").fill("Noor Haddad")
    page.get_by_label("E-mail").fill("noor@example.org")
    if town.scripts:
        expect(page.locator("form[data-ready]")).to_be_visible()
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".preview")).to_contain_text("Relief is not pressure.")
    expect(page.get_by_label("E-mail")).to_have_value("noor@example.org")
    if town.scripts:
        accessible(page)
    page.get_by_role("button", name="Mail me the link").click()
    expect(page.get_by_role("heading", name="One step left")).to_be_visible()
    page.goto(town.the_mailed_link("guest-comments"))
    expect(page.get_by_text("Relief is not pressure.")).to_be_visible()
    if town.scripts:
        accessible(page)
    page.get_by_role("button", name="Publish it").click()
    expect(page.get_by_role("heading", name="Noor Haddad")).to_be_visible()
    expect(page.locator("#c1").get_by_text("62%")).to_be_visible()
    return page


def time_passes(town: Town) -> None:
    """Let what was written be a minute old, so that its authors may write again."""
    with town.site.session() as session:
        for comment in session.scalars(select(Comment)):
            comment.created_at -= timedelta(minutes=1)


def finds_and_follows(noor: Page) -> None:
    """Search the discussion for words that were said, and want to be told of new ones at once."""
    open_the_article(noor)
    noor.get_by_role("searchbox").fill("cost that lasts")
    noor.get_by_role("button", name="Search this discussion").click()
    found = noor.locator(".hit").filter(has_text="Noor Haddad")
    expect(found).to_contain_text("A cost that lasts.")
    follow_the_discussion(noor)
    wants_it_at_once(noor)


def test_a_guest_becomes_a_reader(town: Town, accessible: Judge) -> None:
    noor = arrives(town, accessible)
    ruth = town.member("Ruth Okafor")
    open_the_article(ruth)
    write(ruth, "Then what would be pressure, @Noor Haddad?")
    expect(ruth.get_by_role("link", name="@Noor Haddad")).to_be_visible()

    time_passes(town)
    noor.goto("/inbox")
    noor.get_by_role("link", name="Ruth Okafor mentioned you").click()
    noor.get_by_role("link", name="Reply to Ruth Okafor").first.click()
    noor.get_by_role("textbox", name="Your reply").first.fill("A cost that lasts.")
    noor.get_by_role("button", name="Post reply").first.click()
    expect(noor.get_by_text("A cost that lasts.")).to_be_visible()

    open_the_article(noor)
    noor.locator("#c2").get_by_title("Changed my mind").click()
    box = noor.locator("#mind-2").get_by_role("textbox").first
    box.fill("41")
    box.press("Enter")
    expect(noor.get_by_text("Saved: your new forecast, and what moved you.")).to_be_visible()

    finds_and_follows(noor)
    time_passes(town)
    say_something(ruth, "Ruth Okafor")
    deliver_all(town.site)
    noor.goto("/inbox")
    expect(noor.get_by_role("link", name="1 new comment under")).to_be_visible()
    stop_by(noor, the_stop_link(town.site), accessible if town.scripts else lambda _page: None)
