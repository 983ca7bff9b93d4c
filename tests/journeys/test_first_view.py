"""What a stranger's phone has to fetch before an article with fifty comments can be read."""

from playwright.sync_api import Page, Response

from discuss.articles.models import Prompt
from tests.journeys.conftest import Town
from tests.makers.accounts import a_regular
from tests.makers.comments import a_comment

REQUESTS = 8
LARGEST = 60_000
SHIFTS = """new Promise((done) => {
  new PerformanceObserver((list) => {
    done(list.getEntries().reduce((total, each) => total + each.value, 0));
  }).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => done(0), 300);
})"""
WORDS = "Relief is not pressure, and a deadline that moves is a calendar; number {} says why. "


def fifty_comments(town: Town) -> None:
    with town.site.session() as session:
        ruth = a_regular(session, "Ruth Okafor")
        prompt = session.get_one(Prompt, 1)
        roots = [
            a_comment(session, ruth, prompt, body=WORDS.format(number) * 3) for number in range(20)
        ]
        for number in range(30):
            a_comment(session, ruth, parent=roots[number % 20], body=WORDS.format(number) * 3)


def fetched(page: Page) -> list[Response]:
    """Open the first page and return all that was answered, the redirect to the article too."""
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - a built-in is not taken
    page.goto("/")
    page.wait_for_load_state("networkidle")
    return answers


def test_a_first_view_takes_few_requests_few_bytes_and_does_not_move(modern_town: Town) -> None:
    fifty_comments(modern_town)
    page = modern_town.somebody(viewport={"width": 390, "height": 844})
    answers = fetched(page)
    assert page.get_by_text("Relief is not pressure, and").count() >= 50
    sizes = {each.url: each.request.sizes()["responseBodySize"] for each in answers}
    assert len(answers) <= REQUESTS, sizes
    assert sum(sizes.values()) <= LARGEST, sizes
    assert page.evaluate(SHIFTS) == 0
