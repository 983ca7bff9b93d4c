"""A comment's own page, its replies page by page, and its earlier wordings."""

from collections.abc import Sequence
from itertools import pairwise

from flask import request
from flask.typing import ResponseReturnValue

from discuss.accounts.acting import current_actor
from discuss.accounts.rules import Actor
from discuss.articles.models import Prompt
from discuss.comments import forms, policy, presenters, queries
from discuss.comments.models import Comment, CommentRevision
from discuss.comments.rules import Order, differences
from discuss.comments.views.frame import answers, bp, composer, conversation
from discuss.kit import clock
from discuss.kit.errors import Missing
from discuss.web.respond import page, wants_fragment
from discuss.web.transaction import reading


def visible(comment_id: int) -> Comment:
    """Return a comment that this reader may open; raises `Missing` (404) for any other."""
    comment = queries.by_id(reading(), comment_id)
    if not policy.may_read(_standing(comment), comment):
        raise Missing("There is no such comment here. It may have been removed.")
    return comment


def _standing(comment: Comment) -> Actor:
    """Return who is reading, as they stand in a comment's section."""
    return queries.standing(reading(), current_actor(), comment.prompt_id)


def wordings_of(comment: Comment) -> Sequence[CommentRevision]:
    """Return the wordings that this reader may see, oldest first; raises `Missing` without any.

    What was held and then edited away was never read by anybody else, and stays so.
    """
    actor = _standing(comment)
    rows = queries.revisions(
        reading(), comment.id, withheld=presenters.reads_withheld(comment, actor)
    )
    if not rows or not presenters.readable(comment, actor):
        raise Missing("These words were taken back, and so are the earlier ones.")
    return rows


@bp.get("/comments/<int:comment_id>")
def permalink(comment_id: int) -> ResponseReturnValue:
    """Show a comment with everything above it, its replies, and the way to the discussion."""
    session, actor = reading(), current_actor()
    comment = visible(comment_id)
    _, slug, headline = queries.home_of(session, comment.prompt_id)
    prompt = session.get_one(Prompt, comment.prompt_id)
    path = f"/articles/{slug}"
    return page(
        "comments/permalink.html",
        target=comment_id,
        is_removed_own=presenters.is_own_removed(comment, actor),
        headline=headline,
        path=path,
        composer=composer(session, actor, prompt, path, parent=comment),
        **conversation(session, actor, comment, clock.now()),
    )


@bp.get("/comments/<int:comment_id>/replies")
def replies(comment_id: int) -> ResponseReturnValue:
    """Show the next replies to a comment: a fragment for the page, or a page of their own."""
    asked = forms.PageOf.parse(request.args)
    found = answers(reading(), current_actor(), visible(comment_id), asked, clock.now())
    return page(
        "comments/_replies.html" if wants_fragment() else "comments/replies.html",
        comments=presenters.closed_up([c for c in found.comments if not c.held_because]),
        parent_id=comment_id,
        order=(asked.order or Order.BEST).value,
        after=found.after,
        moved=found.moved,
    )


@bp.get("/comments/<int:comment_id>/revisions")
def revisions(comment_id: int) -> ResponseReturnValue:
    """Show every wording of a comment and what changed from one to the next."""
    rows = wordings_of(visible(comment_id))
    changes = [(rows[0], None)] + [
        (new, differences(old.text, new.text)) for old, new in pairwise(rows)
    ]
    return page("comments/revisions.html", comment_id=comment_id, changes=changes)
