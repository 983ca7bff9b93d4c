"""A reader follows, is told, and stops the mails by the link in one; another one is ignored."""

import re
from email import message_from_bytes, policy

from playwright.sync_api import Page, expect
from sqlalchemy import update

from discuss.kit import clock
from discuss.kit.outbox import Outgoing
from tests.fixtures.sites import Site
from tests.journeys.conftest import Judge, Town
from tests.journeys.test_reader import open_the_article, write


def deliver_all(site: Site) -> None:
    """Deliver what waits, as if its time had come."""
    for _ in range(3):
        with site.session() as session:
            waiting = update(Outgoing).where(Outgoing.done_at.is_(None))
            session.execute(waiting.values(due_at=clock.now()))
        site.deliver()


def the_stop_link(site: Site) -> str:
    """Return where the newest mail's link to stop such mails leads."""
    mail = message_from_bytes(site.mail[-1].read_bytes(), policy=policy.default)
    found = re.search(r"Stop these mails: http://[^/]+(/unsubscribe/\S+)", mail.get_content())  # type: ignore[attr-defined]
    assert found
    assert found[1] in mail["List-Unsubscribe"]
    return found[1]


def follow_the_discussion(page: Page) -> None:
    open_the_article(page)
    page.get_by_role("button", name="Follow this discussion").click()
    expect(page.get_by_text("You follow this discussion.")).to_be_visible()


def wants_it_at_once(page: Page) -> None:
    page.goto("/settings/notifications")
    page.get_by_label("There are new comments where you follow", exact=True).select_option(
        label="At once"
    )
    page.get_by_role("button", name="Save notices").click()
    expect(page.get_by_text("Your choice is saved.")).to_be_visible()


def say_something(page: Page, name: str) -> None:
    open_the_article(page)
    write(page, "One costly step would change my mind.")
    said = page.locator("article.c").filter(has_text="One costly step would change my mind.")
    expect(said.get_by_role("heading", name=name)).to_be_visible()


def stop_by(page: Page, link: str, judge: Judge) -> None:
    """Stop mails by the link in one, on a device where nobody is signed in."""
    page.goto(link)
    judge(page)
    page.get_by_role("button", name="Stop them").click()
    expect(page.get_by_role("heading", name="These mails have stopped")).to_be_visible()
    judge(page)


def judge_of(town: Town, accessible: Judge) -> Judge:
    """Return what judges pages: nobody where scripts are off, since axe itself is one."""
    return accessible if town.scripts else lambda _page: None


def test_following_being_told_and_stopping_the_mails(town: Town, accessible: Judge) -> None:
    judge = judge_of(town, accessible)
    ruth = town.member("Ruth Okafor", viewport={"width": 320, "height": 700})
    follow_the_discussion(ruth)
    wants_it_at_once(ruth)
    judge(ruth)
    say_something(town.member("Ben Moss"), "Ben Moss")
    deliver_all(town.site)

    ruth.goto("/inbox")
    expect(ruth.get_by_role("link", name="1 new comment under")).to_be_visible()
    judge(ruth)
    stop_by(town.somebody(), the_stop_link(town.site), judge)

    ruth.goto("/settings/notifications")
    chosen = ruth.get_by_label("There are new comments where you follow", exact=True)
    expect(chosen).to_have_value("off")
    ruth.get_by_role("link", name=re.compile("^Change")).click()
    judge(ruth)
    ruth.get_by_label("Mute").check()
    ruth.get_by_role("button", name="Save").click()
    expect(ruth.get_by_text("You have muted this discussion.")).to_be_visible()


def test_ignoring_somebody_folds_their_words_and_is_taken_back(
    town: Town, accessible: Judge
) -> None:
    judge = judge_of(town, accessible)
    ben, ruth = town.member("Ben Moss"), town.member("Ruth Okafor")
    say_something(ben, "Ben Moss")
    open_the_article(ruth)
    ruth.get_by_label("More for the comment by Ben Moss").click()
    ruth.get_by_role("link", name="Ignore this reader").click()
    judge(ruth)
    ruth.get_by_role("button", name="Ignore them").click()

    words = ruth.get_by_text("One costly step would change my mind.")
    fold = ruth.get_by_text("You ignore this reader. Show")
    expect(fold).to_be_visible()
    expect(words).to_be_hidden()
    judge(ruth)
    fold.click()
    expect(words).to_be_visible()

    ruth.goto("/settings/ignored")
    judge(ruth)
    ruth.get_by_role("button", name="Read again").click()
    open_the_article(ruth)
    expect(words).to_be_visible()
