"""Readers suggest questions under an article, and see what became of them."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from discuss.accounts.acting import require_actor
from discuss.articles import queries as articles
from discuss.articles.models import Prompt
from discuss.articles.queries import ArticlePage
from discuss.kit import clock
from discuss.kit.command import Filled
from discuss.kit.errors import Conflict, Invalid, Missing, TooSoon
from discuss.predictions import actions, forms, policy, presenters, queries
from discuss.predictions.queries import Suggested
from discuss.predictions.views.blueprint import bp, keep_pace_of_suggestions
from discuss.web.respond import page, see_other
from discuss.web.transaction import reading, transaction

TYPED = "%Y-%m-%dT%H:%M"


@bp.get("/articles/<slug>/questions/propose")
def propose(slug: str) -> ResponseReturnValue:
    """Show the form in which a reader suggests a question."""
    policy.may_suggest(require_actor()).enforce()
    return _form_page(_asked(slug)[0], Filled.empty())


@bp.post("/articles/<slug>/questions/propose")
def suggest(slug: str) -> ResponseReturnValue:
    """Suggest a question under an article."""
    actor = require_actor()
    article, prompt = _asked(slug)
    try:
        keep_pace_of_suggestions(actor)
        command = forms.NewSuggestion.parse(request.form).command(prompt.id)
        with transaction() as session:
            suggestion = actions.suggest(session, actor, command, clock.now())
    except (Invalid, TooSoon) as refusal:
        return _form_page(article, Filled.of(request.form, refusal), refusal.status)
    flash("Your suggestion waits for an editor. You will be told what becomes of it.")
    return see_other(f"/suggestions/{suggestion.id}")


@bp.get("/suggestions/<int:suggestion_id>")
def suggestion(suggestion_id: int) -> ResponseReturnValue:
    """Show a suggestion to the reader whose it is, and to editors."""
    return suggestion_page(suggestion_id)


@bp.post("/suggestions/<int:suggestion_id>")
def send_again(suggestion_id: int) -> ResponseReturnValue:
    """Send a returned suggestion again, mended."""
    actor, found = require_actor(), seen(suggestion_id)
    try:
        keep_pace_of_suggestions(actor)
        form = forms.NewSuggestion.parse(request.form)
        with transaction() as session:
            command = form.command(found.suggestion.prompt_id, suggestion_id)
            actions.suggest(session, actor, command, clock.now())
    except (Invalid, Conflict, TooSoon) as refusal:
        return suggestion_page(
            suggestion_id, refusal.status, words=Filled.of(request.form, refusal)
        )
    flash("Your suggestion waits for an editor again.")
    return see_other(f"/suggestions/{suggestion_id}")


def suggestion_page(
    suggestion_id: int,
    status: int = 200,
    words: Filled | None = None,
    back: Filled | None = None,
    merging: Filled | None = None,
) -> ResponseReturnValue:
    """Return a suggestion's page with what was typed into one of its forms."""
    found = seen(suggestion_id)
    return page(
        "predictions/suggestion.html",
        status,
        suggestion=presenters.suggestion_card(found),
        article=articles.of_prompt(reading(), found.suggestion.prompt_id),
        is_own=found.suggestion.person_id == require_actor().id,
        near=queries.alike_now(reading(), found.said.title, clock.now()),
        words=words or _as_typed(found),
        back=back or Filled.empty(),
        merging=merging or Filled.empty(),
    )


def seen(suggestion_id: int) -> Suggested:
    """Return a suggestion as the reader whose it is, or an editor, sees it; raise `Missing`."""
    actor = require_actor()
    found = queries.suggested(reading(), suggestion_id)
    verdict = policy.may_see_suggestion(actor, found.suggestion.person_id)
    if not verdict:
        raise Missing(verdict.sentence)
    return found


def _asked(slug: str) -> tuple[ArticlePage, Prompt]:
    found = articles.published(reading(), slug)
    if found.prompt is None:
        raise Missing("This article asks nothing, so there is nothing to suggest.")
    return found, found.prompt


def _form_page(article: ArticlePage, form: Filled, status: int = 200) -> ResponseReturnValue:
    return page("predictions/suggest.html", status, article=article, form=form)


def _as_typed(found: Suggested) -> Filled:
    said = found.said
    return Filled.empty(
        title=said.title,
        criteria=said.criteria,
        source=said.source,
        due_at=said.due_at.strftime(TYPED) if said.due_at else "",
    )
