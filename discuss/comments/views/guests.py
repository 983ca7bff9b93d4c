"""Somebody without an account writes, and publishes by the link in the mail."""

from dataclasses import replace

from flask import current_app, flash, request
from flask.typing import ResponseReturnValue

from discuss.accounts import actions as accounts
from discuss.accounts import queries as people
from discuss.accounts.acting import actor_of, current_actor, enter, forget_guest, guest_id
from discuss.accounts.models import Person
from discuss.articles.models import Prompt
from discuss.comments import actions, forms, queries
from discuss.comments.actions.commands import Post
from discuss.comments.models import Comment, GuestComment
from discuss.comments.views.frame import bp
from discuss.comments.views.writing import create, preview, writing
from discuss.kit import clock
from discuss.kit.command import Filled
from discuss.kit.errors import Conflict, Invalid, Refused, TooSoon
from discuss.kit.richtext import render
from discuss.web.limits import keep_pace, network
from discuss.web.respond import page, see_other
from discuss.web.transaction import reading, transaction

SLOW = "There were many comments from your network. Wait a few minutes, then send it again."
LOOKED = "There were many previews from your network. Wait a few minutes; your words are kept here."
MAILED = "Several links went to this address within the hour. Look among the spam, or wait an hour."


WITHOUT = (
    "A forecast that came with your words was not made: its question takes none any more, "
    "was reworded meanwhile, or has one of yours already."
)


class Published(Exception):  # noqa: N818 - it is no error: the words are where they should be
    """The words became a comment meanwhile."""

    def __init__(self, comment_id: int) -> None:
        super().__init__(comment_id)
        self.comment_id = comment_id


@bp.post("/articles/<int:article_id>/guest-comments")
def ask_as_guest(article_id: int) -> ResponseReturnValue:
    """Keep a stranger's words and mail the link; the answer is the same for known addresses.

    Or show how they will look, which keeps nothing.
    """
    if current_actor().is_signed_in:
        return create(article_id)
    prompt = queries.prompt_of(reading(), article_id)
    if request.form.get("do") == "preview":
        keep_pace("60 per 10 minutes", network(), sentence=LOOKED, deed="guest preview")
        return preview(current_actor(), prompt)
    keep_pace("10 per hour", network(), sentence=SLOW)
    try:
        form = forms.GuestComment.parse(forms.gathered(_fields()))
        _ask(prompt, form)
    except (Invalid, Conflict) as refusal:
        return _again(prompt, refusal)
    _, slug, headline = queries.home_of(reading(), prompt.id)
    path = f"/articles/{slug}"
    return page("comments/guest_sent.html", email=form.email, headline=headline, path=path)


@bp.get("/guest-comments/<secret>")
def guest_form(secret: str) -> ResponseReturnValue:
    """Show the words and the button that publishes them: mail scanners press nothing."""
    waiting = queries.guest_comment(reading(), secret, clock.now())
    if waiting.comment_id is not None:
        return see_other(f"/comments/{waiting.comment_id}#c{waiting.comment_id}")
    return _publishing(secret, waiting, Filled.empty(name=waiting.name))


@bp.post("/guest-comments/<secret>")
def publish_as_guest(secret: str) -> ResponseReturnValue:
    """Publish the words, open an account where there is none, and sign its owner in."""
    waiting = queries.guest_comment(reading(), secret, clock.now())
    if waiting.comment_id is not None:
        return see_other(f"/comments/{waiting.comment_id}#c{waiting.comment_id}")
    try:
        comment, person, is_short = _publish(secret, waiting)
    except Published as known:
        return see_other(f"/comments/{known.comment_id}#c{known.comment_id}")
    except (Invalid, Refused, Conflict, TooSoon) as refusal:
        form = Filled.of(request.form, refusal)
        return _publishing(secret, waiting, form, refusal.status)
    return _published(comment, person, is_short=is_short)


def _published(comment: Comment, person: Person, *, is_short: bool) -> ResponseReturnValue:
    """Sign in who published, and say what became of the words and of the forecasts."""
    enter(person)
    shown = "Posted." if comment.state == "published" else "A moderator reads it first."
    if is_short:
        flash(WITHOUT)
    flash(
        f"{shown} You are signed in. To come back from elsewhere, set a password in the settings."
    )
    return forget_guest(see_other(f"/comments/{comment.id}#c{comment.id}"))


def posting(waiting: GuestComment) -> Post:
    """Return the deed; a paragraph that went away meanwhile leaves the whole discussion.

    So does an answered comment that went away, once the guest says so.
    """
    called = queries.people_called(reading(), waiting.source)
    passages = queries.passages_of(reading(), waiting.prompt_id) if waiting.about else {}
    return Post(
        prompt_id=waiting.prompt_id,
        parent_id=None if "alone" in request.form else waiting.parent_id,
        source=waiting.source,
        rendered=render(waiting.source, people=called),
        submission_key=f"guest-{waiting.id}",
        attach=False,
        forecasts=forms.answers({q: each["said"] for q, each in waiting.forecasts.items()}),
        about=waiting.about if waiting.about in passages else "",
    )


def _ask(prompt: Prompt, form: forms.GuestComment) -> None:
    keep_pace("5 per hour", form.email, sentence=MAILED)
    settings = current_app.config["DISCUSS"]
    asking = form.asking(prompt.id, settings.site_url, settings.site_name)
    command = replace(asking, device_id=guest_id())
    with transaction() as session:
        actions.ask_as_guest(session, command, clock.now(), guests=settings.guests)


def _publish(secret: str, waiting: GuestComment) -> tuple[Comment, Person, bool]:
    """Let the words be a comment of whoever has the address; returns both.

    And whether a forecast could not be made with them any more.

    Raises `Published` for a second press at the same moment, which signs nobody in.
    """
    name = forms.GuestName.parse({"name": request.form.get("name", waiting.name)}).name
    command, now = posting(waiting), clock.now()
    with transaction() as session:
        kept = queries.guest_comment(session, secret, now, lock=True)
        if kept.comment_id is not None:
            raise Published(kept.comment_id)
        person = accounts.prove(session, kept.email, name, now, guest_id())
        actor = actor_of(person)
        comment, is_short = actions.publish_guest(session, kept, actor, command, now)
    return comment, person, is_short


def _fields() -> dict[str, str]:
    """Return what a stranger typed, without what only people with an account can send."""
    return {k: v for k, v in request.form.items() if k not in {"do", "attach"}}


def _again(prompt: Prompt, refusal: Invalid | Conflict) -> ResponseReturnValue:
    """Show the composer again with everything that was typed."""
    guest = Filled.of(request.form, refusal)
    return writing(
        reading(), current_actor(), prompt, refusal=refusal, guest=guest, status=refusal.status
    )


def _publishing(
    secret: str, waiting: GuestComment, form: Filled, status: int = 200
) -> ResponseReturnValue:
    known = people.by_email(reading(), waiting.email)
    called = queries.people_called(reading(), waiting.source)
    _, slug, headline = queries.home_of(reading(), waiting.prompt_id)
    return page(
        "comments/guest_publish.html",
        status,
        secret=secret,
        preview=render(waiting.source, people=called).html,
        source=waiting.source,
        is_alone=_is_alone(waiting),
        has_forecast=bool(waiting.forecasts),
        known=known.name if known is not None and known.confirmed_at is not None else "",
        form=form,
        headline=headline,
        path=f"/articles/{slug}",
    )


def _is_alone(waiting: GuestComment) -> bool:
    """Tell whether what the words answer went away meanwhile."""
    if waiting.parent_id is None:
        return False
    return reading().get_one(Comment, waiting.parent_id).state != "published"
