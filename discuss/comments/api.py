"""Doors of discussions for programs."""

from flask import Blueprint, Response, request

from discuss.accounts.acting import current_actor, require_actor
from discuss.articles import queries as articles
from discuss.comments import actions, forms, policy, presenters, queries
from discuss.comments.models import Comment
from discuss.comments.views.frame import answers, card_of, thread_card
from discuss.comments.views.minds import save_mind
from discuss.comments.views.reading import visible, wordings_of
from discuss.kit import clock
from discuss.kit.richtext import render
from discuss.web.limits import keep_pace, network
from discuss.web.openapi import documented
from discuss.web.respond import json, json_body, nothing
from discuss.web.transaction import reading, transaction

bp = Blueprint("comments_api", __name__, url_prefix="/api/v1")
TAGS = ["comments"]
BETWEEN = "public, max-age=0, s-maxage=5"


@bp.get("/articles/<int:article_id>/comments")
@documented(query=forms.ThreadOf, answers={200: presenters.ThreadOut}, tags=TAGS)
def thread(article_id: int) -> Response:
    """Return a page of a discussion: up to 20 top-level comments with their first replies."""
    asked = forms.ThreadOf.parse(request.args)
    prompt = queries.prompt_of(reading(), article_id)
    card = thread_card(reading(), current_actor(), prompt, asked, "", clock.now())
    return json(
        presenters.ThreadOut(
            order=card.order,
            why=card.why,
            comment_count=card.count,
            closed=card.closed,
            comments=[presenters.as_json(comment) for comment in card.comments],
            after=card.after or None,
            moved=card.moved,
        )
    )


@bp.get("/articles/<int:article_id>/news")
@documented(query=forms.Since, answers={200: presenters.LatelyOut, 304: None}, tags=TAGS)
def news(article_id: int) -> Response:
    """Tell what changed since the version that the asker's page shows; 304 while nothing did."""
    asked, session, actor = forms.Since.parse(request.args), reading(), current_actor()
    keep_pace("120 per minute", network(), sentence="News come a little slower now.")
    talk = queries.discussion(session, queries.prompt_of(session, article_id).id)
    tag = f"{asked.since}-{talk.version or 0}-{actor.person_id or 0}"
    if tag in request.if_none_match:
        answer = Response(status=304)
    else:
        found = queries.lately(session, talk, asked.since, actor.person_id)
        answer = json(presenters.lately_as_json(talk, found))
    # All strangers are told the same, and a cache before several servers may say it for a while.
    answer.headers["Cache-Control"] = "private, no-cache" if actor.person_id else BETWEEN
    answer.set_etag(tag)
    return answer


@bp.post("/articles/<int:article_id>/comments")
@documented(body=forms.NewComment, answers={201: presenters.CommentOut}, tags=TAGS)
def create(article_id: int) -> Response:
    """Post a comment, on the whole article or about one paragraph, or a reply."""
    actor = require_actor()
    form = forms.NewComment.parse(json_body())
    prompt = queries.prompt_of(reading(), article_id)
    command = form.command(prompt.id, queries.people_called(reading(), form.body))
    with transaction() as session:
        posted = actions.post(session, actor, command, clock.now())
    return _one(posted, 201)


@bp.put("/articles/<int:article_id>/discussion")
@documented(body=forms.Arranged, answers={200: presenters.DiscussionOut}, tags=TAGS)
def arrange(article_id: int) -> Response:
    """Open or close a discussion, set its last day and its pace; editors only."""
    actor = require_actor()
    policy.may_arrange(actor).enforce()
    prompt = queries.prompt_of(reading(), article_id)
    now = clock.now()
    command = forms.Arranged.parse(json_body()).command(prompt.id, now)
    with transaction() as session:
        made = actions.arrange(session, actor, command, now)
    return json(presenters.discussion_out(made, now))


@bp.put("/articles/<int:article_id>/discussion/pace")
@documented(body=forms.Slowed, answers={200: presenters.DiscussionOut}, tags=TAGS)
def slow(article_id: int) -> Response:
    """Slow a discussion for some minutes or until a day ends, or with 0 `minutes` no more."""
    actor, now = require_actor(), clock.now()
    prompt = queries.prompt_of(reading(), article_id)
    policy.may_slow(actor, articles.section_of(reading(), prompt.id)).enforce()
    command = forms.Slowed.parse(json_body()).command(prompt.id, now)
    with transaction() as session:
        made = actions.slow(session, actor, command, now)
    return json(presenters.discussion_out(made, now))


@bp.put("/articles/<int:article_id>/discussion/reading")
@documented(body=forms.ReadingMode, answers={200: presenters.DiscussionOut}, tags=TAGS)
def choose_reading(article_id: int) -> Response:
    """Let comments wait until a moderator has read them (`first`), or follow the site (`site`)."""
    actor, form = require_actor(), forms.ReadingMode.parse(json_body())
    prompt, now = queries.prompt_of(reading(), article_id), clock.now()
    first = form.is_read_first
    with transaction() as session:
        made = actions.choose_reading(session, actor, prompt.id, now, is_read_first=first)
    return json(presenters.discussion_out(made, now))


@bp.get("/comments/<int:comment_id>")
@documented(answers={200: presenters.CommentOut}, tags=TAGS)
def one(comment_id: int) -> Response:
    """Return a comment without its replies."""
    return _one(visible(comment_id))


@bp.put("/comments/<int:comment_id>")
@documented(body=forms.ChangedComment, answers={200: presenters.CommentOut}, tags=TAGS)
def edit(comment_id: int) -> Response:
    """Give a comment new words, within 15 minutes."""
    actor = require_actor()
    form = forms.ChangedComment.parse(json_body())
    command = form.command(comment_id, queries.people_called(reading(), form.body))
    with transaction() as session:
        changed = actions.edit(session, actor, command, clock.now())
    return _one(changed)


@bp.post("/comments/<int:comment_id>/withdrawal")
@documented(answers={204: None}, refusals=[401, 403], tags=TAGS)
def withdraw(comment_id: int) -> Response:
    """Take one's own comment back."""
    actor = require_actor()
    with transaction() as session:
        actions.withdraw(session, actor, comment_id, clock.now())
    return nothing()


@bp.post("/comments/<int:comment_id>/restoration")
@documented(answers={200: presenters.CommentOut}, refusals=[401, 403], tags=TAGS)
def restore(comment_id: int) -> Response:
    """Bring back one's own comment within ten minutes of withdrawing it."""
    actor = require_actor()
    with transaction() as session:
        comment = actions.restore(session, actor, comment_id, clock.now())
    return _one(comment)


@bp.get("/comments/<int:comment_id>/replies")
@documented(query=forms.PageOf, answers={200: presenters.RepliesOut}, tags=TAGS)
def replies(comment_id: int) -> Response:
    """Return up to 20 replies with their own first replies."""
    asked = forms.PageOf.parse(request.args)
    found = answers(reading(), current_actor(), visible(comment_id), asked, clock.now())
    return json(
        presenters.RepliesOut(
            comments=[presenters.as_json(card) for card in found.comments],
            after=found.after or None,
            moved=found.moved,
        )
    )


@bp.get("/comments/<int:comment_id>/revisions")
@documented(answers={200: presenters.RevisionsOut}, tags=TAGS)
def revisions(comment_id: int) -> Response:
    """Return every wording of a comment, oldest first."""
    rows = wordings_of(visible(comment_id))
    wordings = [presenters.RevisionOut(n=r.n, html=r.html, created_at=r.created_at) for r in rows]
    return json(presenters.RevisionsOut(revisions=wordings))


@bp.put("/comments/<int:comment_id>/reactions/<kind>")
@documented(answers={200: presenters.CommentOut}, refusals=[401, 403], tags=TAGS)
def react(comment_id: int, kind: str) -> Response:
    """Set a mark: good_point, well_sourced or, privately, not_useful."""
    actor, form = require_actor(), forms.Mark.parse({"kind": kind})
    with transaction() as session:
        comment = actions.react(session, actor, comment_id, form.kind, clock.now())
    return _one(comment)


@bp.delete("/comments/<int:comment_id>/reactions/<kind>")
@documented(answers={200: presenters.CommentOut}, refusals=[401, 403], tags=TAGS)
def unreact(comment_id: int, kind: str) -> Response:
    """Take a mark back."""
    actor, form = require_actor(), forms.Mark.parse({"kind": kind})
    with transaction() as session:
        comment = actions.unreact(session, actor, comment_id, form.kind, clock.now())
    return _one(comment)


@bp.put("/comments/<int:comment_id>/mind-changes/<int:question_id>")
@documented(body=forms.ChangedMind, answers={200: presenters.CommentOut}, tags=TAGS)
def change_mind(comment_id: int, question_id: int) -> Response:
    """Save a forecast together with the comment that moved one to it, and a reply in `body`."""
    actor, body = require_actor(), json_body()
    form = forms.ChangedMind.parse(body)
    save_mind(actor, visible(comment_id), form.command(question_id, "api", body), form)
    return _one(visible(comment_id))


@bp.delete("/comments/<int:comment_id>/mind-changes/<int:question_id>")
@documented(answers={200: presenters.CommentOut}, refusals=[401, 403], tags=TAGS)
def unchange_mind(comment_id: int, question_id: int) -> Response:
    """Say no more that a comment moved one's forecast; the forecast stays."""
    actor = require_actor()
    with transaction() as session:
        actions.take_back(session, actor, comment_id, question_id, clock.now())
    return _one(visible(comment_id))


@bp.put("/comments/<int:comment_id>/honour")
@documented(body=forms.Honoured, answers={200: presenters.CommentOut}, tags=TAGS)
def honour(comment_id: int) -> Response:
    """Pin a comment to the top, pick it, or take either away; editors and moderators only."""
    actor, form = require_actor(), forms.Honoured.parse(json_body())
    with transaction() as session:
        if form.kind == "none":
            comment = actions.dishonour(session, actor, comment_id, clock.now())
        else:
            comment = actions.honour(session, actor, comment_id, form.kind, clock.now())
    return _one(comment)


@bp.put("/comments/<int:comment_id>/lock")
@documented(body=forms.BranchWish, answers={200: presenters.LockOut}, refusals=(404,), tags=TAGS)
def lock_branch(comment_id: int) -> Response:
    """End the replies to a comment and all below it (`lock`), or allow them (`unlock`)."""
    actor, form = require_actor(), forms.BranchWish.parse(json_body())
    with transaction() as session:
        locked = actions.lock_branch(session, actor, form.command(comment_id), clock.now())
        own, above = queries.has_lock(session, locked), queries.lock_above(session, locked)
    return json(presenters.LockOut(comment_id=comment_id, is_locked=own, ended_above=above))


@bp.post("/previews")
@documented(body=forms.Words, answers={200: presenters.PreviewOut}, tags=TAGS)
def preview() -> Response:
    """Return how words will look; nothing is kept."""
    require_actor()
    body = forms.Words.parse(json_body()).body
    people = queries.people_called(reading(), body)
    return json(presenters.PreviewOut(html=render(body, people=people).html))


@bp.get("/articles/<int:article_id>/people")
@documented(query=forms.Beginning, answers={200: presenters.PeopleOut}, refusals=[401], tags=TAGS)
def people(article_id: int) -> Response:
    """List up to 8 people of this discussion whose names begin with `q`, to be called by `@`."""
    actor, asked = require_actor(), forms.Beginning.parse(request.args)
    keep_pace("240 per minute", str(actor.id), sentence="Names come a little slower now.")
    prompt = queries.prompt_of(reading(), article_id)
    found = queries.people_of(reading(), prompt.id, asked.q, actor.id)
    return json(
        presenters.PeopleOut(
            people=[presenters.PersonOut(name=each.name, handle=each.handle) for each in found]
        )
    )


def _one(comment: Comment, status: int = 200) -> Response:
    card = card_of(reading(), current_actor(), comment, clock.now())
    return json(presenters.as_json(card), status)
