"""Editors decide questions, with a source."""

from datetime import datetime

from flask import current_app, flash, request
from flask.typing import ResponseReturnValue

from discuss.accounts.acting import require_actor
from discuss.kit import clock
from discuss.kit.command import Filled
from discuss.kit.errors import Conflict, Invalid
from discuss.predictions import actions, forms, policy, presenters, queries
from discuss.predictions.models import ProposedOutcome, ResolutionEvent
from discuss.predictions.queries import Face
from discuss.predictions.rules.lifecycle import State
from discuss.predictions.views.blueprint import bp, faced, objection_window
from discuss.predictions.views.editing import TYPED
from discuss.predictions.views.implying import Implied, implied_for
from discuss.web.respond import page, see_other
from discuss.web.transaction import reading, transaction

PUBLIC = {
    ProposedOutcome: "The proposed outcome is public. Readers may object to it now.",
    ResolutionEvent: "The ruling is public. Scores have been written.",
}
EARLY = {State.DRAFT, State.UPCOMING}
"""Before a question opens there is nothing to decide; it can be annulled."""


@bp.get("/questions/<int:question_id>/resolution")
def resolution(question_id: int) -> ResponseReturnValue:
    """Show the form that decides a question."""
    return decision_page(question_id, None)


@bp.post("/questions/<int:question_id>/resolution")
def rule(question_id: int) -> ResponseReturnValue:
    """Propose an outcome, or decide a question at once, decide it anew, annul or reopen it."""
    policy.may_ask(require_actor()).enforce()
    try:
        command = forms.NewRuling.parse(request.form).command(question_id)
        with transaction() as session:
            done = actions.decide(
                session, require_actor(), command, clock.now(), objection_window()
            )
    except Invalid as refusal:
        return decision_page(question_id, Filled.of(request.form, refusal), 422)
    except Conflict as refusal:
        return decision_page(question_id, Filled.of(request.form, Invalid(refusal.sentence)), 409)
    flash(PUBLIC[type(done)])
    return see_other(f"/questions/{question_id}")


def decision_page(
    question_id: int,
    form: Filled | None,
    status: int = 200,
    answer: Filled | None = None,
    about: int | None = None,
) -> ResponseReturnValue:
    """Return the page that decides a question; `answer` is what was typed about an objection.

    `about` is that objection's number, or 0 where the proposal was to be taken back.
    """
    actor, now = require_actor(), clock.now()
    policy.may_ask(actor).enforce()
    face = faced(question_id, actor, now)
    is_begun = form is None and face.ruling is None and face.proposed is None
    implied = implied_for(question_id, now) if is_begun else None
    return page(
        "predictions/resolution.html",
        status,
        form=form or _starting(face, implied, now),
        implied=implied,
        card=presenters.card(face, actor),
        seen_seq=face.question.resolution_seq,
        outcomes=actions.outcomes(face.question.kind, face.revision),
        outcome_hint=presenters.outcome_hint(face),
        rulings=face.rulings,
        waiting=presenters.waiting(presenters.steps(_course(face), face)),
        answer=answer or Filled.empty(),
        blank=Filled.empty(),
        about=about,
        hours=current_app.config["DISCUSS"].objection_hours,
        has_stake=queries.has_stake(reading(), question_id, actor.id, clock.now()),
    )


def _starting(face: Face, implied: Implied | None, now: datetime) -> Filled:
    """Return the form as it begins: with what follows from an earlier date, if anything does."""
    since = implied.ruling.knowable_at if implied else None
    begun: dict[str, object] = {
        "action": "annul" if face.state in EARLY else "resolve",
        "knowable_at": (since or now).strftime(TYPED),
        "seen_seq": face.question.resolution_seq,
    }
    if implied:
        source = implied.ruling.source_url
        begun |= {"outcome": "yes", "source_url": source, "note": implied.note}
    return Filled.empty(**begun)


def _course(face: Face) -> queries.Course:
    return queries.course(reading(), face.question.id, face.rulings)
