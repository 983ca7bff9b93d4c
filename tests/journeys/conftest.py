"""People with a browser, with and without scripts, and ways to look at what they see."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask.testing import FlaskClient
from playwright._impl._api_structures import SetCookieParam
from playwright.sync_api import Browser, BrowserContext, Page
from sqlalchemy import update

from discuss.accounts import actions
from discuss.inbox.models import Notice
from discuss.kit import clock
from discuss.kit.outbox import Outgoing
from discuss.kit.passwords import hash_password
from discuss.moderation.models import Decision
from discuss.moderation.rules.statement import UNDO_WINDOW
from tests.fixtures.sites import Site
from tests.makers.accounts import PASSWORD, sign_in

HASH = hash_password(PASSWORD)


@dataclass
class Town:
    """A site and the people who sit before it."""

    site: Site
    browser: Browser
    scripts: bool
    contexts: list[BrowserContext] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def somebody(self, **about: object) -> Page:
        """Return a stranger's empty browser; what breaks in it is noted."""
        context = self.browser.new_context(
            base_url=self.site.url,
            java_script_enabled=self.scripts,
            **about,  # type: ignore[arg-type]
        )
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._listen)
        page.on("response", self._watch)
        return page

    def _listen(self, message: object) -> None:
        if getattr(message, "type", "") == "error" and "status of 4" not in message.text:  # type: ignore[attr-defined]
            self.faults.append(message.text)  # type: ignore[attr-defined]

    def _watch(self, response: object) -> None:
        if response.status >= 500:  # type: ignore[attr-defined]
            self.faults.append(f"{response.status} {response.url}")  # type: ignore[attr-defined]

    def member(self, name: str, role: str = "reader", **about: object) -> Page:
        """Return the browser of somebody with a confirmed account who has signed in."""
        email = f"{name.split(maxsplit=1)[0].lower()}@example.org"
        with self.site.session() as session:
            person = actions.open_account(session, name, email, HASH, clock.now())
            person.confirmed_at = clock.now()
            if role != "reader":
                actions.grant(session, None, person, role, clock.now())
            client = self.site.app.test_client()
            sign_in(client, person, session)
        page = self.somebody(**about)
        page.context.add_cookies([self._cookie(client)])
        return page

    def _cookie(self, client: FlaskClient) -> SetCookieParam:
        """Return the cookie that signs somebody in; the form has a journey of its own."""
        name = self.site.app.config["SESSION_COOKIE_NAME"]
        cookie = client.get_cookie(name)
        assert cookie
        return {"name": name, "value": cookie.value, "url": self.site.url}

    def the_undo_window_passes(self) -> None:
        """Let every decision be so old that it can no longer be undone and its author is told."""
        with self.site.session() as session:
            session.execute(update(Decision).values(effective_at=clock.now() - UNDO_WINDOW))
            session.execute(update(Outgoing).values(due_at=Outgoing.created_at))
            session.execute(update(Notice).values(visible_at=Notice.created_at))

    def the_mailed_link(self, kind: str) -> str:
        """Deliver what waits and return the link of `kind` in the newest mail."""
        while self.site.deliver():
            pass
        mail = message_from_bytes(self.site.mail[-1].read_bytes(), policy=policy.default)
        found = re.search(rf"/{kind}/[\w-]+", mail.get_content())  # type: ignore[attr-defined]
        assert found
        return found[0]


@pytest.fixture(params=["with scripts", "without scripts"])
def town(request: pytest.FixtureRequest, small_site: Site, browser: Browser) -> Iterator[Town]:
    """A site with people, once with scripts and once without; nothing may break on the way."""
    made = Town(small_site, browser, scripts=request.param == "with scripts")
    yield made
    for context in made.contexts:
        context.close()
    assert made.faults == []


@pytest.fixture
def modern_town(small_site: Site, browser: Browser) -> Iterator[Town]:
    """A site whose people have scripts."""
    made = Town(small_site, browser, scripts=True)
    yield made
    for context in made.contexts:
        context.close()
    assert made.faults == []


Judge = Callable[[Page], None]
LOOKS = ((320, "dark"), (820, "light"), (1440, "dark"))
"""Every width and both colour schemes; what a colour does hardly depends on the width."""


def looks(page: Page, *paths: str) -> Iterator[None]:
    """Open each path and show it in every look, one after the other."""
    for path in paths:
        page.goto(path)
        for width, scheme in LOOKS:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            yield


@pytest.fixture
def accessible() -> Judge:
    """`accessible(page)` fails when axe finds anything wrong, or the page scrolls sideways."""

    def judge(page: Page) -> None:
        found = Axe().run(page).response["violations"]
        said = [f"{v['id']}: {n['html'][:200]}" for v in found for n in v["nodes"]]
        assert said == [], f"{page.url}\n" + "\n".join(said)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{page.url} scrolls sideways by {wide} px"

    return judge
