"""The lists of words and domains: tried before it is saved, retired and never deleted."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from discuss.accounts.acting import require_actor
from discuss.accounts.rules import Actor
from discuss.kit import clock
from discuss.kit.command import Filled
from discuss.kit.errors import Invalid
from discuss.moderation import actions, forms, policy, presenters, queries
from discuss.moderation.queries import Trial
from discuss.moderation.rules.lists import BY_KIND, KINDS, fault_of, kept
from discuss.moderation.views.blueprint import bp
from discuss.web.respond import page, see_other
from discuss.web.transaction import reading, transaction


@bp.get("/desk/words")
def words() -> ResponseReturnValue:
    """Show the rules in force and those retired."""
    return _words_page(_moderator(), Filled.empty())


@bp.post("/desk/words")
def add_word() -> ResponseReturnValue:
    """Try a rule on the last 30 days, or save it."""
    actor = _moderator()
    try:
        form = forms.NewWord.parse(request.form)
        if form.do == "try":
            return _words_page(actor, Filled.empty(**request.form), trial=_tried(form))
        with transaction() as session:
            actions.add_word(session, actor, form.command(), clock.now())
    except Invalid as refusal:
        return _words_page(actor, Filled.of(request.form, refusal), status=422)
    flash(f"“{kept(form.kind, form.phrase)}” {BY_KIND[form.kind].does}.")
    return see_other("/desk/words")


@bp.post("/desk/words/<int:rule_id>/retirement")
def retire_word(rule_id: int) -> ResponseReturnValue:
    """Take a rule off the list."""
    actor = _moderator()
    form = forms.RetiredWord.parse(request.form)
    with transaction() as session:
        actions.retire_word(session, actor, rule_id, form.note, clock.now())
    flash("The rule holds nothing any more. It stays in the history below.")
    return see_other("/desk/words")


def _moderator() -> Actor:
    actor = require_actor()
    policy.may_edit_words(actor).enforce()
    return actor


def _tried(form: forms.NewWord) -> Trial:
    """Return what a rule would have caught; raise `Invalid` for one that cannot be matched."""
    phrase = kept(form.kind, form.phrase)
    fault = fault_of(form.kind, phrase)
    if fault:
        raise Invalid(fault, {"phrase": fault})
    return queries.trial(reading(), form.kind, phrase, clock.now())


def _words_page(
    actor: Actor, form: Filled, *, trial: Trial | None = None, status: int = 200
) -> ResponseReturnValue:
    session = reading()
    examples = [
        presenters.marked(text, places) for text, places in (trial.examples if trial else ())
    ]
    return page(
        "moderation/words.html",
        status,
        actor=actor,
        form=form,
        trial=trial,
        kinds=[(kind.code, kind.title) for kind in KINDS],
        titles={kind.code: kind.title for kind in KINDS},
        examples=examples,
        words=queries.words(session),
        retired=queries.words(session, retired=True),
    )
