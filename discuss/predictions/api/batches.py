"""The programs' door for several forecasts in one act."""

from flask import Response

from discuss.accounts.acting import require_actor
from discuss.kit import clock
from discuss.predictions import actions, forms, presenters, queries
from discuss.predictions.actions import Done
from discuss.predictions.actions.commands import Answer
from discuss.predictions.api.blueprint import bp
from discuss.predictions.presenters import BatchItemOut, BatchOut
from discuss.predictions.views.blueprint import SLOW
from discuss.web.limits import keep_pace
from discuss.web.openapi import documented
from discuss.web.respond import json, json_body
from discuss.web.transaction import reading, transaction


@bp.post("/forecasts")
@documented(body=forms.ManyForecasts, answers={200: BatchOut}, refusals=[401], tags=["forecasts"])
def forecast_many() -> Response:
    """Forecast on up to 50 questions; each is taken or refused for itself, `results` in order."""
    actor = require_actor()
    keep_pace("20 per minute", str(actor.id), sentence=SLOW)
    sent = forms.SentForecasts.parse(json_body()).understood()
    with transaction() as session:
        answers = [each for each in sent if isinstance(each, Answer)]
        done = actions.forecast_each(session, actor, answers, clock.now())
    found = iter(done)
    results = [next(found) if isinstance(each, Answer) else each for each in sent]
    return json(BatchOut(results=_told(results, actor.id)))


def _told(results: list[Done], person_id: int) -> list[BatchItemOut]:
    """Return what became of each forecast, with the question as it stands where one was taken."""
    ids = [each.question_id for each in results if each.refusal is None and each.question_id]
    faces = queries.several(reading(), ids, person_id, clock.now())
    by_id = {face.question.id: face for face in faces}
    return [
        presenters.batch_item(each.question_id, each.refusal, by_id.get(each.question_id or 0))
        for each in results
    ]
