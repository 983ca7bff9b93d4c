"""Who accepts and rejects which comments of a discussion."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.accounts.queries import is_named
from discuss.comments.models import Comment, Reaction
from discuss.comments.queries.said import Said, rows, said
from discuss.comments.rules import UP_KINDS
from discuss.comments.rules.components import Votes

MOST_COMMENTS = 100
MOST_READERS = 200


@dataclass(frozen=True, slots=True)
class Judgements:
    """The comments that were marked most, and by reader what each of them says of each comment."""

    comments: Sequence[Said]
    votes: Votes


def judgements(session: Session, prompt_id: int) -> Judgements:
    """Return the marks of those who marked most on what was marked most; three statements."""
    judged = Comment.up + Comment.down
    marked = (
        said(Comment.prompt_id == prompt_id, Comment.state == "published", judged > 0)
        .order_by(judged.desc(), Comment.id)
        .limit(MOST_COMMENTS)
    )
    comments = rows(session, marked)
    ids = [each.id for each in comments]
    readers = session.scalars(
        select(Reaction.person_id)
        .join(Person, Person.id == Reaction.person_id)
        .where(Reaction.comment_id.in_(ids), is_named())
        .group_by(Reaction.person_id)
        .order_by(func.count(Reaction.comment_id.distinct()).desc(), Reaction.person_id)
        .limit(MOST_READERS)
    ).all()
    kinds: dict[tuple[int, int], set[str]] = defaultdict(set)
    for person_id, comment_id, kind in session.execute(
        select(Reaction.person_id, Reaction.comment_id, Reaction.kind).where(
            Reaction.comment_id.in_(ids), Reaction.person_id.in_(readers)
        )
    ):
        kinds[person_id, comment_id].add(kind)
    return Judgements(
        comments, [[_vote(kinds.get((person, each))) for each in ids] for person in readers]
    )


def _vote(kinds: set[str] | None) -> float | None:
    """Return what one person's marks on a comment say: accepted, rejected, both, or nothing."""
    if not kinds:
        return None
    return float(bool(kinds & UP_KINDS)) - float("not_useful" in kinds)
