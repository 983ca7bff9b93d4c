"""Numbers and dates are asked, decided and scored, at the doors and behind them."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.articles.models import Prompt
from discuss.comments.models import ForecastStamp
from discuss.kit import clock
from discuss.kit.errors import Invalid
from discuss.predictions import actions, queries
from discuss.predictions.actions.commands import Rule, Withdraw
from discuss.predictions.models import Question, QuestionRevision, ResolutionEvent, Score
from discuss.predictions.rules.crps import crps
from discuss.predictions.rules.lifecycle import Action
from tests.makers.accounts import a_person, sign_in
from tests.makers.articles import an_article
from tests.makers.comments import a_comment
from tests.makers.predictions import START, a_forecast, a_question, a_ruling, an_open_question
from tests.predictions.test_views import send

SPREAD = ("20", "30", "45")
DAY = timedelta(days=1)


def scores(session: Session) -> dict[int, Score]:
    session.expire_all()
    shown = select(Score).where(Score.kind == "crps")
    return {each.person_id: each for each in session.scalars(shown)}


def test_a_forecast_is_scored_by_its_distribution_over_the_time_it_stood(session: Session) -> None:
    question, ada = a_question(session, kind="number", min_show=1), a_person(session)
    first = a_forecast(session, question, ada, spread=SPREAD, at=START + 2 * DAY)
    second = a_forecast(session, question, ada, spread=("40", "50", "60"), at=START + 6 * DAY)
    ruling = a_ruling(session, question, "50")
    (scored,) = scores(session).values()
    assert (scored.kind, scored.formula, scored.coverage) == ("crps", "crps-1", 0.8)
    assert first.cdf is not None
    assert second.cdf is not None
    expected = (crps(first.cdf, 0.5) + crps(second.cdf, 0.5)) / 2
    assert scored.value == pytest.approx(expected)
    assert ruling.figures["crowd"] == pytest.approx(expected)
    assert queries.replay(session, question.id) == []


def test_who_was_nearer_is_scored_lower_and_beyond_an_open_bound_too(session: Session) -> None:
    question = a_question(session, kind="number", min_show=1)
    near, far = a_person(session), a_person(session)
    a_forecast(session, question, near, spread=("80", "95", "150"))
    a_forecast(session, question, far, spread=("10", "20", "30"))
    for outcome in ("above", "130", "99"):
        a_ruling(session, question, outcome)
    found = session.scalars(select(Score).where(Score.kind == "crps")).all()
    by_step = {(each.resolution_seq, each.person_id): each.value for each in found}
    for step in (1, 2, 3):
        assert by_step[step, near.id] < by_step[step, far.id]
    assert by_step[1, near.id] == by_step[2, near.id]


def test_what_was_withdrawn_is_scored_for_the_time_it_stood(session: Session) -> None:
    question, ada = a_question(session, kind="date"), a_person(session)
    dates = ("2026-04-01", "2026-05-01", "2026-12-24")
    a_forecast(session, question, ada, spread=dates, at=START)
    actions.withdraw(session, actor_of(ada), Withdraw(question.id, None, ""), START + 5 * DAY)
    ruling = a_ruling(session, question, "2026-05-01")
    assert scores(session)[ada.id].coverage == 0.5
    assert ruling.outcome == "2026-05-01"
    assert ruling.figures["crowd"] is None


@pytest.mark.parametrize(
    ("kind", "outcome", "sentence"),
    [
        ("number", "", "Enter a number such as"),
        ("number", "-1", "No answer can lie below 0."),
        ("number", "yes", "Enter a number such as"),
        ("integer", "above", "Enter the outcome itself."),
        ("date", "1 May", "Enter a date"),
        ("date", "2026-01-01", "No answer can lie before 2026-03-02."),
    ],
)
def test_what_cannot_have_happened_decides_nothing(
    session: Session, kind: str, outcome: str, sentence: str
) -> None:
    question = a_question(session, kind=kind)
    with pytest.raises(Invalid) as refusal:
        a_ruling(session, question, outcome)
    assert sentence in refusal.value.fields["outcome"]
    assert session.scalars(select(ResolutionEvent)).all() == []


def test_an_outcome_is_proposed_as_it_will_be_stored(session: Session) -> None:
    question, editor = a_question(session, kind="number"), a_person(session, role="editor")
    command = Rule(
        question_id=question.id,
        action=Action.RESOLVE,
        outcome=" Above ",
        knowable_at=None,
        source_url="https://example.org/minutes/9",
        note="The minutes say so.",
        seen_seq=0,
    )
    at = START + 11 * DAY
    proposed = actions.decide(session, actor_of(editor), command, at, DAY)
    assert proposed.outcome == "above"
    seen = queries.face(session, question.id, None, at)
    assert queries.outcome_label(seen.revision, proposed.outcome) == "above 100 points"


def test_an_annulled_number_is_scored_for_nobody(session: Session) -> None:
    question = a_question(session, kind="number")
    a_forecast(session, question, spread=SPREAD)
    a_ruling(session, question, "", action=Action.ANNUL)
    assert scores(session) == {}


def test_comments_are_scored_by_what_they_forecast_then(session: Session) -> None:
    question = a_question(session, kind="number")
    ada, prompt = a_person(session), session.get_one(Prompt, question.prompt_id)
    event = a_forecast(session, question, ada, spread=SPREAD)
    a_comment(session, ada, prompt, at=START + DAY, attach=True)
    a_forecast(session, question, ada, spread=("70", "80", "90"), at=START + 2 * DAY)
    a_ruling(session, question, "30")
    stamp = session.scalars(select(ForecastStamp)).one()
    session.refresh(stamp)
    assert event.cdf is not None
    assert stamp.score == round(crps(event.cdf, 0.3) * 1_000_000)


FORM = {
    "title": "How many seats will the party win?",
    "short_title": "Seats",
    "criteria": "Decided by the final count that the electoral office publishes in May.",
    "source_name": "The electoral office",
    "open_at": "2026-03-02T09:00",
    "close_at": "2999-01-01T00:00",
    "resolve_by": "2999-02-01T00:00",
    "reveal": "after_vote",
    "min_show": "1",
}


@pytest.mark.parametrize(
    ("kind", "lower", "upper"),
    [("number", "0.5", "200"), ("integer", "0", "200"), ("date", "2027-01-01", "2028-01-01")],
)
def test_an_editor_asks_for_a_number_or_a_date_and_revises_it(
    client: FlaskClient, session: Session, kind: str, lower: str, upper: str
) -> None:
    prompt = an_article(session).prompt
    assert prompt is not None
    sign_in(client, a_person(session, role="editor"), session)
    path = f"/prompts/{prompt.id}/questions/new"
    form = {**FORM, "kind": kind, "lower": "zero", "upper": upper, "is_open_upper": "1"}
    refused = send(client, path, f"/prompts/{prompt.id}/questions", **form, unit="seats")
    assert refused.status_code == 422
    assert 'value="zero"' in refused.text
    assert "Enter a " in refused.text
    form["lower"] = lower
    assert send(client, path, f"/prompts/{prompt.id}/questions", **form).status_code == 303
    question = session.scalars(select(Question)).one()
    edit = f"/questions/{question.id}/edit"
    page = client.get(edit).text
    assert f'value="{lower}"' in page
    assert 'name="is_open_upper" value="1" checked' in page
    assert 'name="options"' not in page
    del form["kind"]
    done = send(client, edit, edit, **form, reason="The bound is firm.", seen_n="1", unit="seats")
    assert done.status_code == 303
    revision = session.scalars(select(QuestionRevision).where(QuestionRevision.n == 2)).one()
    assert revision.scale["is_open_upper"] is True
    assert revision.scale["unit"] == ("" if kind == "date" else "seats")


def test_bounds_of_a_yes_or_no_question_are_refused_where_they_stand(
    client: FlaskClient, session: Session
) -> None:
    prompt = an_article(session).prompt
    assert prompt is not None
    sign_in(client, a_person(session, role="editor"), session)
    path = f"/prompts/{prompt.id}/questions"
    form = {**FORM, "kind": "binary", "lower": "1", "upper": "2"}
    refused = send(client, f"{path}/new", path, **form)
    assert "Only a question about a number or a date has bounds." in refused.text


def test_the_page_of_a_decided_number_shows_outcome_and_scores(
    client: FlaskClient, session: Session
) -> None:
    question, ada = an_open_question(session, kind="number", min_show=1), a_person(session)
    a_forecast(session, question, ada, spread=SPREAD, at=clock.now())
    a_forecast(session, question, spread=("60", "80", "95"), at=clock.now())
    editor = a_person(session, role="editor")
    sign_in(client, editor, session)
    form = client.get(f"/questions/{question.id}/resolution").text
    assert "Enter “above” if it lies above 100 points and nobody knows where." in form
    a_ruling(session, question, "33.25", editor=editor, at=clock.now())
    sign_in(client, ada, session)
    page = client.get(f"/questions/{question.id}").text
    assert "Decided: 33.25 points" in page
    assert "Ranked probability score, share of the range, 0 best, 1 worst." in page
    assert "The same chance everywhere" in page
    assert "nobody was nearer" not in page
    assert "You were closer than 100 in 100 readers." in page
    told = client.get(f"/api/v1/questions/{question.id}").json
    assert told["score"]["brier"] is None
    assert 0 < told["score"]["crps"] < 0.1
    assert told["rulings"][0]["crowd_crps"] > told["score"]["crps"]
    record = client.get(f"/people/{ada.handle}").text
    assert "33.25 points" in record
    assert "Ranked probability score" in record


def test_who_was_nearer_is_ahead_of_the_others_and_stands_on_the_boards(session: Session) -> None:
    question = a_question(session, kind="number", min_show=1)
    near, far = a_person(session), a_person(session)
    a_forecast(session, question, near, spread=("40", "50", "60"), at=START)
    a_forecast(session, question, far, spread=("10", "20", "30"), at=START)
    ruling = a_ruling(session, question, "52")
    earned = {
        person.id: {
            each.kind: each.value
            for each in queries.earned(session, question.id, ruling.seq, person.id)
        }
        for person in (near, far)
    }
    assert earned[near.id]["peer"] == pytest.approx(-earned[far.id]["peer"])
    assert earned[near.id]["peer"] > 0
    assert earned[near.id]["baseline"] > 0 > earned[far.id]["baseline"]
    assert "baseline" in ruling.figures["crowd_by_kind"]
    first, *_ = queries.early_and_right(session, question.id, ruling.seq)
    assert first.name == near.name
    assert queries.replay(session, question.id) == []
