"""What the scorer learns from, and what it learned."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from discuss.accounts.models import Person
from discuss.comments.models import Comment, CommentRevision
from discuss.moderation.models import Decision, ScorerModel
from discuss.moderation.queries.standing import stands
from discuss.moderation.rules.outcomes import REMOVES
from discuss.moderation.rules.outside import Asked
from discuss.moderation.rules.scoring import Decided, Weights

MOST_DECIDED = 20_000
"""Decisions that are learned from at most, the newest."""
MEMORY = timedelta(days=2 * 365)


def decided_words(session: Session, now: datetime) -> list[Decided]:
    """Return the wordings about which moderators decided, oldest first, each once; one statement.

    The last decision about a wording counts, so that what was restored counts as approved.
    """
    rows = session.execute(
        select(Decision.revision_id, Decision.outcome, CommentRevision.text)
        .join(CommentRevision, CommentRevision.id == Decision.revision_id)
        .where(
            stands(),
            CommentRevision.text != "",
            Decision.created_at > now - MEMORY,
        )
        .order_by(Decision.id.desc())
        .limit(MOST_DECIDED)
    ).all()
    last = {row.revision_id: row for row in reversed(rows)}
    return [Decided(row.text, row.outcome in REMOVES) for row in last.values()]


def newest_model(session: Session, *, with_weights: bool = False) -> ScorerModel | None:
    """Return what was learned last, by default without the weights; one statement."""
    found = select(ScorerModel).order_by(ScorerModel.id.desc()).limit(1)
    if not with_weights:
        found = found.options(defer(ScorerModel.weights))
    return session.scalars(found).first()


def asked_about(session: Session, revision_id: int, site_url: str) -> Asked | None:
    """Return what a scorer outside is told about a wording; None where it is gone or overtaken."""
    row = session.execute(
        select(CommentRevision.text, Comment.id, Person.name)
        .join(Comment, Comment.id == CommentRevision.comment_id)
        .join(Person, Person.id == Comment.author_id)
        .where(
            CommentRevision.id == revision_id,
            CommentRevision.n == Comment.revision_n,
            Comment.state.in_(("published", "held", "hidden")),
            Person.erased_at.is_(None),
        )
    ).first()
    if row is None:
        return None
    return Asked(row.text, row.name, f"{site_url}/comments/{row.id}", site_url)


def weights_of(model: ScorerModel) -> Weights:
    """Return what a model learned."""
    return Weights(model.weights, model.bias)
