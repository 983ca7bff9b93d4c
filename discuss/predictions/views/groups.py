"""Readers see a group of questions, and answer it in one form."""

from datetime import datetime
from urllib.parse import quote, urlencode

from flask import flash, request
from flask.typing import ResponseReturnValue

from discuss.accounts.acting import current_actor
from discuss.accounts.rules import Actor
from discuss.articles import queries as articles
from discuss.kit import clock
from discuss.kit.command import Filled
from discuss.kit.errors import Invalid, Missing
from discuss.predictions import actions, forms, presenters, queries
from discuss.predictions.actions import AnswerGroup
from discuss.predictions.queries import Face, Grouped
from discuss.predictions.queries.groups import NO_GROUP
from discuss.predictions.views.acting import acting, must_sign_in, remembered
from discuss.predictions.views.blueprint import bp
from discuss.web.respond import page, safe_next, see_other
from discuss.web.transaction import reading


@bp.get("/groups/<int:group_id>")
def group(group_id: int) -> ResponseReturnValue:
    """Show a group: a row a question, what is decided, and what was done to it."""
    return group_page(group_id, Filled.empty(**_prefilled()))


@bp.post("/groups/<int:group_id>/forecasts")
def answer_group(group_id: int) -> ResponseReturnValue:
    """Save the rows that say something new, all or none; a stranger's device keeps them."""
    if must_sign_in():
        return _sign_in_first(group_id)
    try:
        saved = _saved(group_id)
    except Invalid as refusal:
        return group_page(group_id, Filled.of(request.form, refusal), refusal.status)
    flash("Forecast saved." if saved == 1 else f"{saved} forecasts saved.")
    back = safe_next(request.form.get("back"), f"/groups/{group_id}")
    return remembered(see_other(f"{back}#g{group_id}"))


def _saved(group_id: int) -> int:
    seen = queries.group(reading(), group_id)
    labels = {each.question_id: each.label for each in seen.members}
    answers = forms.answers_of(request.form, labels)
    command = AnswerGroup(group_id, answers, is_sure=bool(request.form.get("sure")))
    with acting() as (session, actor):
        return actions.answer_group(session, actor, command, clock.now())


def group_page(group_id: int, form: Filled, status: int = 200) -> ResponseReturnValue:
    """Return a group's page with what was typed into its rows."""
    actor = current_actor()
    seen, faces = grouped(group_id, actor, clock.now())
    session = reading()
    return page(
        "predictions/group.html",
        status,
        group=presenters.group_card(seen, faces, actor, form, forms.typed_rows(form.values)),
        article=articles.of_prompt(session, seen.group.prompt_id),
        steps=queries.group_steps(session, group_id, drafts=actor.may_edit),
    )


def grouped(group_id: int, actor: Actor, now: datetime) -> tuple[Grouped, list[Face]]:
    """Return a group with those of its questions that this reader may see; none is `Missing`."""
    session = reading()
    seen = queries.group(session, group_id)
    article = articles.of_prompt(session, seen.group.prompt_id).article
    faces = queries.several(session, seen.ids, actor.person_id, now)
    if not actor.may_edit:
        is_out = article.published_at is not None
        faces = [each for each in faces if is_out and each.question.published_at is not None]
    if not faces:
        raise Missing(NO_GROUP)
    return seen, faces


def _prefilled() -> dict[str, str]:
    """Return the numbers that a stranger had typed before signing in, if the address keeps some."""
    return {name: value[:25] for name, value in request.args.items() if forms.is_member(name)}


def _sign_in_first(group_id: int) -> ResponseReturnValue:
    kept = {k: v[:25] for k, v in request.form.items() if forms.is_member(k) and v}
    kept = {name: value for name, value in kept.items() if not name.endswith("-follows")}
    place = f"/groups/{group_id}" + (f"?{urlencode(kept)}" if kept else "")
    return see_other(f"/signin?next={quote(place, safe='/')}")
