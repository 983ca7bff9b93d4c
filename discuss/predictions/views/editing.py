"""Editors ask, revise and open questions."""

from datetime import datetime, timedelta

from flask import flash, request
from flask.typing import ResponseReturnValue

from discuss.accounts.acting import require_actor
from discuss.accounts.rules import Actor
from discuss.articles import queries as articles
from discuss.kit import clock
from discuss.kit.command import LONGEST_ID, Filled
from discuss.kit.errors import Conflict, Invalid
from discuss.predictions import actions, forms, policy, presenters, queries
from discuss.predictions.actions import Effects
from discuss.predictions.actions.commands import Revise
from discuss.predictions.presenters import QuestionCard
from discuss.predictions.queries import Face
from discuss.predictions.rules.prompting import asked_in
from discuss.predictions.rules.scale import Scale, typed
from discuss.predictions.views.blueprint import bp, faced
from discuss.predictions.views.checking import looked_over, only_checks, preview, sent
from discuss.web.respond import page, see_other
from discuss.web.transaction import reading, transaction

TYPED = "%Y-%m-%dT%H:%M"


@bp.get("/desk/questions")
def desk() -> ResponseReturnValue:
    """List what waits to be decided, what is open, and what was."""
    actor = require_actor()
    policy.may_ask(actor).enforce()
    now = clock.now()
    cards = presenters.cards(queries.desk(reading(), now), actor)
    group_of = queries.group_names(reading(), [card.id for card in cards])
    waiting = queries.waiting_suggestions(reading())
    return page(
        "predictions/desk.html",
        groups=presenters.desk_groups(cards, now, group_of),
        group_of=group_of,
        suggestions=[presenters.suggestion_card(each) for each in waiting],
    )


@bp.get("/prompts/<int:prompt_id>/questions/new")
def new(prompt_id: int) -> ResponseReturnValue:
    """Show the form for a question under a prompt."""
    policy.may_ask(require_actor()).enforce()
    return _new_page(prompt_id, _begun(_suggested(starting(clock.now()))))


@bp.post("/prompts/<int:prompt_id>/questions")
def ask(prompt_id: int) -> ResponseReturnValue:
    """Ask a question under a prompt, or show how readers would see it."""
    actor = editor()
    try:
        command = forms.NewQuestion.parse(sent()).command(prompt_id)
        if only_checks():
            card = preview(actor, command.kind, command.wording, clock.now())
            return _new_page(prompt_id, Filled.empty(**sent()), card=card)
        with transaction() as session:
            question = actions.ask(session, actor, command, clock.now())
    except Invalid as refusal:
        return _new_page(prompt_id, Filled.of(request.form, refusal), 422)
    return see_other(f"/questions/{question.id}")


@bp.get("/questions/<int:question_id>/edit")
def edit(question_id: int) -> ResponseReturnValue:
    """Show a question's words and dates for change."""
    actor = require_actor()
    policy.may_ask(actor).enforce()
    face = faced(question_id, actor, clock.now())
    return _edit_page(question_id, _as_typed(face))


@bp.post("/questions/<int:question_id>/edit")
def revise(question_id: int) -> ResponseReturnValue:
    """Word or schedule a question anew, or show how readers would see it."""
    actor = editor()
    try:
        command = forms.RevisedQuestion.parse(sent()).command(question_id)
        if only_checks():
            return _changed(question_id, actor, command)
        with transaction() as session:
            actions.revise(session, actor, command, clock.now())
    except Invalid as refusal:
        return _edit_page(question_id, Filled.of(request.form, refusal), 422)
    except Conflict as refusal:
        form = Filled.of(request.form, Invalid(refusal.sentence))
        return _edit_page(question_id, form, 409)
    flash("The change is public, with its reason.")
    return see_other(f"/questions/{question_id}")


@bp.post("/questions/<int:question_id>/opening")
def open_now(question_id: int) -> ResponseReturnValue:
    """Publish a draft, or open a question before its date."""
    with transaction() as session:
        actions.open_now(session, require_actor(), question_id, clock.now())
    flash("The question is open. Readers can forecast now.")
    return see_other(f"/questions/{question_id}")


def _new_page(
    prompt_id: int, form: Filled, status: int = 200, card: QuestionCard | None = None
) -> ResponseReturnValue:
    article = articles.of_prompt(reading(), prompt_id)
    prompt = article.prompt
    return page(
        "predictions/new_question.html",
        status,
        form=form,
        article=article,
        prompt_id=prompt_id,
        asked=asked_in(prompt.question, prompt.invitation) if prompt else (),
        preview=card,
        **looked_over(form, clock.now()),
    )


def _changed(question_id: int, actor: Actor, command: Revise) -> ResponseReturnValue:
    """Return the form with the card as the change would make it, and what it would do."""
    now = clock.now()
    face = faced(question_id, actor, now)
    card = preview(actor, face.question.kind, command.wording, now)
    effects = actions.effects(face, command, now)
    return _edit_page(question_id, Filled.empty(**sent()), preview=card, effects=effects)


def _edit_page(
    question_id: int,
    form: Filled,
    status: int = 200,
    preview: QuestionCard | None = None,
    effects: Effects | None = None,
) -> ResponseReturnValue:
    actor, now = require_actor(), clock.now()
    face = faced(question_id, actor, now)
    return page(
        "predictions/edit_question.html",
        status,
        form=form,
        card=presenters.card(face, actor),
        preview=preview,
        effects=effects,
        **looked_over(form, now, question_id),
    )


def starting(now: datetime) -> Filled:
    """Return dates that make sense for a question asked now."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return Filled.empty(
        kind="binary",
        open_at=now.strftime(TYPED),
        close_at=(midnight + timedelta(days=90)).strftime(TYPED),
        resolve_by=(midnight + timedelta(days=97)).strftime(TYPED),
        reveal="after_vote",
        min_show=5,
    )


def _begun(starting: Filled) -> Filled:
    """Return the form begun with the words of the article that the address names, if any."""
    title = request.args.get("title", "")[:300]
    return Filled.empty(**{**starting.values, "title": title}) if title else starting


def _suggested(starting: Filled) -> Filled:
    """Return the form filled with the reader's suggestion that the address names, if any."""
    number = request.args.get("suggestion", "")
    if not number.isdecimal() or len(number) > LONGEST_ID:
        return starting
    found = queries.suggested(reading(), int(number))
    said, values = found.said, {**starting.values, "suggestion_id": number}
    values |= {"title": said.title, "criteria": said.criteria, "source_name": said.source}
    if said.due_at is not None:
        values |= {name: said.due_at.strftime(TYPED) for name in ("close_at", "resolve_by")}
    return Filled.empty(**values)


def _as_typed(face: Face) -> Filled:
    """Return a revision as an editor would have typed it."""
    revision = face.revision
    return Filled.empty(
        title=revision.title,
        short_title=revision.short_title,
        criteria=revision.criteria,
        source_name=revision.source_name,
        source_url=revision.source_url,
        options="\n".join(queries.live_options(revision).values()),
        open_at=revision.open_at.strftime(TYPED),
        close_at=revision.close_at.strftime(TYPED),
        resolve_by=revision.resolve_by.strftime(TYPED),
        reveal=revision.reveal,
        reveal_at=revision.reveal_at.strftime(TYPED) if revision.reveal_at else "",
        min_show=revision.min_show,
        is_ordered=revision.is_ordered,
        seen_n=revision.n,
        **(_scale_as_typed(face.scale) if face.is_numeric else {}),
    )


def _scale_as_typed(scale: Scale) -> dict[str, object]:
    """Return the bounds of a number or a date as an editor would have typed them."""
    bounds = {"lower": typed(scale.kind, scale.lower), "upper": typed(scale.kind, scale.upper)}
    return {**scale.stored(), **bounds}


def editor() -> Actor:
    """Return who is acting, before anything of the form is shown again; refuse all but editors."""
    actor = require_actor()
    policy.may_ask(actor).enforce()
    return actor
