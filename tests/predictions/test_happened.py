"""What happened while readers forecast stands in the chart, beside it and in its table."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from discuss.articles import actions as articles
from discuss.articles import queries as article_queries
from discuss.articles.actions.commands import Revise
from discuss.articles.rules.draft import prepare
from discuss.predictions.models import Question
from discuss.predictions.rules.geometry import Span
from discuss.predictions.rules.lifecycle import Action
from discuss.predictions.rules.marks import NEAREST, marks
from tests.makers.accounts import a_person, actor_of, sign_in
from tests.makers.articles import a_text
from tests.makers.predictions import START, a_forecast, a_question, a_ruling
from tests.predictions.test_actions_rewording import revise

DAY = timedelta(days=1)
SPAN = Span(START, START + 10 * DAY)


def test_what_happened_close_together_shares_a_mark() -> None:
    moments = [START + DAY, START + DAY, START + 1.5 * DAY, START + 6 * DAY, START + 30 * DAY]
    found = marks(moments, SPAN)
    assert [(each.text, each.x) for each in found] == [("1–3", 10), ("4", 60), ("5", 100)]
    assert [each.left for each in found] == [0, -9, -18]


@given(st.lists(st.integers(0, 1000), max_size=12).map(sorted))
def test_no_mark_covers_another_and_none_is_lost(hours: list[int]) -> None:
    found = marks([START + timedelta(hours=each) for each in hours], SPAN)
    for one, next_one in pairwise(found):
        assert next_one.x - one.x >= NEAREST
    numbers = [int(each) for mark in found for each in mark.text.split("–")]
    assert numbers == sorted(numbers)
    assert max(numbers, default=0) == len(hours)


def edited(session: Session, question: Question, at: datetime) -> None:
    article = article_queries.of_prompt(session, question.prompt_id).article
    editor = actor_of(a_person(session, role="editor"))
    draft = prepare(a_text(headline="The bridge, once more"))
    articles.revise(session, editor, Revise(article.id, draft, "The council met again."), at)
    session.commit()


def test_edits_rewordings_and_the_outcome_are_named(client: FlaskClient, session: Session) -> None:
    question = a_question(session, min_show=1)
    a_forecast(session, question, at=START + DAY)
    edited(session, question, START + 2 * DAY)
    words = "A repainted bridge counts too, whoever paid for the paint."
    revise(session, question, criteria=words, min_show=1)
    a_ruling(session, question, knowable_at=START + 8 * DAY)
    page = client.get(f"/questions/{question.id}").text
    listed = page.split('aria-label="Marked in the chart"', 1)[1].split("</ol>", 1)[0]
    for named in (
        "The article was edited",
        "The council met again.",
        "The question was worded anew",
        "The answer could be known",
        "Decided: Yes",
    ):
        assert named in listed
    assert "Marked are 1, " in page
    assert '<th scope="col" class="n">What happened</th>' in page
    assert page.count('class="ch-pin"') == 2


def test_the_chart_of_a_number_is_marked_as_well(client: FlaskClient, session: Session) -> None:
    question = a_question(session, kind="number", min_show=1)
    a_forecast(session, question, spread=("10", "20", "30"), at=START + DAY)
    edited(session, question, START + 2 * DAY)
    a_ruling(session, question, "50", action=Action.ANNUL)
    page = client.get(f"/questions/{question.id}").text
    assert "1. The article was edited" in page
    assert "2. Annulled" in page


def test_nothing_is_marked_before_somebody_may_see_the_chart(
    client: FlaskClient, session: Session
) -> None:
    question = a_question(
        session,
        min_show=1,
        close_at=datetime(2999, 1, 1, tzinfo=UTC),
        resolve_by=datetime(2999, 1, 2, tzinfo=UTC),
    )
    edited(session, question, START + 2 * DAY)
    a_forecast(session, question, at=START + DAY)
    assert "Marked in the chart" not in client.get(f"/questions/{question.id}").text
    ada = a_person(session)
    a_forecast(session, question, ada, at=START + DAY)
    sign_in(client, ada, session)
    page = client.get(f"/questions/{question.id}").text
    assert "Marked are 1, " in page
    assert "The article was edited" in page


def test_a_quiet_question_has_no_marks(client: FlaskClient, session: Session) -> None:
    question = a_question(session, min_show=1)
    a_forecast(session, question, at=START + DAY)
    page = client.get(f"/questions/{question.id}").text
    assert "How the forecast has moved" in page
    assert "What happened" not in page
    assert 'class="ch-pin"' not in page
