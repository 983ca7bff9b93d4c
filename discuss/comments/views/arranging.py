"""Editors open and close a discussion; moderators of its section slow it, or read it first."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from discuss.accounts.acting import require_actor
from discuss.accounts.rules import Actor
from discuss.articles import queries as articles
from discuss.articles.models import Prompt
from discuss.comments import actions, forms, policy, queries
from discuss.comments.rules.pace import SPANS
from discuss.comments.views.frame import bp
from discuss.kit import clock
from discuss.kit.command import Filled
from discuss.kit.errors import Invalid
from discuss.kit.verdict import Verdict
from discuss.web.respond import page, safe_next, see_other
from discuss.web.transaction import reading, transaction


@bp.get("/articles/<int:article_id>/discussion")
def arrangement_form(article_id: int) -> ResponseReturnValue:
    """Show how a discussion is arranged, for changing, and who arranged it so."""
    actor, prompt = require_actor(), queries.prompt_of(reading(), article_id)
    _reader(actor, prompt).enforce()
    return _page(actor, prompt, _current(prompt))


@bp.post("/articles/<int:article_id>/discussion")
def arrange(article_id: int) -> ResponseReturnValue:
    """Arrange a discussion."""
    actor = require_actor()
    policy.may_arrange(actor).enforce()
    now = clock.now()
    prompt = queries.prompt_of(reading(), article_id)
    try:
        command = forms.Arranged.parse(request.form).command(prompt.id, now)
        with transaction() as session:
            actions.arrange(session, actor, command, now)
    except Invalid as refusal:
        return _page(actor, prompt, Filled.of(request.form, refusal), status=422)
    flash("Saved.")
    return see_other(f"/articles/{article_id}/discussion")


@bp.post("/articles/<int:article_id>/discussion/pace")
def slow(article_id: int) -> ResponseReturnValue:
    """Slow a discussion for a while, or no more."""
    actor, now = require_actor(), clock.now()
    prompt = queries.prompt_of(reading(), article_id)
    policy.may_slow(actor, articles.section_of(reading(), prompt.id)).enforce()
    try:
        form = forms.Slowed.parse(request.form)
        with transaction() as session:
            actions.slow(session, actor, form.command(prompt.id, now), now)
    except Invalid as refusal:
        filled = Filled.of(request.form, refusal)
        return _page(actor, prompt, _current(prompt), slow=filled, status=422)
    flash("Slow mode is on." if form.minutes else "Slow mode is over.")
    return see_other(safe_next(form.next, f"/articles/{article_id}/discussion"))


@bp.post("/articles/<int:article_id>/discussion/reading")
def choose_reading(article_id: int) -> ResponseReturnValue:
    """Let the comments of a discussion be read first, or as on the whole site."""
    actor, now = require_actor(), clock.now()
    prompt = queries.prompt_of(reading(), article_id)
    _reader(actor, prompt).enforce()
    first = forms.ReadingMode.parse(request.form).is_read_first
    with transaction() as session:
        actions.choose_reading(session, actor, prompt.id, now, is_read_first=first)
    flash("Saved. What waits already goes on waiting.")
    return see_other(f"/articles/{article_id}/discussion")


def _reader(actor: Actor, prompt: Prompt) -> Verdict:
    return policy.may_choose_reading(actor, articles.section_of(reading(), prompt.id))


def _current(prompt: Prompt) -> Filled:
    discussion = queries.discussion(reading(), prompt.id)
    closes_at = discussion.closes_at
    return Filled.empty(
        state="open" if discussion.closed_at is None else "closed",
        closes_on=closes_at.date().isoformat() if closes_at else "",
        slow_minutes=discussion.slow_minutes or 0,
    )


def _page(
    actor: Actor, prompt: Prompt, form: Filled, *, slow: Filled | None = None, status: int = 200
) -> ResponseReturnValue:
    discussion = queries.discussion(reading(), prompt.id)
    _, slug, headline = queries.home_of(reading(), prompt.id)
    return page(
        "comments/arrange.html",
        status,
        article_id=prompt.article_id,
        path=f"/articles/{slug}",
        headline=headline,
        form=form,
        may_arrange=policy.may_arrange(actor),
        slow=slow or Filled.empty(minutes=5, lasts_minutes=SPANS[0]),
        pace=discussion.pace(clock.now()),
        next=safe_next(request.values.get("next"), ""),
        slowings=queries.slowings(reading(), prompt.id),
        mode=Filled.empty(mode="first" if discussion.is_read_first else "site"),
        history=queries.arrangements(reading(), prompt.id),
    )
