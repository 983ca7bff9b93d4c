"""The programs' doors for the sealed forecast of an article's author."""

from flask import Response

from discuss.accounts.acting import current_actor, require_actor
from discuss.articles import queries as articles
from discuss.kit import clock
from discuss.kit.errors import Missing
from discuss.predictions import actions, forms, presenters, queries
from discuss.predictions.api.blueprint import bp
from discuss.predictions.views.blueprint import faced
from discuss.web.openapi import documented
from discuss.web.respond import json, json_body
from discuss.web.transaction import reading, transaction

NOTHING = (
    "Nothing is sealed on this question. What its author expects can be sealed until it closes."
)


@bp.get("/questions/<int:question_id>/seal")
@documented(answers={200: presenters.SealedOut}, tags=["forecasts"])
def sealed(question_id: int) -> Response:
    """Tell the author's sealed forecast: its digest at once, what it says once it is opened."""
    return _sealed(question_id)


@bp.put("/questions/<int:question_id>/seal")
@documented(
    body=forms.NewForecast,
    answers={201: presenters.SealedOut},
    refusals=[403, 409],
    tags=["forecasts"],
)
def seal(question_id: int) -> Response:
    """Seal what the article's author expects, once; for the author, or an editor in their name."""
    actor = require_actor()
    command = forms.NewForecast.parse(json_body()).command(question_id, "api", {})
    with transaction() as session:
        actions.seal_forecast(session, actor, command, clock.now())
    return _sealed(question_id, 201)


def _sealed(question_id: int, status: int = 200) -> Response:
    face, session = faced(question_id, current_actor(), clock.now()), reading()
    byline = articles.of_prompt(session, face.question.prompt_id).article.byline
    card = presenters.sealed_card(face, queries.sealed(session, question_id), byline)
    if card is None:
        raise Missing(NOTHING)
    return json(presenters.sealed_out(face, card), status)
