"""Word the closing prompt."""

from datetime import datetime

from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.articles import policy, queries
from discuss.articles.actions.commands import EditPrompt
from discuss.articles.actions.events import PromptEdited
from discuss.articles.models import Prompt, PromptRevision
from discuss.kit.announce import announce
from discuss.kit.errors import Conflict


def edit_prompt(session: Session, actor: Actor, command: EditPrompt, now: datetime) -> Prompt:
    """Return the article's prompt, worded as commanded; the same words again change nothing.

    Comments and forecast questions stay with it. Raises `Conflict` on a stale `revision_n`.
    """
    policy.may_write(actor).enforce()
    article = queries.locked(session, command.article_id)
    prompt = article.prompt
    if prompt and (prompt.question, prompt.invitation) == (command.question, command.invitation):
        return prompt
    n = queries.prompt_revision_n(session, prompt.id) if prompt else 0
    if command.revision_n not in (None, n):
        raise Conflict(
            "Somebody else has worded this prompt since you opened it. Your words are kept below; "
            "look at theirs, then save again."
        )
    if prompt is None:
        prompt = Prompt(article_id=article.id, question="", created_at=now)
        session.add(prompt)
    prompt.question, prompt.invitation = command.question, command.invitation
    session.flush()
    session.refresh(article, ["prompt"])
    _remember(session, actor, prompt, n + 1, now)
    announce(session, PromptEdited(prompt.id))
    return prompt


def _remember(session: Session, actor: Actor, prompt: Prompt, n: int, now: datetime) -> None:
    """Add the wording to the prompt's history."""
    session.add(
        PromptRevision(
            prompt_id=prompt.id,
            n=n,
            question=prompt.question,
            invitation=prompt.invitation,
            editor_id=actor.person_id,
            created_at=now,
        )
    )
    session.flush()
