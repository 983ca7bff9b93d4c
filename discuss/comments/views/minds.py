"""A comment changed a reader's mind: they enter where they stand now."""

from collections.abc import Sequence

from flask import flash, request
from flask.typing import ResponseReturnValue

from discuss.accounts.acting import require_actor
from discuss.accounts.rules import Actor
from discuss.comments import actions, forms, policy, queries
from discuss.comments.models import Comment
from discuss.comments.views.frame import bp, card_of
from discuss.comments.views.reading import visible
from discuss.kit import clock
from discuss.kit.command import Filled
from discuss.kit.errors import Conflict, Invalid
from discuss.predictions import presenters as question_cards
from discuss.predictions import queries as predictions
from discuss.predictions.actions.commands import Answer
from discuss.predictions.forms import gathered
from discuss.predictions.presenters import QuestionCard
from discuss.web.limits import keep_pace
from discuss.web.respond import page, safe_next, see_other, wants_fragment
from discuss.web.transaction import reading, transaction

READ_FIRST = "a moderator reads it first."


@bp.get("/comments/<int:comment_id>/mind")
def mind_form(comment_id: int) -> ResponseReturnValue:
    """Show the reader's own forecasts, for changing because of this comment."""
    actor, comment = require_actor(), visible(comment_id)
    discussion = queries.discussion(reading(), comment.prompt_id)
    policy.may_react(actor, comment, discussion).enforce()
    return _page(actor, comment)


@bp.post("/comments/<int:comment_id>/mind")
def change_mind(comment_id: int) -> ResponseReturnValue:
    """Save the new forecast together with the comment that caused it."""
    actor = require_actor()
    keep_pace("60 per minute", str(actor.id), sentence="That was fast. Wait a minute, then save.")
    try:
        form = forms.NewMind.parse(gathered(request.form))
        answer = form.command(form.question_id, "comment", request.form)
        reply = save_mind(actor, visible(comment_id), answer, form)
    except (Invalid, Conflict) as refusal:
        return _again(actor, comment_id, refusal)
    flash(_told(reply))
    return see_other(safe_next(form.next, f"/comments/{comment_id}#c{comment_id}"))


def save_mind(
    actor: Actor, comment: Comment, answer: Answer, form: forms.ChangedMind
) -> Comment | None:
    """Save the forecast and, where there are words, the reply with it; return the reply."""
    people, about = queries.people_called(reading(), form.body), str(answer.question_id)
    words = form.words(comment.prompt_id, comment.id, about, people)
    comment_id, now = comment.id, clock.now()
    with transaction() as session:
        if words is not None:
            return actions.change_mind_saying(session, actor, comment_id, answer, words, now)
        actions.change_mind(session, actor, comment_id, answer, now)
    return None


def _told(reply: Comment | None) -> str:
    if reply is None:
        return "Saved: your new forecast, and what moved you."
    if reply.state == "published":
        return "Saved: your new forecast, what moved you, and your reply."
    return f"Saved: your new forecast, and what moved you. Your reply is held: {READ_FIRST}"


@bp.post("/comments/<int:comment_id>/mind/removal")
def take_back(comment_id: int) -> ResponseReturnValue:
    """Say no more that this comment moved the reader; their forecast stays."""
    actor, form = require_actor(), forms.OldMind.parse(request.form)
    with transaction() as session:
        actions.take_back(session, actor, comment_id, form.question_id, clock.now())
    flash("Taken back. Your forecast stays as it is.")
    return see_other(safe_next(form.next, f"/comments/{comment_id}#c{comment_id}"))


def _again(actor: Actor, comment_id: int, refusal: Invalid | Conflict) -> ResponseReturnValue:
    """Show the page with what was typed and what to mend, at the question that it is about."""
    form = Filled.of(request.form, refusal)
    return _page(actor, visible(comment_id), form, refusal.status)


def _page(
    actor: Actor, comment: Comment, form: Filled | None = None, status: int = 200
) -> ResponseReturnValue:
    session, now = reading(), clock.now()
    _, slug, headline = queries.home_of(session, comment.prompt_id)
    discussion = queries.discussion(session, comment.prompt_id)
    changes = queries.changes_of(session, comment.id, actor.id)
    return page(
        "comments/_mind.html" if wants_fragment() else "comments/mind.html",
        status,
        comment=card_of(session, actor, comment, now),
        cards=_cards(actor, comment, form),
        may_reply=policy.may_reply(actor, comment, discussion),
        changed={each.question_id for each in changes},
        headline=headline,
        path=f"/articles/{slug}",
        next=safe_next(request.values.get("next"), f"/comments/{comment.id}#c{comment.id}"),
    )


def _cards(actor: Actor, comment: Comment, form: Filled | None) -> Sequence[QuestionCard]:
    """Return the questions that take forecasts now; the one sent holds what was typed."""
    faces = predictions.board(reading(), comment.prompt_id, actor.person_id, clock.now())
    sent = str(form.values.get("question_id", "")) if form else ""
    cards = [
        question_cards.card(face, actor, form if str(face.question.id) == sent else None)
        for face in faces
    ]
    return [card for card in cards if card.may_answer]
