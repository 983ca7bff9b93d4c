"""What the site gives out: forecasts as files, the proof of each, and the ends of all chains."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from flask import Response, current_app
from flask.typing import ResponseReturnValue

from discuss.accounts.acting import current_actor
from discuss.kit import clock
from discuss.kit.errors import Missing
from discuss.predictions import presenters, queries
from discuss.predictions.models import ForecastEvent
from discuss.predictions.presenters import Terms
from discuss.predictions.queries import Given
from discuss.predictions.views.blueprint import bp, faced
from discuss.web.respond import page
from discuss.web.transaction import reading

NOT_GIVEN = (
    "The forecasts on this question are not given out: it is still open, or fewer than five "
    "readers took part."
)
DAYS = 30
KINDS: dict[str, tuple[str, Callable[[Iterable[ForecastEvent], Terms], Iterator[str]]]] = {
    "csv": ("text/csv", presenters.as_csv),
    "jsonl": ("application/jsonl", presenters.as_lines),
}


@bp.get("/data")
def data() -> ResponseReturnValue:
    """Show what is given out, under which licence, and the published heads."""
    session = reading()
    return page(
        "predictions/data.html",
        given=queries.given_out(session),
        heads=queries.heads(session, DAYS),
        licence=_terms().licence,
    )


@bp.get("/data/forecasts.csv")
def all_as_csv() -> ResponseReturnValue:
    """Return the forecasts on every question that is over, as CSV."""
    return _all("csv")


@bp.get("/data/forecasts.jsonl")
def all_as_lines() -> ResponseReturnValue:
    """Return the forecasts on every question that is over, as JSON Lines."""
    return _all("jsonl")


@bp.get("/data/questions.csv")
def questions_as_csv() -> ResponseReturnValue:
    """Return what each question that is over asked and how it ended, as CSV."""
    terms = replace(_terms(), questions=queries.given_out(reading()))
    return _answer("csv", "questions", "".join(presenters.questions_as_csv(terms)))


@bp.get("/questions/<int:question_id>/forecasts.csv")
def one_as_csv(question_id: int) -> ResponseReturnValue:
    """Return the forecasts on a question that is over, as CSV; `Missing` for any other."""
    return _one("csv", question_id)


@bp.get("/questions/<int:question_id>/forecasts.jsonl")
def one_as_lines(question_id: int) -> ResponseReturnValue:
    """Return the forecasts on a question that is over, as JSON Lines; `Missing` for any other."""
    return _one("jsonl", question_id)


@bp.get("/questions/<int:question_id>/receipts")
def receipts(question_id: int) -> ResponseReturnValue:
    """Show the reader the receipts of their own forecasts on a question, and how to check them."""
    actor = current_actor()
    face = faced(question_id, actor, clock.now())
    proofs = queries.proofs(reading(), question_id, actor.forecaster_id)
    return page(
        "predictions/receipts.html",
        title=face.revision.title,
        question_id=question_id,
        receipts=[presenters.receipt_out(each) for each in proofs],
    )


def _all(kind: str) -> Response:
    return _file(kind, queries.given_out(reading()), "forecasts")


def _one(kind: str, question_id: int) -> Response:
    given = queries.given_out(reading(), question_id)
    if not given:
        raise Missing(NOT_GIVEN)
    return _file(kind, given, f"question-{question_id}")


def _file(kind: str, given: Sequence[Given], name: str) -> Response:
    """Return a file, made whole first, so that a slow reader keeps no database waiting.

    A hundred thousand forecasts take about 15 MB while it is sent.
    """
    session, ids = reading(), [each.id for each in given]
    terms = replace(_terms(), questions=given, left_out=queries.apart_in(session, given))
    _, lines = KINDS[kind]
    return _answer(kind, name, "".join(lines(queries.forecasts(session, ids), terms)))


def _answer(kind: str, name: str, body: str) -> Response:
    answer = Response(body, mimetype=KINDS[kind][0])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer


def _terms() -> Terms:
    settings = current_app.config["DISCUSS"]
    return Terms(settings.site_name, settings.site_url, settings.data_licence, settings.secret_key)
