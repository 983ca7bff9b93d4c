"""Editors make groups of questions, add to them, take out of them, and word them."""

from datetime import datetime
from typing import Any

from flask import flash, request
from flask.typing import ResponseReturnValue

from discuss.accounts.acting import current_actor
from discuss.articles import queries as articles
from discuss.kit import clock
from discuss.kit.command import Filled
from discuss.kit.errors import Conflict, Invalid
from discuss.predictions import actions, forms, presenters, queries
from discuss.predictions.actions import Drafted
from discuss.predictions.rules.grouping import FEWEST, MOST
from discuss.predictions.views.blueprint import bp
from discuss.predictions.views.checking import only_checks, sent
from discuss.predictions.views.editing import TYPED, editor, starting
from discuss.predictions.views.groups import grouped
from discuss.predictions.views.rows import checked_rows
from discuss.web.respond import page, see_other
from discuss.web.transaction import reading, transaction


@bp.get("/prompts/<int:prompt_id>/groups/new")
def new_group(prompt_id: int) -> ResponseReturnValue:
    """Show the form for a group of questions under a prompt."""
    editor()
    return _new_page(prompt_id, starting(clock.now()))


@bp.post("/prompts/<int:prompt_id>/groups")
def make_group(prompt_id: int) -> ResponseReturnValue:
    """Ask several questions as a group, or show what is missing and how they would read."""
    actor = editor()
    try:
        command = forms.parsed_rows(forms.NewGroup, sent()).command(prompt_id)
        if only_checks():
            drafted = actions.drafted(command, clock.now())
            return _new_page(prompt_id, Filled.empty(**sent()), drafted=drafted)
        with transaction() as session:
            group = actions.make_group(session, actor, command, clock.now())
    except Invalid as refusal:
        return _new_page(prompt_id, Filled.of(request.form, refusal), 422)
    return see_other(f"/groups/{group.id}")


@bp.get("/groups/<int:group_id>/questions/new")
def new_rows(group_id: int) -> ResponseReturnValue:
    """Show the form for more questions in a group, in the words from which it was made."""
    editor()
    kept = queries.group(reading(), group_id).group.template
    return _rows_page(group_id, _as_typed(kept, clock.now()))


@bp.post("/groups/<int:group_id>/questions")
def add_rows(group_id: int) -> ResponseReturnValue:
    """Ask more questions in a group, or show what is missing and how they would read."""
    actor = editor()
    try:
        command = forms.parsed_rows(forms.MoreRows, sent()).command(group_id)
        if only_checks():
            drafted = actions.drafted_rows(reading(), command, clock.now())
            return _rows_page(group_id, Filled.empty(**sent()), drafted=drafted)
        with transaction() as session:
            actions.add_rows(session, actor, command, clock.now())
    except Invalid as refusal:
        return _rows_page(group_id, Filled.of(request.form, refusal), 422)
    return see_other(f"/groups/{group_id}")


@bp.get("/groups/<int:group_id>/edit")
def edit_group(group_id: int) -> ResponseReturnValue:
    """Show a group's words for change, and its questions, each of which can be taken out."""
    editor()
    return _edit_page(group_id, _worded(group_id))


@bp.post("/groups/<int:group_id>/edit")
def word_group(group_id: int) -> ResponseReturnValue:
    """Give a group another title or introduction, with a reason."""
    actor = editor()
    try:
        command = forms.labelled(request.form).command(group_id)
        with transaction() as session:
            actions.word_group(session, actor, command, clock.now())
    except (Invalid, Conflict) as refusal:
        return _edit_page(group_id, Filled.of(request.form, refusal), refusal.status)
    flash("The change is public, with its reason.")
    return see_other(f"/groups/{group_id}")


@bp.post("/groups/<int:group_id>/opening")
def open_group(group_id: int) -> ResponseReturnValue:
    """Open every draft of a group."""
    actor = editor()
    with transaction() as session:
        opened = actions.open_group(session, actor, group_id, clock.now())
    flash("One question is open now." if opened == 1 else f"{opened} questions are open now.")
    return see_other(f"/groups/{group_id}")


@bp.post("/groups/<int:group_id>/questions/<int:question_id>/removal")
def take_out(group_id: int, question_id: int) -> ResponseReturnValue:
    """Let a question on which nobody has forecast stand by itself again."""
    actor = editor()
    command = actions.TakeOut(group_id, question_id)
    try:
        with transaction() as session:
            actions.take_out(session, actor, command, clock.now())
    except Invalid as refusal:
        form = Filled(_worded(group_id).values, sentence=refusal.sentence)
        return _edit_page(group_id, form, refusal.status)
    flash("The question stands by itself now.")
    return see_other(f"/groups/{group_id}/edit")


def _new_page(
    prompt_id: int, form: Filled, status: int = 200, drafted: Drafted = ()
) -> ResponseReturnValue:
    return page(
        "predictions/new_group.html",
        status,
        article=articles.of_prompt(reading(), prompt_id),
        action=f"/prompts/{prompt_id}/groups",
        group=None,
        drafted=drafted,
        **_rows(form, FEWEST + 2, ()),
    )


def _rows_page(
    group_id: int, form: Filled, status: int = 200, drafted: Drafted = ()
) -> ResponseReturnValue:
    seen, faces = grouped(group_id, current_actor(), clock.now())
    own = [each.question.id for each in faces]
    return page(
        "predictions/new_group.html",
        status,
        article=articles.of_prompt(reading(), seen.group.prompt_id),
        action=f"/groups/{group_id}/questions",
        group=presenters.group_card(seen, faces, current_actor()),
        drafted=drafted,
        **_rows(form, 1, own),
    )


def _rows(form: Filled, fewest: int, own_ids: list[int] | tuple[()]) -> dict[str, Any]:
    """Return the form with its filled rows first, how many rows to show, and the lists of checks.

    One statement; questions of the group itself are no twins of the rows.
    """
    filled = len(forms.typed_in_rows(form.values))
    typed = Filled(forms.compacted(form.values), form.errors, form.sentence)
    return {
        "form": typed,
        "rows": range(1, min(MOST, max(fewest, filled + 2 if filled else fewest)) + 1),
        "checked": checked_rows(typed.values, own_ids, clock.now()),
    }


def _worded(group_id: int) -> Filled:
    """Return a group's title, introduction, labels and dates as an editor would have typed them."""
    seen = queries.group(reading(), group_id)
    labels = {f"label-{each.question_id}": each.label for each in seen.members}
    dates = {
        f"due-{each.question_id}": str(each.due_at.date()) for each in seen.members if each.due_at
    }
    return Filled.empty(name=seen.group.name, intro=seen.group.intro, **labels, **dates)


def _edit_page(group_id: int, form: Filled, status: int = 200) -> ResponseReturnValue:
    actor = current_actor()
    seen, faces = grouped(group_id, actor, clock.now())
    group = presenters.group_card(seen, faces, actor)
    return page("predictions/edit_group.html", status, form=form, group=group)


def _as_typed(kept: dict[str, Any], now: datetime) -> Filled:
    """Return the words from which a group was made as an editor would have typed them."""
    begun = starting(now).values
    values = {**kept, "options": "\n".join(kept.get("options", []))}
    for name in ("close_at", "resolve_by", "reveal_at"):
        moment = values.get(name)
        values[name] = datetime.fromisoformat(moment).strftime(TYPED) if moment else ""
    return Filled.empty(**{**begun, **values, "open_at": begun["open_at"]})
