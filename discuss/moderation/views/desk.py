"""The desk: the queue, a case, decisions and their undoing."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from flask import flash, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from discuss.accounts.acting import current_actor
from discuss.accounts.rules import ENGLISH, LANGUAGES, Actor
from discuss.kit import chosen, clock
from discuss.kit.command import Filled
from discuss.kit.errors import Busy, Conflict, Invalid, Missing, Refused
from discuss.kit.ids import secret
from discuss.kit.paging import Cursor
from discuss.moderation import actions, forms, policy, presenters, queries
from discuss.moderation.acting import moderator, sought
from discuss.moderation.models import Decision
from discuss.moderation.queries import Sought
from discuss.moderation.queries.desk import ORDER
from discuss.moderation.queries.narrowing import FILTERS
from discuss.moderation.rules.clauses import CURRENT
from discuss.moderation.rules.outcomes import ILLEGAL
from discuss.moderation.rules.reasons import ON_KEYS, in_language
from discuss.moderation.views.blueprint import bp
from discuss.web.respond import page, see_other, wants_fragment
from discuss.web.transaction import reading, transaction


@bp.get("/desk")
def queue() -> ResponseReturnValue:
    """Show what waits for this moderator, most urgent first."""
    return home(moderator(), Filled.empty())


@bp.get("/desk/cases/<int:case_id>")
def case(case_id: int) -> ResponseReturnValue:
    """Show one case with its context, beside the queue."""
    actor = moderator()
    with suppress(Busy), transaction() as session:  # a claim is a courtesy; the case opens anyway
        actions.claim(session, actor, case_id, clock.now())
        actions.go_on(session, actor, case_id, clock.now())
    return _case_page(actor, case_id, Filled.empty())


@bp.post("/cases/<int:case_id>/decisions")
def decide(case_id: int) -> ResponseReturnValue:
    """Approve, reject or restore, then open the next case."""
    actor = moderator()
    try:
        form = forms.NewDecision.parse(_without_filters(request.form), case_id=case_id)
        if form.outcome == ILLEGAL and not policy.may_remove_alone(actor):
            return _propose(actor, form)
        with transaction() as session:
            decision = actions.decide(session, actor, form.command(), clock.now())
    except Invalid as refusal:
        return _case_page(actor, case_id, Filled.of(request.form, refusal), status=422)
    except Conflict as refusal:
        return _conflict(actor, case_id, refusal)
    return _next(actor, decision, sought(actor, request.form))


def home(actor: Actor, form: Filled, status: int = 200) -> ResponseReturnValue:
    """Show the list without a case; where nothing narrows it, with what the shift finds."""
    session, now = reading(), clock.now()
    frame = _frame(session, actor, now)
    whole = not frame["desk"].narrowed
    shift = presenters.shift_card(queries.shift(session, actor, now)) if whole else None
    return page("moderation/desk.html", status, **frame, case=None, shift=shift, form=form)


def _without_filters(sent: Mapping[str, str]) -> Mapping[str, str]:
    """Return a decision as it was sent, without what narrows the list beside it."""
    return {name: value for name, value in sent.items() if name not in FILTERS}


def _propose(actor: Actor, form: forms.NewDecision) -> ResponseReturnValue:
    """Let a second moderator say whether a comment is removed as illegal."""
    with transaction() as session:
        actions.open_batch(session, actor, form.together(), clock.now())
    flash("Proposed. Nothing is decided before somebody else says yes at Proposals.")
    return see_other("/desk/proposals")


@bp.post("/cases/<int:case_id>/measures")
def cover(case_id: int) -> ResponseReturnValue:
    """Hide a comment while its case is open, or show it again, and stay at the case."""
    actor = moderator()
    form = forms.NewMeasure.parse(request.form, case_id=case_id)
    try:
        with transaction() as session:
            measure = actions.cover(session, actor, form.command(), clock.now())
    except Conflict as refusal:
        return _conflict(actor, case_id, refusal)
    except Refused as refusal:
        return _conflict(actor, case_id, refusal, status=403)
    kept = urlencode({"covered": measure.id, **request.args})
    return see_other(f"/desk/cases/{case_id}?{kept}")


@bp.post("/measures/<int:measure_id>/reversal")
def uncover(measure_id: int) -> ResponseReturnValue:
    """Take back that a comment was hidden or shown in the last seconds."""
    actor = moderator()
    with transaction() as session:
        actions.take_back_measure(session, actor, measure_id, clock.now())
        case_id = queries.measure(session, measure_id).case_id
    return _taken_back(case_id)


@bp.post("/decisions/<int:decision_id>/reversal")
def undo(decision_id: int) -> ResponseReturnValue:
    """Take back a decision of the last seconds."""
    actor = moderator()
    with transaction() as session:
        actions.undo(session, actor, decision_id, clock.now())
        decision = queries.decision(session, decision_id)
    return _taken_back(decision.case_id)


def _taken_back(case_id: int) -> ResponseReturnValue:
    """Go back to the case, with the list beside it narrowed as it was."""
    flash("Taken back. Nobody was told.")
    kept = urlencode(request.args)
    return see_other(f"/desk/cases/{case_id}" + (f"?{kept}" if kept else ""))


def _next(actor: Actor, decision: Decision, looked_for: Sought) -> ResponseReturnValue:
    """Go to the case that is most urgent now, with the offer to undo what was decided."""
    following = queries.next_after(reading(), actor.id, looked_for)
    place = f"/desk/cases/{following}" if following else "/desk"
    kept = urlencode({"decided": decision.id, **looked_for.asked})
    return see_other(f"{place}?{kept}")


def _case_page(
    actor: Actor,
    case_id: int,
    form: Filled,
    *,
    status: int = 200,
    conflict: str = "",
) -> ResponseReturnValue:
    """Show a case; after a conflict also what its author changed since it was seen."""
    session, now = reading(), clock.now()
    file = queries.case_file(session, case_id, actor, now)
    card = presenters.case_card(file, actor, now)
    seen = queries.wording(session, file.comment.id, _seen(form)) if conflict else ""
    template = "moderation/_case.html" if wants_fragment() else "moderation/desk.html"
    return page(
        template,
        status,
        **_frame(session, actor, now, open_case=case_id),
        case=card,
        changes=presenters.changes(file, seen),
        form=form,
        boxes=presenters.boxes(card, form),
        conflict=conflict,
        reasons=in_language(file.author.language),
        speaks=LANGUAGES[file.author.language] if file.author.language != ENGLISH else "",
        clauses=CURRENT,
        on_keys=ON_KEYS,
        submission_key=secret(),
    )


def _seen(form: Filled) -> int:
    """Return which wording a decision was about; a decision that met another one names it."""
    return int(str(form.values["revision_id"]))


def _conflict(
    actor: Actor, case_id: int, refusal: Conflict | Refused, status: int = 409
) -> ResponseReturnValue:
    """Show what somebody else decided meanwhile, and keep what was typed."""
    filled = Filled.of(request.form, Invalid(refusal.sentence))
    return _case_page(actor, case_id, filled, status=status, conflict=refusal.sentence)


def _frame(
    session: Session, actor: Actor, now: datetime, *, open_case: int | None = None
) -> dict[str, Any]:
    """Return the list beside the case, and the offer to undo."""
    looked_for = sought(actor, request.values)
    text = request.args.get("after")
    after = Cursor.decode(text, order=ORDER, length=2) if text else None
    found = queries.queue(session, actor.id, looked_for, after)
    counts = queries.counts(session, actor.id, now, actor.sections)
    card = presenters.desk_card(found, counts, looked_for, chosen.of(session), open_case)
    return {
        "desk": replace(card, at=text or ""),
        "undo": _undo(session, actor, now),
        "actor": current_actor(),
    }


def _undo(session: Session, actor: Actor, now: datetime) -> presenters.UndoBar | None:
    if together := _asked("batch"):
        return presenters.undo_all_bar(queries.decided_together(session, together), actor, now)
    with suppress(Missing):
        if covered := _asked("covered"):
            measure = queries.measure(session, covered)
            back = queries.is_taken_back(session, covered)
            return presenters.cover_bar(measure, actor, now, is_taken_back=back)
        if decided := _asked("decided"):
            decision = queries.decision(session, decided)
            undone = queries.is_reversed(session, decided)
            return presenters.undo_bar(decision, actor, now, is_reversed=undone)
    return None


def _asked(name: str) -> int:
    """Return which row an address names, 0 for none."""
    text = request.args.get(name, "")
    return int(text) if text.isdecimal() and len(text) <= 18 else 0  # noqa: PLR2004 - no row has a longer number
