"""Whose forecasts count on a question: looked at, previewed and decided at the desk."""

from typing import Any

from flask import flash, request
from flask.typing import ResponseReturnValue

from discuss.accounts.acting import require_actor, require_somebody
from discuss.accounts.rules import Actor
from discuss.kit import clock
from discuss.kit.command import Filled
from discuss.kit.errors import Invalid
from discuss.kit.text import counted
from discuss.moderation import actions, forms, presenters, queries
from discuss.moderation.acting import at_the_desk, keep_look, looked_at, may_see, moderator
from discuss.moderation.actions.commands import LeaveOut
from discuss.moderation.presenters import PreviewCard
from discuss.moderation.rules.clauses import CURRENT
from discuss.moderation.views.blueprint import bp
from discuss.predictions import queries as forecasts
from discuss.predictions.presenters import Compared, said_of
from discuss.predictions.queries import Face
from discuss.predictions.rules.excluding import Span
from discuss.web.respond import page, see_other
from discuss.web.transaction import reading, transaction

CONCERT = "6"
"""The house rule that forecasts given in concert fall under."""


@bp.get("/desk/questions/<int:question_id>/forecasts")
def forecasts_of(question_id: int) -> ResponseReturnValue:
    """Show the latest forecasts on a question, what is left out, and the way to decide anew."""
    actor = require_actor()
    keep_look(actor, at_the_desk(actor, question_id))
    return _page(actor, question_id, Filled.empty(clause=CONCERT))


@bp.post("/desk/questions/<int:question_id>/exclusions/preview")
def preview_exclusion(question_id: int) -> ResponseReturnValue:
    """Show what leaving some forecasts out would change; nothing is decided yet."""
    actor = moderator()
    try:
        command = forms.NewExclusion.parse(request.form, question_id=question_id).command()
        face = looked_at(at_the_desk(actor, question_id))
        shown = _preview(actor, face, command)
    except Invalid as refusal:
        return _page(actor, question_id, Filled.of(request.form, refusal), status=422)
    return _page(actor, question_id, Filled(values=_typed()), shown)


@bp.post("/desk/questions/<int:question_id>/exclusions")
def leave_out(question_id: int) -> ResponseReturnValue:
    """Leave some people's forecasts out of the crowd from a moment on."""
    actor = moderator()
    try:
        form = forms.NewExclusion.parse(request.form, question_id=question_id)
        looked_at(at_the_desk(actor, question_id))
        with transaction() as session:
            rows = actions.leave_out(session, actor, form.command(), clock.now())
    except Invalid as refusal:
        return _page(actor, question_id, Filled.of(request.form, refusal), status=422)
    flash(f"{counted(len(rows), 'person is', 'people are')} told why. The crowd is counted anew.")
    return see_other(f"/desk/questions/{question_id}/forecasts")


@bp.get("/exclusions/<int:exclusion_id>")
def exclusion(exclusion_id: int) -> ResponseReturnValue:
    """Lead somebody to why their forecasts are left out, and to how they object."""
    require_somebody()
    return see_other(f"/sanctions/{queries.sanction_of(reading(), exclusion_id)}")


def _preview(actor: Actor, face: Face, command: LeaveOut) -> PreviewCard:
    session, question = reading(), face.question
    people = actions.check_leaving_out(session, actor, face, command)
    span, ids = Span(command.from_at, command.to_at), [each.id for each in people]
    apart = forecasts.apart_of(session, question.id)
    wider = {**apart, **{each: [*apart.get(each, ()), span] for each in ids}}
    return presenters.preview_card(
        face,
        forecasts.recounted(session, face, apart),
        forecasts.recounted(session, face, wider),
        forecasts=sum(forecasts.forecasts_within(session, question.id, ids, span).values()),
        people=len(ids),
    )


def _page(
    actor: Actor,
    question_id: int,
    form: Filled,
    preview: PreviewCard | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    face, session = at_the_desk(actor, question_id), reading()
    return page(
        "moderation/forecasts.html",
        status,
        question=face,
        is_open=may_see(face),
        may_look=not face.own,
        may_decide=forecasts.may_leave_out(session, actor, face),
        **(_seen(actor, face, form) if may_see(face) else {}),
        clauses=[(clause.key, f"{clause.key}. {clause.title}") for clause in CURRENT.values()],
        preview=preview,
        form=form,
    )


def _seen(actor: Actor, face: Face, form: Filled) -> dict[str, Any]:
    """Return what who has looked sees; whose a forecast is, the desk alone."""
    session, number = reading(), face.question.id
    named = forms.handles_of(form.values.get("people"))
    out = forecasts.left_out(session, [number]).get(number, ())
    spoken = queries.latest_forecasts(session, number) if actor.may_moderate else []
    taken = queries.exclusions_on(session, number) if actor.may_moderate else []
    known = {each.handle for each in spoken}
    return {
        "spoken": presenters.spoken_rows(spoken, face, named),
        "written": "\n".join(each for each in named if each not in known),
        "burst": presenters.burst_words(*queries.said_lately(session, number), face),
        "cards": presenters.sanction_cards(taken, actor, face.now),
        "left_out": [said_of(face, each) for each in out],
        "chart": _chart(face) if face.question.edition else None,
    }


def _chart(face: Face) -> Compared:
    session, question = reading(), face.question
    apart = forecasts.apart_of(session, question.id)
    everybody = forecasts.recounted(session, face, {})
    return presenters.standing_chart(face, everybody, forecasts.recounted(session, face, apart))


def _typed() -> dict[str, Any]:
    """Return what was typed, every name that was ticked too."""
    return {**request.form, "people": request.form.getlist("people")}
