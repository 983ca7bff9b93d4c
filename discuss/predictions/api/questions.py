"""The programs' doors for questions, forecasts and what readers suggest."""

from flask import Response, request

from discuss.accounts.acting import current_actor, require_actor
from discuss.articles import queries as articles
from discuss.kit import clock
from discuss.kit.errors import Missing
from discuss.predictions import actions, forms, policy, presenters, queries
from discuss.predictions.api.blueprint import bp
from discuss.predictions.views.blueprint import (
    SLOW,
    faced,
    keep_pace_of_objections,
    keep_pace_of_suggestions,
    objection_window,
)
from discuss.predictions.views.boards import standings
from discuss.predictions.views.suggesting import seen
from discuss.web.limits import keep_pace
from discuss.web.openapi import documented
from discuss.web.respond import json, json_body
from discuss.web.transaction import reading, transaction


@bp.get("/prompts/<int:prompt_id>/questions")
@documented(answers={200: presenters.QuestionsOut}, tags=["questions"])
def questions(prompt_id: int) -> Response:
    """List the questions under a prompt; the crowd is null until one has answered."""
    found = articles.of_prompt(reading(), prompt_id)
    if found.article.published_at is None and not current_actor().may_edit:
        raise Missing("There are no questions at this address.")
    faces = queries.board(reading(), prompt_id, current_actor().person_id, clock.now())
    return json(presenters.questions_out(faces))


@bp.post("/prompts/<int:prompt_id>/questions")
@documented(body=forms.NewQuestion, answers={201: presenters.QuestionOut}, tags=["questions"])
def ask(prompt_id: int) -> Response:
    """Ask a question under a prompt; for editors."""
    actor = require_actor()
    command = forms.NewQuestion.parse(json_body()).command(prompt_id)
    with transaction() as session:
        question = actions.ask(session, actor, command, clock.now())
    return _question(question.id, 201)


@bp.get("/forecasters")
@documented(query=forms.BoardOf, answers={200: presenters.ForecastersOut}, tags=["forecasters"])
def forecasters() -> Response:
    """List who forecasts well beside the others."""
    return json(presenters.forecasters_out(standings()))


@bp.get("/questions/<int:question_id>")
@documented(answers={200: presenters.QuestionOut}, tags=["questions"])
def question(question_id: int) -> Response:
    """Tell everything about a question that the asker may see."""
    return _question(question_id)


@bp.put("/questions/<int:question_id>")
@documented(body=forms.RevisedQuestion, answers={200: presenters.QuestionOut}, tags=["questions"])
def revise(question_id: int) -> Response:
    """Word or schedule a question anew, with a reason; for editors."""
    actor = require_actor()
    command = forms.RevisedQuestion.parse(json_body()).command(question_id)
    with transaction() as session:
        actions.revise(session, actor, command, clock.now())
    return _question(question_id)


@bp.post("/questions/<int:question_id>/opening")
@documented(answers={200: presenters.QuestionOut}, refusals=[401, 403], tags=["questions"])
def open_now(question_id: int) -> Response:
    """Publish a draft, or open a question before its date; for editors."""
    actor = require_actor()
    with transaction() as session:
        actions.open_now(session, actor, question_id, clock.now())
    return _question(question_id)


@bp.put("/questions/<int:question_id>/forecast")
@documented(
    body=forms.NewForecast,
    answers={200: presenters.QuestionOut},
    refusals=[410],
    tags=["forecasts"],
)
def forecast(question_id: int) -> Response:
    """Forecast; `follows` is the number of one's own deeds so far, against stale windows."""
    actor = require_actor()
    keep_pace("60 per minute", str(actor.id), sentence=SLOW)
    body = json_body()
    command = forms.NewForecast.parse(body).command(question_id, "api", _entered(body))
    with transaction() as session:
        actions.forecast(session, actor, command, clock.now())
    return _question(question_id)


@bp.post("/questions/<int:question_id>/affirmation")
@documented(
    body=forms.NewAffirmation,
    answers={200: presenters.QuestionOut},
    refusals=[410, 429],
    tags=["forecasts"],
)
def affirm(question_id: int) -> Response:
    """Say that one's forecast still stands as it is, after a change of wording say."""
    actor = require_actor()
    keep_pace("60 per minute", str(actor.id), sentence=SLOW)
    command = forms.NewAffirmation.parse(json_body()).command(question_id, "api")
    with transaction() as session:
        actions.affirm(session, actor, command, clock.now())
    return _question(question_id)


@bp.post("/questions/<int:question_id>/withdrawal")
@documented(
    body=forms.NewWithdrawal,
    answers={200: presenters.QuestionOut},
    refusals=[410],
    tags=["forecasts"],
)
def withdraw(question_id: int) -> Response:
    """Take one's forecast back; the time for which it stood still counts."""
    actor = require_actor()
    command = forms.NewWithdrawal.parse(json_body()).command(question_id, "api")
    with transaction() as session:
        actions.withdraw(session, actor, command, clock.now())
    return _question(question_id)


@bp.post("/questions/<int:question_id>/pass")
@documented(answers={200: presenters.QuestionOut}, refusals=[401, 403, 410], tags=["forecasts"])
def look(question_id: int) -> Response:
    """See the crowd without answering; later forecasts are marked as exposed."""
    actor = require_actor()
    with transaction() as session:
        actions.look(session, actor, question_id, clock.now())
    return _question(question_id)


@bp.post("/questions/<int:question_id>/resolution")
@documented(body=forms.NewRuling, answers={201: presenters.QuestionOut}, tags=["questions"])
def rule(question_id: int) -> Response:
    """Propose an outcome, or with `haste` decide at once; for editors. A ruling brings scores."""
    actor = require_actor()
    command = forms.NewRuling.parse(json_body()).command(question_id)
    with transaction() as session:
        actions.decide(session, actor, command, clock.now(), objection_window())
    return _question(question_id, 201)


@bp.post("/questions/<int:question_id>/proposal/withdrawal")
@documented(body=forms.NewTakeBack, answers={200: presenters.QuestionOut}, tags=["questions"])
def take_back(question_id: int) -> Response:
    """Take a proposed outcome back, with a reason; for editors."""
    actor = require_actor()
    command = forms.NewTakeBack.parse(json_body()).command(question_id)
    with transaction() as session:
        actions.take_back(session, actor, command, clock.now())
    return _question(question_id)


@bp.post("/questions/<int:question_id>/objections")
@documented(
    body=forms.NewDispute,
    answers={201: presenters.QuestionOut},
    refusals=[410, 429],
    tags=["questions"],
)
def object_to(question_id: int) -> Response:
    """Object to the proposed outcome, with an address that shows why."""
    actor = require_actor()
    keep_pace_of_objections(question_id, actor)
    command = forms.NewDispute.parse(json_body()).command(question_id)
    with transaction() as session:
        actions.object_to(session, actor, command, clock.now())
    return _question(question_id, 201)


@bp.post("/questions/<int:question_id>/objections/<int:objection_id>/answer")
@documented(body=forms.NewReply, answers={200: presenters.QuestionOut}, tags=["questions"])
def answer(question_id: int, objection_id: int) -> Response:
    """Answer an objection: the outcome stands, or it is taken back; for editors."""
    actor = require_actor()
    command = forms.NewReply.parse(json_body()).command(question_id, objection_id)
    with transaction() as session:
        actions.answer(session, actor, command, clock.now())
    return _question(question_id)


@bp.get("/questions/<int:question_id>/course")
@documented(answers={200: presenters.CourseOut}, tags=["questions"])
def course(question_id: int) -> Response:
    """Tell step by step how a question was decided: who, what, when and why, the newest last."""
    face = faced(question_id, current_actor(), clock.now())
    found = queries.course(reading(), question_id, face.rulings)
    return json(presenters.course_out(presenters.steps(found, face)))


@bp.get("/questions/<int:question_id>/receipts")
@documented(answers={200: presenters.ReceiptsOut}, refusals=[401], tags=["forecasts"])
def receipts(question_id: int) -> Response:
    """Return the receipts of one's own forecasts on a question, each a link of its chain."""
    actor = current_actor()
    faced(question_id, actor, clock.now())
    proofs = queries.proofs(reading(), question_id, actor.forecaster_id)
    return json(presenters.ReceiptsOut(receipts=[presenters.receipt_out(each) for each in proofs]))


@bp.get("/forecast-heads")
@documented(query=forms.HeadsOf, answers={200: presenters.HeadsOut}, tags=["forecasts"])
def heads() -> Response:
    """Return the published ends of all chains, by day, newest first, for up to 100 days."""
    asked = forms.HeadsOf.parse(request.args)
    return json(
        presenters.heads_out(queries.heads(reading(), presenters.MOST_HEADS + 1, asked.before))
    )


@bp.post("/prompts/<int:prompt_id>/suggestions")
@documented(
    body=forms.NewSuggestion,
    answers={201: presenters.SuggestionOut},
    refusals=[429],
    tags=["suggestions"],
)
def suggest(prompt_id: int) -> Response:
    """Suggest a question under an article's prompt; an editor answers."""
    actor = require_actor()
    keep_pace_of_suggestions(actor)
    command = forms.NewSuggestion.parse(json_body()).command(prompt_id)
    with transaction() as session:
        suggestion = actions.suggest(session, actor, command, clock.now())
    return json(presenters.suggestion_out(seen(suggestion.id)), 201)


@bp.get("/suggestions")
@documented(answers={200: presenters.SuggestionsOut}, refusals=[401, 403], tags=["suggestions"])
def suggestions() -> Response:
    """List what readers suggested and waits for an editor; for editors."""
    policy.may_ask(require_actor()).enforce()
    return json(presenters.suggestions_out(queries.waiting_suggestions(reading())))


@bp.get("/suggestions/<int:suggestion_id>")
@documented(answers={200: presenters.SuggestionOut}, refusals=[401], tags=["suggestions"])
def suggestion(suggestion_id: int) -> Response:
    """Tell what became of a suggestion of one's own; editors see every one."""
    return json(presenters.suggestion_out(seen(suggestion_id)))


@bp.post("/suggestions/<int:suggestion_id>/return")
@documented(
    body=forms.SuggestionReturn, answers={200: presenters.SuggestionOut}, tags=["suggestions"]
)
def send_back(suggestion_id: int) -> Response:
    """Return a suggestion with a reason; for editors."""
    actor = require_actor()
    command = forms.SuggestionReturn.parse(json_body()).command(suggestion_id)
    with transaction() as session:
        actions.send_back(session, actor, command, clock.now())
    return json(presenters.suggestion_out(seen(suggestion_id)))


@bp.post("/suggestions/<int:suggestion_id>/merge")
@documented(
    body=forms.SuggestionMerge, answers={200: presenters.SuggestionOut}, tags=["suggestions"]
)
def merge(suggestion_id: int) -> Response:
    """Merge a suggestion into a question that asks the same; for editors."""
    actor = require_actor()
    command = forms.SuggestionMerge.parse(json_body()).command(suggestion_id)
    with transaction() as session:
        actions.merge(session, actor, command, clock.now())
    return json(presenters.suggestion_out(seen(suggestion_id)))


def _question(question_id: int, status: int = 200) -> Response:
    actor = current_actor()
    return json(presenters.question_out(faced(question_id, actor, clock.now())), status)


def _entered(body: object) -> dict[str, object]:
    """Return what was sent as a forecast, in the shape in which a page sends it."""
    if not isinstance(body, dict):
        return {}
    shares = body.get("shares")
    typed = shares.items() if isinstance(shares, dict) else ()
    plain = {k: body[k] for k in forms.ENTERED if body.get(k) is not None}
    return {**plain, **{f"{forms.SHARE}{key}": share for key, share in typed}}
