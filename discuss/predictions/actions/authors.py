"""An article's author says what they expect, and nobody reads it before the question closes."""

from datetime import datetime

from sqlalchemy.orm import Session

from discuss.accounts.rules import Actor
from discuss.articles import queries as articles
from discuss.kit.errors import Conflict
from discuss.kit.ids import secret
from discuss.predictions import policy, queries
from discuss.predictions.actions.commands import Answer
from discuss.predictions.actions.meaning import meant
from discuss.predictions.models import SealedForecast
from discuss.predictions.rules.receipts import BEGINNING, link

SEALED = (
    "The author’s forecast on this question is sealed already, and a seal is never changed. "
    "It is opened when the question closes."
)


def seal_forecast(session: Session, actor: Actor, command: Answer, now: datetime) -> SealedForecast:
    """Seal the forecast of an article's author; an editor may do it for them, and is named.

    Raises `Conflict` when there is one already, `Invalid` when it is no forecast.
    """
    seen = queries.locked(session, command.question_id, now)
    article = articles.of_prompt(session, seen.question.prompt_id).article
    authors = [each.id for each in articles.authors_of(session, article.id)]
    policy.may_seal(actor, seen.state, is_author=actor.id in authors).enforce()
    if queries.sealed(session, seen.question.id) is not None:
        raise Conflict(SEALED)
    said = meant(command, seen)
    made = SealedForecast(
        question_id=seen.question.id,
        revision_n=seen.question.revision_n,
        author_id=_whose(actor.id, authors),
        sealed_by_id=actor.id,
        probability=said.probability,
        shares=said.shares,
        quantiles=said.quantiles,
        cdf=said.cdf,
        salt=secret(),
        digest="",
        created_at=now,
    )
    made.digest = link(BEGINNING, queries.sealed_content(made), made.salt)
    session.add(made)
    session.flush()
    return made


def _whose(actor_id: int, authors: list[int]) -> int | None:
    """Return the author who acts, or the only one for whom an editor can act."""
    if actor_id in authors:
        return actor_id
    return authors[0] if len(authors) == 1 else None
