"""Doors of the articles slice for people: pages and forms for editors, and the list of changes."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, request
from flask.typing import ResponseReturnValue

from discuss.accounts.acting import current_actor, require_actor
from discuss.accounts.rules import Actor
from discuss.articles import actions, forms, policy, presenters, queries
from discuss.articles.rules import decode
from discuss.kit import clock
from discuss.kit.command import Filled
from discuss.kit.errors import Conflict, Invalid
from discuss.web.respond import page, see_other
from discuss.web.transaction import reading, transaction

bp = Blueprint("articles", __name__)


@bp.get("/articles/new")
def new() -> ResponseReturnValue:
    """Show an empty form for an article."""
    _editor()
    return _new_page(Filled.empty())


@bp.post("/articles")
def create() -> ResponseReturnValue:
    """Make a new article of a text or a file, not yet public; or show how it would look."""
    actor = _editor()
    typed: Mapping[str, Any] = request.form.to_dict()
    try:
        typed = _with_file(typed)
        form = forms.NewArticle.parse(typed)
        if form.do == "preview":
            return _new_page(Filled.empty(**typed), form=form)
        command = form.command()
        with transaction() as session:
            article = actions.import_article(session, actor, command, clock.now())
    except Invalid as refusal:
        return _new_page(Filled.of(typed, refusal), status=422)
    flash("The article is saved. Readers do not see it until you publish it.")
    return see_other(f"/articles/{article.id}/edit")


@bp.get("/articles/<int:article_id>/edit")
def edit(article_id: int) -> ResponseReturnValue:
    """Show an article's text for changing."""
    _editor()
    found = queries.by_id(reading(), article_id)
    form = Filled.empty(text=found.revision.source, revision_n=found.revision.n)
    return _edit_page(article_id, form)


@bp.post("/articles/<int:article_id>/revisions")
def revise(article_id: int) -> ResponseReturnValue:
    """Let the article say something else; or show how it would look."""
    actor = _editor()
    try:
        form = forms.NewRevision.parse(request.form, article_id=article_id)
        if form.do == "preview":
            return _edit_page(article_id, Filled.empty(**request.form.to_dict()), form=form)
        command = form.command()
        with transaction() as session:
            actions.revise(session, actor, command, clock.now())
    except (Invalid, Conflict) as refusal:
        return _edit_page(article_id, _refilled(refusal), status=refusal.status)
    flash("The article is saved.")
    return see_other(f"/articles/{article_id}/edit")


@bp.post("/articles/<int:article_id>/publication")
def publish(article_id: int) -> ResponseReturnValue:
    """Make the article public."""
    actor = require_actor()
    with transaction() as session:
        article = actions.publish(session, actor, article_id, clock.now())
    flash("The article is public.")
    return see_other(presenters.path(article))


@bp.get("/articles/<int:article_id>/prompt")
def prompt(article_id: int) -> ResponseReturnValue:
    """Show the closing question for wording."""
    _editor()
    found = queries.by_id(reading(), article_id).prompt
    n = queries.prompt_revision_n(reading(), found.id) if found else 0
    words = {"question": found.question, "invitation": found.invitation} if found else {}
    return _prompt_page(article_id, Filled.empty(**words, revision_n=n))


@bp.post("/articles/<int:article_id>/prompt")
def word_prompt(article_id: int) -> ResponseReturnValue:
    """Word the closing question."""
    actor = _editor()
    try:
        command = forms.PromptWording.parse(request.form, article_id=article_id).command()
        with transaction() as session:
            actions.edit_prompt(session, actor, command, clock.now())
    except (Invalid, Conflict) as refusal:
        return _prompt_page(article_id, _refilled(refusal), status=refusal.status)
    flash("The prompt is saved.")
    return see_other(f"/articles/{article_id}/edit")


@bp.get("/articles/<int:article_id>/authors")
def authors(article_id: int) -> ResponseReturnValue:
    """Show whose accounts are tied to an article."""
    _editor()
    return _authors_page(article_id, Filled.empty())


@bp.post("/articles/<int:article_id>/authors")
def tie(article_id: int) -> ResponseReturnValue:
    """Say that an account is that of the article's author."""
    actor = _editor()
    try:
        name = forms.Author.parse(request.form).name
        with transaction() as session:
            person = actions.tie(session, actor, article_id, name, clock.now())
    except Invalid as refusal:
        return _authors_page(article_id, _refilled(refusal), status=refusal.status)
    flash(f"{person.name} is shown as the author, on every comment under this article.")
    return see_other(f"/articles/{article_id}/authors")


@bp.post("/articles/<int:article_id>/authors/<handle>/removal")
def untie(article_id: int, handle: str) -> ResponseReturnValue:
    """Say that an account is not that of the article's author any more."""
    actor = _editor()
    with transaction() as session:
        person = actions.untie(session, actor, article_id, handle, clock.now())
    flash(f"{person.name} is not shown as the author any more.")
    return see_other(f"/articles/{article_id}/authors")


@bp.get("/desk/articles")
def desk() -> ResponseReturnValue:
    """List all articles, drafts first, for editors."""
    actor = _editor()
    rows = [presenters.teaser(found, actor) for found in queries.desk(reading())]
    return page("articles/desk.html", articles=rows)


@bp.get("/articles/<slug>/revisions")
def revisions(slug: str) -> ResponseReturnValue:
    """List what was changed in a public article, and why."""
    found = queries.published(reading(), slug)
    rows = queries.revisions(reading(), found.article)
    entries = presenters.revision_cards(found.article, rows)
    return page("articles/revisions.html", article=presenters.page(found), entries=entries)


@bp.get("/articles/<slug>/revisions/<int:n>")
def revision(slug: str, n: int) -> ResponseReturnValue:
    """Show one change word by word."""
    found = queries.published(reading(), slug)
    after, before = queries.two_revisions(reading(), found.article, n)
    (entry,) = presenters.revision_cards(found.article, [after])
    return page(
        "articles/revision.html",
        article=presenters.page(found),
        entry=entry,
        change=presenters.change_card(after, before),
    )


def _editor() -> Actor:
    """Return the editor who is acting; raise `Unknown` (401) or `Refused` (403) for others."""
    actor = require_actor()
    policy.may_write(actor).enforce()
    return actor


def _with_file(typed: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what was sent, with the text of a file in place of the field's when one came."""
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        return typed
    try:
        return {**typed, "text": decode(upload.read())}
    except Invalid as refused:
        raise Invalid(refused.sentence, {"file": refused.sentence}) from None


def _refilled(refusal: Invalid | Conflict) -> Filled:
    """Return the form as it was typed, with what to mend."""
    if isinstance(refusal, Invalid):
        return Filled.of(request.form, refusal)
    return Filled(values=request.form.to_dict(), sentence=refusal.sentence)


def _new_page(
    filled: Filled, *, status: int = 200, form: forms.NewArticle | None = None
) -> ResponseReturnValue:
    """Show the form of a new article, with a preview of `form` when one is asked for."""
    preview = presenters.preview(form.draft(), None, clock.now()) if form else None
    return page("articles/new.html", status, form=filled, preview=preview)


def _edit_page(
    article_id: int,
    filled: Filled,
    *,
    status: int = 200,
    form: forms.NewRevision | None = None,
) -> ResponseReturnValue:
    """Show the form of an article's text, with a preview of `form` when one is asked for."""
    found = queries.by_id(reading(), article_id)
    preview = presenters.preview(form.draft(), found.article, clock.now()) if form else None
    return page(
        "articles/edit.html",
        status,
        article=presenters.page(found),
        form=filled,
        preview=preview,
        may_publish=policy.may_publish(current_actor(), found.article),
    )


def _prompt_page(article_id: int, filled: Filled, *, status: int = 200) -> ResponseReturnValue:
    """Show the form of the closing question."""
    found = queries.by_id(reading(), article_id)
    return page("articles/prompt.html", status, article=presenters.page(found), form=filled)


def _authors_page(article_id: int, filled: Filled, *, status: int = 200) -> ResponseReturnValue:
    """Show whose accounts are tied to an article, and the form that ties one more."""
    found = queries.by_id(reading(), article_id)
    people = queries.authors_of(reading(), article_id)
    card = presenters.page(found)
    return page("articles/authors.html", status, article=card, authors=people, form=filled)
