"""Take a file in."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.articles import policy, queries
from discuss.articles.actions.commands import EditPrompt, Import, Revise
from discuss.articles.actions.prompting import edit_prompt
from discuss.articles.actions.revising import add_revision, follow, revise
from discuss.articles.models import Article
from discuss.kit.errors import Conflict, Invalid


def import_article(session: Session, actor: Actor, command: Import, now: datetime) -> Article:
    """Return the article of a file, new and unpublished or revised; its prompt is loaded.

    The same text again changes nothing. Raises `Conflict` when the address was taken meanwhile,
    `Invalid` when it must be new and is not.
    """
    policy.may_write(actor).enforce()
    slug = command.slug or command.draft.slug
    article = queries.at_address(session, slug)
    if article is None:
        return _create(session, actor, command, slug, now)
    current = queries.current_revision(session, article.id)
    if command.is_new and (current is None or current.source != command.draft.source):
        raise Invalid(
            "Some fields need another look.",
            {
                "slug": f"There is an article at /articles/{slug} already. Give this one another "
                "address, or change that one."
            },
        )
    change = Revise(article.id, command.draft, command.change_note)
    return revise(session, actor, change, now)


def _create(session: Session, actor: Actor, command: Import, slug: str, now: datetime) -> Article:
    """Return a new article with its first revision and the prompt that its text proposes."""
    article = Article(slug=slug, created_at=now)
    follow(article, command.draft)
    try:
        with session.begin_nested():
            session.add(article)
            session.flush()
    except IntegrityError:
        raise Conflict(
            f"An article has just appeared at /articles/{slug}. Look at it before you go on."
        ) from None
    add_revision(session, actor, article, command.draft, note="", now=now)
    proposed = command.draft.prompt
    if proposed:
        wording = EditPrompt(article.id, proposed.question, proposed.invitation or "")
        edit_prompt(session, actor, wording, now)
    session.refresh(article, ["prompt"])
    return article
