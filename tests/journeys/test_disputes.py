"""An outcome is proposed, a reader objects and is right, it is decided, and decided anew."""

from playwright.sync_api import Page, expect
from sqlalchemy import select

from discuss.accounts.models import Person
from discuss.kit import clock
from tests.journeys.conftest import Judge, Town
from tests.makers.articles import an_article
from tests.makers.predictions import START, a_forecast, a_question, a_ruling

SOURCE = "https://example.org/minutes/9"


def a_past(town: Town, ruth: str) -> tuple[str, str]:
    """Let Ruth have said 80% five times, once wrongly; return the paths of a question and hers."""
    with town.site.session() as session:
        person = session.scalars(select(Person).where(Person.name == ruth)).one()
        article = an_article(session, now=clock.now())
        for number in range(5):
            question = a_question(session, article.prompt, min_show=1)
            a_forecast(session, question, person, 80, at=START)
            a_ruling(session, question, "yes" if number else "no")
        over = a_question(session, article.prompt, min_show=1)
        a_forecast(session, over, person, 70, at=START)
        return f"/questions/{over.id}", f"/people/{person.handle}"


def rule(page: Page, path: str, outcome: str, note: str, **more: str) -> None:
    """Fill in the form of a ruling and send it; what it says besides is named by its labels."""
    page.goto(f"{path}/resolution")
    page.get_by_label("It is decided").check()
    page.get_by_label(outcome, exact=True).check()
    page.get_by_label("Source", exact=True).fill(SOURCE)
    page.get_by_label("What happened, in a sentence or two").fill(note)
    for label, words in more.items():
        page.get_by_label(label.replace("_", " ")).fill(words)
    page.locator("form[action$='/resolution'] button.num").click()


def objects(ruth: Page, edi: Page, path: str) -> None:
    """Let Ruth object to what is proposed, and Edi find that she is right."""
    ruth.goto(path)
    main = ruth.get_by_role("main")
    expect(main).to_contain_text("Proposed: Yes")
    ruth.get_by_text("Object to this outcome").click()
    ruth.get_by_label("What is wrong with it?").fill("The minutes are a draft.")
    ruth.get_by_label("Address of a page that shows it").fill("https://example.org/draft")
    ruth.get_by_role("button", name="Object", exact=True).click()
    expect(main).to_contain_text("The minutes are a draft.")
    edi.goto(f"{path}/resolution")
    edi.get_by_label("The reader is right").check()
    edi.locator("form[action$='/answer'] textarea").fill("They were a draft indeed.")
    edi.get_by_role("button", name="Answer").click()
    ruth.goto(path)
    expect(main).to_contain_text("the proposal is taken back")


def test_an_outcome_is_disputed_decided_and_decided_anew(
    modern_town: Town, accessible: Judge
) -> None:
    ruth, edi = modern_town.member("Ruth Okafor"), modern_town.member("Edi Novak", "editor")
    path, hers = a_past(modern_town, "Ruth Okafor")
    main = ruth.get_by_role("main")
    rule(edi, path, "Yes", "The minutes say so.")
    objects(ruth, edi, path)
    rule(edi, path, "Yes", "Now they are signed.", Why_can_it_not_wait="It was seen by all.")
    ruth.goto(path)
    expect(main).to_contain_text("Decided: Yes")
    expect(main).to_contain_text("0.09")
    rule(edi, path, "No", "The signatures were forged.")
    ruth.reload()
    expect(main).to_contain_text("Decided: No")
    expect(main).to_contain_text("0.49")
    expect(main).to_contain_text("It was seen by all.")
    accessible(ruth)
    ruth.goto("/inbox")
    expect(main).to_contain_text("Was Yes, now No. The signatures were forged.")
    ruth.goto(hers)
    calibrated = ruth.get_by_role("img", name="What was said and how often it happened")
    expect(calibrated).to_contain_text("What was said happened about as often")
    expect(calibrated.locator(".me-t")).to_have_text("5")
    accessible(ruth)
