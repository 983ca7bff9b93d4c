"""Doors of the articles slice for programs."""

from flask import Blueprint, Response, current_app, request

from discuss.accounts.acting import current_actor, require_actor
from discuss.articles import actions, forms, policy, presenters, queries
from discuss.articles.presenters.shapes import (
    ArticleList,
    ArticleShape,
    AuthorList,
    PromptShape,
    RevisionList,
)
from discuss.kit import clock
from discuss.kit.errors import Missing
from discuss.kit.paging import Cursor
from discuss.web.openapi import documented
from discuss.web.respond import json, json_body
from discuss.web.transaction import reading, transaction

bp = Blueprint("articles_api", __name__, url_prefix="/api/v1")
TAGS = ("articles",)


def _site() -> str:
    url: str = current_app.config["DISCUSS"].site_url
    return url


@bp.get("/articles")
@documented(query=forms.Listing, answers={200: ArticleList}, tags=TAGS)
def index() -> Response:
    """List the public articles, newest first."""
    marker = forms.Listing.parse(request.args).after
    after = Cursor.decode(marker, order=queries.ORDER, length=2) if marker else None
    found = queries.index(reading(), after)
    return json(
        ArticleList(
            articles=[presenters.as_summary(row, _site()) for row in found.rows],
            after=found.after.encode() if found.after else None,
        )
    )


@bp.get("/articles/<int:article_id>")
@documented(answers={200: ArticleShape}, tags=TAGS)
def show(article_id: int) -> Response:
    """Return an article; drafts are for editors."""
    found = queries.by_id(reading(), article_id)
    if not policy.may_read(current_actor(), found.article):
        raise Missing(queries.NOT_HERE)
    return json(presenters.as_json(found, _site()))


@bp.post("/articles")
@documented(body=forms.NewArticle, answers={201: ArticleShape}, tags=TAGS)
def create() -> Response:
    """Make a new article of a text; it stays a draft until it is published."""
    actor = require_actor()
    policy.may_write(actor).enforce()
    command = forms.NewArticle.parse(json_body()).command()
    with transaction() as session:
        article = actions.import_article(session, actor, command, clock.now())
        shape = presenters.as_json(queries.by_id(session, article.id), _site())
    return json(shape, 201)


@bp.post("/articles/<int:article_id>/revisions")
@documented(body=forms.NewRevision, answers={201: ArticleShape}, tags=TAGS)
def revise(article_id: int) -> Response:
    """Let an article say something else from now on."""
    actor = require_actor()
    policy.may_write(actor).enforce()
    command = forms.NewRevision.parse(json_body(), article_id=article_id).command()
    with transaction() as session:
        actions.revise(session, actor, command, clock.now())
        shape = presenters.as_json(queries.by_id(session, article_id), _site())
    return json(shape, 201)


@bp.get("/articles/<int:article_id>/revisions")
@documented(answers={200: RevisionList}, tags=TAGS)
def revisions(article_id: int) -> Response:
    """List what was changed in a public article, and why."""
    found = queries.by_id(reading(), article_id)
    if found.article.published_at is None:
        raise Missing(queries.NOT_HERE)
    return json(presenters.revisions_as_json(queries.revisions(reading(), found.article)))


@bp.put("/articles/<int:article_id>/publication")
@documented(answers={200: ArticleShape}, refusals=(401, 403), tags=TAGS)
def publish(article_id: int) -> Response:
    """Make an article public; again changes nothing."""
    actor = require_actor()
    with transaction() as session:
        actions.publish(session, actor, article_id, clock.now())
        shape = presenters.as_json(queries.by_id(session, article_id), _site())
    return json(shape)


@bp.put("/articles/<int:article_id>/prompt")
@documented(body=forms.PromptWording, answers={200: PromptShape}, tags=TAGS)
def word_prompt(article_id: int) -> Response:
    """Word the closing question of an article, or give it one."""
    actor = require_actor()
    policy.may_write(actor).enforce()
    command = forms.PromptWording.parse(json_body(), article_id=article_id).command()
    with transaction() as session:
        prompt = actions.edit_prompt(session, actor, command, clock.now())
    shape = PromptShape(id=prompt.id, question=prompt.question, invitation=prompt.invitation)
    return json(shape)


@bp.get("/articles/<int:article_id>/authors")
@documented(answers={200: AuthorList}, refusals=(401, 403), tags=TAGS)
def authors(article_id: int) -> Response:
    """List whose accounts are tied to an article; for editors."""
    policy.may_write(require_actor()).enforce()
    queries.by_id(reading(), article_id)
    return json(presenters.authors_as_json(queries.authors_of(reading(), article_id)))


@bp.post("/articles/<int:article_id>/authors")
@documented(body=forms.Author, answers={201: AuthorList}, tags=TAGS)
def tie(article_id: int) -> Response:
    """Say that an account is that of the article's author; again changes nothing."""
    actor = require_actor()
    policy.may_write(actor).enforce()
    name = forms.Author.parse(json_body()).name
    with transaction() as session:
        actions.tie(session, actor, article_id, name, clock.now())
        shape = presenters.authors_as_json(queries.authors_of(session, article_id))
    return json(shape, 201)


@bp.delete("/articles/<int:article_id>/authors/<handle>")
@documented(answers={200: AuthorList}, refusals=(401, 403), tags=TAGS)
def untie(article_id: int, handle: str) -> Response:
    """Say that an account is not that of the article's author any more; again changes nothing."""
    actor = require_actor()
    with transaction() as session:
        actions.untie(session, actor, article_id, handle, clock.now())
        shape = presenters.authors_as_json(queries.authors_of(session, article_id))
    return json(shape)
