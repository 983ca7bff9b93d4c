"""Readers see a question, forecast, look, and withdraw."""

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from flask import flash, request
from flask.typing import ResponseReturnValue

from discuss.accounts.acting import current_actor, require_actor
from discuss.articles import queries as articles
from discuss.kit import clock
from discuss.kit.command import Filled
from discuss.kit.errors import Conflict, Invalid
from discuss.predictions import actions, forms, presenters, queries
from discuss.predictions.rules.spread import FIELDS
from discuss.predictions.views.acting import acting, must_sign_in, remembered
from discuss.predictions.views.aftermath import aftermath_of, happened_to, lately_of
from discuss.predictions.views.blueprint import back_to, bp, faced
from discuss.predictions.views.sealing import may_seal
from discuss.web.respond import fragment_or_redirect, page, see_other, wants_fragment
from discuss.web.transaction import reading, transaction

CARD = "predictions/_question.html"


AFFIRMED = {"follows", "submission_key", "reason"}
"""What is read of a dial whose forecast only stands on."""


@bp.get("/questions/<int:question_id>")
def question(question_id: int) -> ResponseReturnValue:
    """Show a question: the dial, and once answered what everybody thinks and how it moved."""
    return question_page(question_id, _prefilled())


@bp.route("/questions/<int:question_id>/forecast", methods=["POST", "PUT"])
def forecast(question_id: int) -> ResponseReturnValue:
    """Save a forecast; a stranger's device keeps it, or they sign in first, as the site is set."""
    if must_sign_in():
        return _sign_in_first(question_id)
    try:
        form = forms.NewForecast.parse(forms.gathered(_fields()))
        command = form.command(question_id, "page", request.form)
        with acting() as (session, actor):
            actions.forecast(session, actor, command, clock.now())
    except (Invalid, Conflict) as refusal:
        return _again(question_id, refusal)
    return remembered(_answered(question_id, "Forecast saved."))


@bp.post("/questions/<int:question_id>/pass")
def look(question_id: int) -> ResponseReturnValue:
    """Show what others think without answering."""
    if must_sign_in():
        require_actor()
    with acting() as (session, actor):
        actions.look(session, actor, question_id, clock.now())
    return remembered(_answered(question_id, "You can still forecast whenever you like."))


@bp.post("/questions/<int:question_id>/affirmation")
def affirm(question_id: int) -> ResponseReturnValue:
    """Say that one's forecast still stands as it is."""
    actor = current_actor()
    try:
        sent = {k: v for k, v in request.form.items() if k in AFFIRMED}
        with transaction() as session:
            command = forms.NewAffirmation.parse(sent).command(question_id, "page")
            actions.affirm(session, actor, command, clock.now())
    except (Invalid, Conflict) as refusal:
        return _again(question_id, refusal)
    return _answered(question_id, "Your forecast stands as it is.")


@bp.post("/questions/<int:question_id>/withdrawal")
def withdraw(question_id: int) -> ResponseReturnValue:
    """Take one's forecast back."""
    actor = current_actor()
    try:
        # The button stands in the dial, whose numbers say nothing here.
        sent = {k: v for k, v in request.form.items() if k in {"follows", "submission_key"}}
        form = forms.NewWithdrawal.parse(sent)
        with transaction() as session:
            command = form.command(question_id, "page")
            actions.withdraw(session, actor, command, clock.now())
    except (Invalid, Conflict) as refusal:
        return _again(question_id, refusal)
    return _answered(question_id, "Forecast withdrawn. The time for which it stood still counts.")


def _fields() -> dict[str, str]:
    """Return what was typed, without what only says where to go afterwards."""
    return {k: v for k, v in request.form.items() if k != "back"}


def _prefilled() -> Filled:
    """Return the number that a stranger had typed before signing in, if the address keeps one."""
    kept = _kept(request.args)
    percent = request.args.get("p", "")[:10]
    return Filled.empty(**kept, **({"percent": percent} if percent else {}))


def _kept(sent: Mapping[str, str]) -> dict[str, str]:
    """Return what of a forecast waits in the address until somebody has signed in.

    A percent is `p`, apart from these.
    """
    numbers = {k: v[:25] for k, v in sent.items() if k.startswith(forms.SHARE) or k in FIELDS}
    words = ("reason", "expires_in", "expires_at")
    return numbers | {k: sent[k][: forms.LONGEST_REASON] for k in words if k in sent}


def _sign_in_first(question_id: int) -> ResponseReturnValue:
    kept = {k: v for k, v in _kept(request.form).items() if v}
    if request.form.get("percent"):
        kept["p"] = request.form["percent"][:10]
    place = f"/questions/{question_id}" + (f"?{urlencode(kept)}" if kept else "")
    return see_other(f"/signin?next={quote(place, safe='/')}")


def _answered(question_id: int, sentence: str) -> ResponseReturnValue:
    """Return the card as it stands now, or the page that holds it."""
    actor = current_actor()
    if not wants_fragment():
        flash(sentence)
        return see_other(back_to(question_id))
    card = presenters.card(faced(question_id, actor, clock.now()), actor)
    return fragment_or_redirect(
        CARD,
        to=card.path,
        card=card,
        back=request.form.get("back"),
        viewer=actor.viewer,
    )


def _again(question_id: int, refusal: Invalid | Conflict) -> ResponseReturnValue:
    """Return the card or the page with what was typed and what to mend."""
    form = Filled.of(request.form, refusal)
    if not wants_fragment():
        return question_page(question_id, form, refusal.status)
    actor = current_actor()
    card = presenters.card(faced(question_id, actor, clock.now()), actor, form)
    return fragment_or_redirect(
        CARD,
        to=card.path,
        status=refusal.status,
        card=card,
        back=request.form.get("back"),
        viewer=actor.viewer,
    )


def question_page(
    question_id: int, form: Filled, status: int = 200, objection: Filled | None = None
) -> ResponseReturnValue:
    """Return a question's page with what was typed into one of its forms."""
    actor, now = current_actor(), clock.now()
    face = faced(question_id, actor, now)
    session = reading()
    article = articles.of_prompt(session, face.question.prompt_id)
    card = presenters.card(face, actor, form)
    rewordings = presenters.rewordings(queries.revisions(session, question_id))
    return page(
        "predictions/question.html",
        status,
        card=card,
        article=article,
        aftermath=aftermath_of(session, face, article, actor, now),
        siblings=queries.siblings(session, face.question),
        rewordings=rewordings,
        sealed=presenters.sealed_card(
            face, queries.sealed(session, question_id), article.article.byline
        ),
        may_seal=may_seal(session, face, actor),
        happened=happened_to(session, face, card, article, rewordings),
        lately=lately_of(session, face),
        steps=presenters.steps(queries.course(session, question_id, face.rulings), face),
        objection=objection or Filled.empty(),
        credit=queries.suggested_by(session, question_id),
        group=queries.group_link(session, question_id),
    )
