"""Hostile words in every place that shows readers' words, judged by what runs in Chromium."""

import html
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.articles.models import Article
from discuss.comments import actions as comments
from discuss.comments.actions.commands import Edit
from discuss.comments.models import Comment, CommentRevision
from discuss.inbox.models import Notice
from discuss.kit import clock
from discuss.kit.errors import Invalid
from discuss.kit.richtext import render
from discuss.kit.text import storable
from discuss.moderation import actions as moderation
from discuss.moderation.actions.commands import Impose
from discuss.moderation.models import Case, Decision
from discuss.predictions import actions as predictions
from discuss.predictions.actions.commands import Suggest
from discuss.predictions.models import Question, Suggestion
from tests.fixtures.sites import Site, a_site
from tests.kit.corpus import HOSTILE, RUNS, SHORT
from tests.kit.judge import Judge
from tests.makers import predictions as asked
from tests.makers.accounts import PASSWORD, a_person, actor_of
from tests.makers.comments import a_comment, a_discussion
from tests.makers.moderation import a_decision, a_held_comment, a_report, an_objection

pytestmark = pytest.mark.journey
TYPED = [text for each in HOSTILE if (text := storable(each).strip())]
"""The corpus as it arrives: what no form lets pass is gone."""
BETWEEN = "\n```\n```\n\n"
"""What closes a fence that a text leaves open, and opens none of its own."""
RUN = [storable(each) for each in RUNS]
HARMLESS_ALONE = {each for each in RUNS if each[0] != "<"} | {
    "</p></div></article></main><script>alert(1)</script>"
}
NEXT = re.compile(r'href="([^"]*after=[^"]*)#talk" data-next')


@pytest.fixture(scope="module")
def hostile_site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """A site on which every text of the corpus stands, wherever a reader can put one."""
    with a_site("sqlite", tmp_path_factory.mktemp("hostile"), request) as site:
        with site.session() as session:
            fill(session)
        yield site


def fill(session: Session) -> None:
    """Put the corpus everywhere: comments first, then what hangs on them."""
    people = [_called(session, name) for name in SHORT]
    staff = a_person(session, role="editor")
    prompt = a_discussion(session)
    for n in range(0, len(TYPED), 3):
        author = people[n] if n < len(people) else staff
        a_comment(session, author, prompt, body=BETWEEN.join(TYPED[n : n + 3]))
    _hang_on(session, [staff, *people])
    _ask(session, people)


def _called(session: Session, name: str) -> Person:
    """Return somebody whose name is hostile, also where the form would not have taken it."""
    person = a_person(session)
    if session.get_bind().dialect.name == "postgresql":
        name = name.replace("\0", "")  # no text of that database can hold it
    person.name, person.expertise = name, name[:40]
    session.commit()
    return person


def _hang_on(session: Session, people: list[Person]) -> None:
    """Report, hold, decide, object, note, warn, edit, answer, name and keep drafts."""
    moderator, now = a_person(session, role="moderator"), clock.now()
    actor = actor_of(moderator)
    held = [a_held_comment(session, people[n]) for n in range(1, 5)]
    for n, comment in enumerate(held[:3]):
        why = " ".join(RUN[n::3])[:1900]
        decision = a_decision(session, comment, by=moderator, explanation=why)
        if n == 0:
            an_objection(session, decision, people[1])
    target = a_comment(session, people[5], body="Plain words.")
    for n in range(6, 9):
        a_report(session, target, people[n], note=" ".join(RUN[n::9])[:1900])
    for kind in ("note", "advice"):
        command = Impose(people[9].handle, kind, "2", " ".join(RUN)[:1900], None)
        moderation.impose(session, actor, command, now)
    mine = a_comment(session, people[0], at=now)
    a_comment(session, people[11], parent=mine, body=f"@{people[0].name} {RUN[2]}")
    for n, text in enumerate(TYPED[:12], 1):
        command = Edit(mine.id, n, text, render(text))
        comments.edit(session, actor_of(people[0]), command, now + timedelta(seconds=n))
    comments.keep_draft(session, people[0].id, f"{mine.prompt_id}", "\n".join(RUN)[:9000], now)
    session.commit()


def _ask(session: Session, people: list[Person]) -> None:
    """Suggest questions, forecast for reasons, and object to an outcome."""
    prompt, now = a_discussion(session), clock.now()
    for n, text in enumerate(RUN[:12]):
        long = f"{text} " + "words enough for a criterion that can be decided by anybody"
        words = Suggest(prompt.id, f"Will {text} be?"[:200], long, text, now + timedelta(days=30))
        try:
            predictions.suggest(session, actor_of(people[n]), words, now)
        except Invalid:
            continue
    question = asked.an_open_question(session, prompt)
    due = asked.a_question(session, prompt)
    for n, text in enumerate(RUN[:12]):
        reason = text[:140]
        asked.a_forecast(session, question, people[n], at=now, reason=reason)
    proposed = asked.a_proposal(session, due, at=now - timedelta(hours=2))
    for n in range(4):
        at = now - timedelta(hours=1)
        asked.an_objection(session, proposed, people[n], body=" ".join(RUN[n::4])[:3900], at=at)
    session.commit()


def places(session: Session) -> dict[str, list[str]]:
    """Return which pages show the corpus, by whose eyes have to look at them."""
    mine = session.scalars(select(Comment).where(Comment.revision_n > 1)).one()
    owner = session.get_one(Person, mine.author_id)
    told = session.scalars(select(Notice).where(Notice.person_id == owner.id)).all()
    assert told
    cases = [f"/desk/cases/{n}" for n in session.scalars(select(Case.id).order_by(Case.id))]
    asked_for = [f"/suggestions/{n}" for n in session.scalars(select(Suggestion.id))]
    handles = session.scalars(select(Person.handle).where(Person.expertise != "")).all()
    decided = [f"/statements/{n}" for n in session.scalars(select(Decision.id))]
    questions = [f"/questions/{n}" for n in session.scalars(select(Question.id))]
    searches = [f"/search?q={quote(each)}" for each in ("alert", "onerror", *RUN[:3], SHORT[-1])]
    return {
        "": [
            *(f"/people/{handle}" for handle in handles[:6]),
            *(*searches, *questions, "/moderation-log", "/forecasters"),
            *(f"/comments/{mine.id}/revisions", f"/comments/{mine.id}"),
            f"/comments/{mine.id}/reply?quote=1",
        ],
        owner.email or "": ["/inbox", "/settings", f"/comments/{mine.id}/edit"],
        _first(session, "moderator"): [
            *("/desk", "/desk/words", "/desk/sanctions", *cases[:6], *cases[-4:]),
            *(*decided, *(f"/desk/people/{handle}" for handle in (handles[9], handles[6]))),
        ],
        _first(session, "editor"): ["/desk/questions", *asked_for, "/desk/articles"],
    }


def _first(session: Session, role: str) -> str:
    found = session.scalars(select(Person.email).where(Person.role == role).order_by(Person.id))
    return found.first() or ""


def enter(judge: Judge, email: str) -> None:
    """Sign in by the form, unless it is a stranger who looks."""
    if not email:
        return
    judge.page.goto(f"{judge.origin}/signin")
    judge.page.get_by_label("E-mail").fill(email)
    judge.page.get_by_label("Password").fill(PASSWORD)
    judge.page.get_by_role("main").get_by_role("button", name="Sign in").click()
    judge.page.wait_for_url(lambda url: "/signin" not in url)


@pytest.mark.parametrize("policy", ["with the policy", "without it"])
def test_hostile_words_run_on_no_page(hostile_site: Site, browser: Browser, policy: str) -> None:
    with hostile_site.session() as session:
        found = places(session)
        slug = session.scalars(select(Article.slug).order_by(Article.id.desc())).first()
    faults, looked = [], 0
    for email, paths in found.items():
        context = browser.new_context(bypass_csp=policy == "without it")
        judge = Judge(context, hostile_site.url)
        enter(judge, email)
        for path in paths:
            judge.look(path)
        if not email or policy == "without it":
            read_through(judge, f"/articles/{slug}?order=oldest", pages=2 if email else 40)
        faults, looked = faults + judge.faults, looked + judge.places
        context.close()
    sys.stdout.write(
        f"{len(HOSTILE)} texts, {len(SHORT)} names, {looked} pages {policy}: "
        f"{len(faults) or 'none'} ran\n"
    )
    assert faults == [], "\n" + "\n".join(faults[:30])


def read_through(judge: Judge, path: str, pages: int) -> None:
    """Read a discussion page after page."""
    seen = 0
    while path and seen < pages:
        more = NEXT.search(judge.look(path))
        path, seen = html.unescape(more[1]) if more else "", seen + 1
    assert seen == pages or seen > len(HOSTILE) // 3 // 25


def test_what_the_renderer_and_the_feeds_give_away_runs_nowhere_else(
    hostile_site: Site, browser: Browser
) -> None:
    with hostile_site.session() as session:
        slug = session.scalars(select(Article.slug).order_by(Article.id.desc())).first()
        bodies = session.scalars(select(CommentRevision.html)).all()
    judge = Judge(browser.new_context(), hostile_site.url)
    judge.parse("the words as they are kept", "<hr>".join(bodies))
    judge.parse("the words as a preview shows them", "<hr>".join(render(t).html for t in HOSTILE))
    with urlopen(f"{hostile_site.url}/articles/{slug}/feed.atom") as answer:
        tree = ET.fromstring(answer.read())
    shown = [each.text or "" for each in tree.iter() if each.get("type") == "html"]
    judge.parse("the feed", "<hr>".join(shown))
    assert len(shown) > 10
    assert len(bodies) > len(HOSTILE) // 3
    assert judge.faults == [], "\n" + "\n".join(judge.faults[:30])


def test_the_judge_notices_each_kind_of_harm(hostile_site: Site, browser: Browser) -> None:
    judge, unnoticed = Judge(browser.new_context(), hostile_site.url), set()
    for text in RUNS:
        before = len(judge.faults)
        judge.parse("as it is", text)
        if len(judge.faults) == before:
            unnoticed.add(text)
    assert unnoticed <= HARMLESS_ALONE
