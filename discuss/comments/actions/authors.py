"""Whose article it is shows on their comments below it, and moves them among the site's own."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from discuss.articles.actions.events import AuthorsChanged
from discuss.articles.models import Prompt
from discuss.comments.actions.events import Regarded
from discuss.comments.actions.states import this_version, touch
from discuss.comments.models import Comment
from discuss.comments.rules.ranks import AUTHORS
from discuss.kit.announce import announce


def on_authors_changed(session: Session, event: AuthorsChanged) -> None:
    """Let somebody's comments under an article count as its author's, or not any more."""
    found = select(Prompt.id).where(Prompt.article_id == event.article_id)
    prompt_id = session.scalar(found)
    if prompt_id is None:
        return
    touch(session, prompt_id)
    other = Comment.neg_staff > AUTHORS if event.is_author else Comment.neg_staff <= AUTHORS
    step = AUTHORS if event.is_author else -AUTHORS
    session.execute(
        update(Comment)
        .where(Comment.prompt_id == prompt_id, Comment.author_id == event.person_id, other)
        .values(neg_staff=Comment.neg_staff + step, moved_in=this_version(prompt_id))
        .execution_options(synchronize_session=False)
    )
    announce(session, Regarded(event.article_id, event.person_id))
