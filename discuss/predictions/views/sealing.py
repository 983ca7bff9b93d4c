"""An article's author seals a forecast, or an editor does it for them."""

from flask import flash, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from discuss.accounts.acting import require_actor
from discuss.accounts.rules import Actor
from discuss.articles import queries as articles
from discuss.kit import clock
from discuss.kit.command import Filled
from discuss.kit.errors import Conflict, Invalid
from discuss.predictions import actions, forms, policy, presenters, queries
from discuss.predictions.queries import Face
from discuss.predictions.views.blueprint import bp, faced
from discuss.web.respond import page, see_other
from discuss.web.transaction import reading, transaction


@bp.get("/questions/<int:question_id>/seal")
def seal_form(question_id: int) -> ResponseReturnValue:
    """Show the form in which the author's forecast is sealed."""
    return _seal_page(question_id, Filled.empty())


@bp.post("/questions/<int:question_id>/seal")
def seal(question_id: int) -> ResponseReturnValue:
    """Seal the author's forecast."""
    actor = require_actor()
    try:
        form = forms.NewForecast.parse(forms.gathered(request.form))
        command = form.command(question_id, "page", request.form)
        with transaction() as session:
            actions.seal_forecast(session, actor, command, clock.now())
    except (Invalid, Conflict) as refusal:
        return _seal_page(question_id, Filled.of(request.form, refusal), refusal.status)
    flash("The forecast is sealed. It is opened when the question closes.")
    return see_other(f"/questions/{question_id}#sealed-h")


def may_seal(session: Session, face: Face, actor: Actor) -> bool:
    """Say whether the page offers somebody to seal; one statement for readers at most."""
    if not actor.is_signed_in or not policy.may_seal(actor, face.state, is_author=True):
        return False
    return actor.may_edit or articles.is_author(session, face.question.prompt_id, actor.id)


def _seal_page(question_id: int, form: Filled, status: int = 200) -> ResponseReturnValue:
    """Return the form; the boxes begin empty, whatever the actor forecast as a reader."""
    actor, session = require_actor(), reading()
    face = faced(question_id, actor, clock.now())
    is_author = articles.is_author(session, face.question.prompt_id, actor.id)
    policy.may_seal(actor, face.state, is_author=is_author).enforce()
    unsaid = queries.face(session, question_id, None, clock.now())
    return page(
        "predictions/seal.html",
        status,
        card=presenters.card(unsaid, form=form),
        article=articles.of_prompt(session, face.question.prompt_id),
        is_author=is_author,
    )
