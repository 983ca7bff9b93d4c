"""A question is worded anew, and who forecast before says on the article that it still stands."""

from playwright.sync_api import expect
from sqlalchemy import select

from discuss.accounts.acting import actor_of
from discuss.accounts.models import Person
from discuss.kit import clock
from discuss.predictions import actions, queries
from discuss.predictions.actions.commands import Revise
from tests.journeys.conftest import Town
from tests.makers.accounts import a_person
from tests.makers.articles import an_article
from tests.makers.predictions import a_forecast, a_wording, an_open_question


def test_a_forecast_is_affirmed_where_it_stands_and_nothing_else_typed_is_lost(
    modern_town: Town,
) -> None:
    ruth = modern_town.member("Ruth Okafor", viewport={"width": 390, "height": 844})
    with modern_town.site.session() as session:
        article = an_article(session, now=clock.now())
        first, second = (an_open_question(session, article.prompt, min_show=1) for _ in range(2))
        person = session.scalars(select(Person).where(Person.name == "Ruth Okafor")).one()
        a_forecast(session, first, person, 62, at=clock.now())
        revision = queries.face(session, first.id, None, clock.now()).revision
        dates = {n: getattr(revision, n) for n in ("open_at", "close_at", "resolve_by")}
        editor = actor_of(a_person(session, role="editor"))
        wording = a_wording(title="Will the bridge be all green before May?", **dates)
        actions.revise(session, editor, Revise(first.id, 1, wording, "All of it."), clock.now())
        path, one, other = f"/articles/{article.slug}", first.id, second.id
    ruth.goto(path)
    ruth.locator(f"#q{other} [name=percent]").fill("33")
    card = ruth.locator(f"#q{one}")
    expect(card).to_contain_text("because: All of it.")
    button = card.get_by_role("button", name="Still 62%").first
    under = "form => form.querySelector('button').offsetTop > form.querySelector('p').offsetTop"
    assert card.locator("form.note").evaluate(under)
    button.click()
    expect(card.get_by_text("because: All of it.")).to_have_count(0)
    expect(ruth.locator(f"#q{other} [name=percent]")).to_have_value("33")
