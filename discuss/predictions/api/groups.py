"""The programs' doors for groups of questions."""

from flask import Response

from discuss.accounts.acting import current_actor, require_actor
from discuss.articles import queries as articles
from discuss.kit import clock
from discuss.kit.errors import Missing
from discuss.predictions import actions, forms, policy, presenters, queries
from discuss.predictions.api.blueprint import bp
from discuss.predictions.presenters import GroupOut, GroupsOut
from discuss.predictions.views.groups import grouped
from discuss.web.openapi import documented
from discuss.web.respond import json, json_body
from discuss.web.transaction import reading, transaction


@bp.get("/prompts/<int:prompt_id>/groups")
@documented(answers={200: GroupsOut}, tags=["groups"])
def groups(prompt_id: int) -> Response:
    """List the groups of questions under a prompt; each question stands with its crowd, or null."""
    actor, now = current_actor(), clock.now()
    found = articles.of_prompt(reading(), prompt_id)
    if found.article.published_at is None and not actor.may_edit:
        raise Missing("There are no questions at this address.")
    faces = queries.board(reading(), prompt_id, actor.person_id, now)
    under = queries.groups_under(reading(), prompt_id)
    return json(presenters.groups_out(under, faces))


@bp.post("/prompts/<int:prompt_id>/groups")
@documented(body=forms.NewGroup, answers={201: GroupOut}, tags=["groups"])
def make_group(prompt_id: int) -> Response:
    """Ask several questions that belong together, one for each row; for editors."""
    actor = require_actor()
    command = forms.NewGroup.parse(json_body()).command(prompt_id)
    with transaction() as session:
        group = actions.make_group(session, actor, command, clock.now())
    return _group(group.id, 201)


@bp.get("/groups/<int:group_id>")
@documented(answers={200: GroupOut}, tags=["groups"])
def group(group_id: int) -> Response:
    """Tell everything about a group, its questions and what was done to it."""
    return _group(group_id)


@bp.put("/groups/<int:group_id>")
@documented(body=forms.GroupWords, answers={200: GroupOut}, tags=["groups"])
def word_group(group_id: int) -> Response:
    """Give a group another title or introduction, with a reason; for editors."""
    actor = require_actor()
    command = forms.GroupWords.parse(json_body()).command(group_id)
    with transaction() as session:
        actions.word_group(session, actor, command, clock.now())
    return _group(group_id)


@bp.post("/groups/<int:group_id>/questions")
@documented(body=forms.NewRows, answers={201: GroupOut}, tags=["groups"])
def add_rows(group_id: int) -> Response:
    """Ask more questions in a group, by the words from which it was made; for editors."""
    actor, now = require_actor(), clock.now()
    policy.may_ask(actor).enforce()
    kept = queries.group(reading(), group_id).group.template
    command = forms.NewRows.parse(json_body()).command(group_id, kept, now)
    with transaction() as session:
        actions.add_rows(session, actor, command, now)
    return _group(group_id, 201)


@bp.delete("/groups/<int:group_id>/questions/<int:question_id>")
@documented(answers={200: GroupOut}, refusals=[401, 403], tags=["groups"])
def take_out(group_id: int, question_id: int) -> Response:
    """Let a question on which nobody has forecast stand by itself again; for editors."""
    actor = require_actor()
    command = actions.TakeOut(group_id, question_id)
    with transaction() as session:
        actions.take_out(session, actor, command, clock.now())
    return _group(group_id)


def _group(group_id: int, status: int = 200) -> Response:
    actor = current_actor()
    seen, faces = grouped(group_id, actor, clock.now())
    steps = queries.group_steps(reading(), group_id, drafts=actor.may_edit)
    return json(presenters.group_out(seen, faces, steps), status)
