"""Posting, replying, editing, withdrawing, marking."""

from flask import flash, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from discuss.accounts.acting import current_actor, require_actor
from discuss.accounts.rules import Actor
from discuss.articles.models import Prompt
from discuss.comments import actions, forms, policy, queries
from discuss.comments.models import Comment
from discuss.comments.presenters import Passage
from discuss.comments.rules import LONGEST_DRAFT, below_draft, quoted
from discuss.comments.rules.forecasts import by_question
from discuss.comments.views.frame import bp, card_of, composer, where_it_stood
from discuss.comments.views.reading import visible
from discuss.kit import clock
from discuss.kit.command import Filled
from discuss.kit.errors import Conflict, Invalid, Missing
from discuss.kit.richtext import render
from discuss.web.limits import keep_pace
from discuss.web.respond import fragment_or_redirect, json, page, see_other, wants_fragment
from discuss.web.transaction import reading, transaction


@bp.post("/articles/<int:article_id>/comments")
def create(article_id: int) -> ResponseReturnValue:
    """Post a comment or a reply, or show how it will look."""
    actor = require_actor()
    prompt = queries.prompt_of(reading(), article_id)
    if request.form.get("do") == "preview":
        return preview(actor, prompt)
    try:
        form = forms.NewComment.parse(forms.gathered(request.form))
        command = form.command(prompt.id, queries.people_called(reading(), form.body))
        with transaction() as session:
            posted = actions.post(session, actor, command, clock.now())
    except (Invalid, Conflict) as refusal:
        return _again(actor, prompt, refusal)
    return _answer(actor, posted, "Posted." if posted.state == "published" else HELD)


HELD = "Held for review: a moderator reads it first, usually within the hour. Only you see it now."


def _answer(actor: Actor, comment: Comment, told: str) -> ResponseReturnValue:
    if not wants_fragment():
        flash(told)
    card = card_of(reading(), actor, comment, clock.now())
    return fragment_or_redirect(
        "comments/_posted.html",
        to=f"/comments/{comment.id}#c{comment.id}",
        status=201,
        comment=card,
    )


def preview(actor: Actor, prompt: Prompt) -> ResponseReturnValue:
    """Show how the words will look; nothing is stored."""
    html = _drawn()
    if wants_fragment():
        return page("comments/_preview.html", preview=html)
    guest = None if actor.is_signed_in else Filled(request.form.to_dict())
    return writing(reading(), actor, prompt, preview=html, guest=guest)


def _drawn() -> str:
    """Return the words that were sent as they would look."""
    body = request.form.get("body", "")[:LONGEST_DRAFT]
    return render(body, people=queries.people_called(reading(), body)).html


def _again(actor: Actor, prompt: Prompt, refusal: Invalid | Conflict) -> ResponseReturnValue:
    if wants_fragment():
        raise refusal
    return writing(reading(), actor, prompt, refusal=refusal, status=refusal.status)


def writing(  # noqa: PLR0913 - what is shown again, and why
    session: Session,
    actor: Actor,
    prompt: Prompt,
    *,
    refusal: Invalid | Conflict | None = None,
    preview: str | None = None,
    guest: Filled | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    """Show the composer on a page of its own, with everything that was typed."""
    _, slug, headline = queries.home_of(session, prompt.id)
    parent = _parent(session, prompt, request.form.get("parent_id", ""))
    made = composer(
        session,
        actor,
        prompt,
        f"/articles/{slug}",
        parent=parent,
        about=None if parent else _passage(session, prompt, request.form.get("about", "")),
        body=request.form.get("body", ""),
        refusal=refusal,
        preview=preview,
        submission_key=request.form.get("submission_key", "")[:64] or None,
        attach="attach" in request.form,
        forecasts=by_question(request.form),
        guest=guest,
    )
    return page("comments/write.html", status, composer=made, headline=headline, answered=None)


def _parent(session: Session, prompt: Prompt, text: str) -> Comment | None:
    parent = session.get(Comment, int(text)) if text.isdecimal() and len(text) < 12 else None  # noqa: PLR2004
    return parent if parent is not None and parent.prompt_id == prompt.id else None


def _passage(session: Session, prompt: Prompt, block: str) -> Passage | None:
    """Return the paragraph that is answered, None where the article has no such paragraph."""
    quote = queries.passages_of(session, prompt.id).get(block) if block else None
    return Passage(block, quote, 0) if quote is not None else None


@bp.get("/comments/<int:comment_id>/reply")
def reply_form(comment_id: int) -> ResponseReturnValue:
    """Show the composer below the comment that is being answered, its words quoted on request."""
    session, actor = reading(), current_actor()
    asked, parent = forms.Replying.parse(request.args), visible(comment_id)
    answered = card_of(session, actor, parent, clock.now())
    body = _with_quote(session, actor, parent, answered.text) if asked.quote else None
    prompt = session.get_one(Prompt, parent.prompt_id)
    _, slug, headline = queries.home_of(session, parent.prompt_id)
    made = composer(session, actor, prompt, f"/articles/{slug}", parent=parent, body=body)
    if wants_fragment():
        return page("comments/_composer.html", composer=made)
    return page("comments/write.html", composer=made, headline=headline, answered=answered)


def _with_quote(session: Session, actor: Actor, parent: Comment, text: str) -> str:
    draft = queries.draft(session, actor.person_id, actions.place_of(parent.prompt_id, parent.id))
    return below_draft(draft, quoted(text))


@bp.get("/comments/<int:comment_id>/edit")
def edit_form(comment_id: int) -> ResponseReturnValue:
    """Show a comment's words for changing."""
    comment = _editable(comment_id)
    words = queries.revision(reading(), comment.id, comment.revision_n)
    return _editing(comment_id, Filled.empty(body=words.source, revision_n=comment.revision_n))


@bp.post("/comments/<int:comment_id>/edit")
def edit(comment_id: int) -> ResponseReturnValue:
    """Give a comment new words."""
    actor = require_actor()
    if request.form.get("do") == "preview":
        return _edit_preview(comment_id)
    try:
        form = forms.ChangedComment.parse(request.form)
    except Invalid as refusal:
        return _editing(comment_id, Filled.of(request.form, refusal), 422)
    command = form.command(comment_id, queries.people_called(reading(), form.body))
    with transaction() as session:
        changed = actions.edit(session, actor, command, clock.now())
    return _answer(actor, changed, "Changed." if changed.state == "published" else HELD)


def _editing(
    comment_id: int, form: Filled, status: int = 200, preview: str | None = None
) -> ResponseReturnValue:
    return page("comments/edit.html", status, form=form, comment_id=comment_id, preview=preview)


def _edit_preview(comment_id: int) -> ResponseReturnValue:
    html = _drawn()
    if wants_fragment():
        return page("comments/_preview.html", preview=html)
    return _editing(comment_id, Filled(request.form.to_dict()), preview=html)


def _editable(comment_id: int) -> Comment:
    session, actor = reading(), require_actor()
    comment = visible(comment_id)
    discussion = queries.discussion(session, comment.prompt_id)
    policy.may_edit(actor, comment, discussion, clock.now()).enforce()
    return comment


@bp.get("/comments/<int:comment_id>/withdrawal")
def withdrawal_form(comment_id: int) -> ResponseReturnValue:
    """Ask once more before a comment is taken back; afterwards, offer the way back."""
    actor = require_actor()
    comment = visible(comment_id)
    if comment.state == "withdrawn":
        return _withdrawn(actor, comment)
    policy.may_withdraw(actor, comment).enforce()
    card = card_of(reading(), actor, comment, clock.now())
    return page("comments/withdraw.html", comment=card)


def _withdrawn(actor: Actor, comment: Comment) -> ResponseReturnValue:
    taken = queries.withdrawal(reading(), comment.id)
    _, slug, _ = queries.home_of(reading(), comment.prompt_id)
    return page(
        "comments/withdrawn.html",
        comment_id=comment.id,
        path=f"/articles/{slug}",
        may_restore=policy.may_restore(actor, comment, taken, clock.now()),
    )


@bp.post("/comments/<int:comment_id>/withdrawal")
def withdraw(comment_id: int) -> ResponseReturnValue:
    """Take one's own comment back."""
    actor = require_actor()
    with transaction() as session:
        comment = actions.withdraw(session, actor, comment_id, clock.now())
    flash("Your comment is withdrawn.")
    return see_other(f"/comments/{comment.id}/withdrawal")


@bp.post("/comments/<int:comment_id>/restoration")
def restore(comment_id: int) -> ResponseReturnValue:
    """Bring back a comment that one withdrew a moment ago."""
    actor = require_actor()
    with transaction() as session:
        actions.restore(session, actor, comment_id, clock.now())
    flash("Your comment is back.")
    return see_other(f"/comments/{comment_id}#c{comment_id}")


@bp.post("/comments/<int:comment_id>/reactions")
def mark(comment_id: int) -> ResponseReturnValue:
    """Set a mark, or take it back when it is set."""
    actor = require_actor()
    form = forms.Mark.parse(request.form)
    with transaction() as session:
        comment = actions.toggle(session, actor, comment_id, form.kind, clock.now())
    card = card_of(reading(), actor, comment, clock.now())
    return fragment_or_redirect(
        "comments/_marks.html", to=where_it_stood(form.next, comment_id), comment=card
    )


@bp.post("/drafts")
def keep_draft() -> ResponseReturnValue:
    """Keep what a signed-in reader is typing, for their other devices."""
    actor = require_actor()
    form = forms.KeptDraft.parse(request.form)
    keep_pace("60 per minute", str(actor.id), sentence="Drafts are kept once in a while.")
    prompt = queries.prompt_of(reading(), form.article_id)
    if form.parent_id is not None and visible(form.parent_id).prompt_id != prompt.id:
        raise Missing("The comment that you answer is not in this discussion.")
    place = actions.place_of(prompt.id, form.parent_id, form.about)
    now = clock.now()
    with transaction() as session:
        actions.keep_draft(session, actor.id, place, form.body, now)
    return json({"kept_at": clock.milliseconds(now)})
