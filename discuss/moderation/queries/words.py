"""The lists of words and domains, and what a new rule would have caught."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from discuss.accounts.models import Person
from discuss.comments.models import Comment, CommentRevision
from discuss.moderation.models import WordRetirement, WordRule
from discuss.moderation.rules.lists import finder

TRIAL_WINDOW = timedelta(days=30)
MOST_TRIED = 20_000
"""Wordings that a trial reads at most, newest first."""
EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Listed:
    """A rule of the list with who added it and, once retired, who took it off."""

    rule: WordRule
    added_by: str
    retired_at: datetime | None
    retired_by: str
    retired_note: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What a rule would have caught among the wordings of the last 30 days."""

    kind: str
    phrase: str
    read: int
    held: int
    examples: Sequence[tuple[str, Sequence[tuple[int, int]]]]


def words(session: Session, *, retired: bool = False) -> list[Listed]:
    """Return the rules in force, or those retired, newest first, at most 500; one statement."""
    adder, retirer = aliased(Person), aliased(Person)
    found = session.execute(
        select(WordRule, adder.name, WordRetirement.created_at, retirer.name, WordRetirement.note)
        .join(adder, adder.id == WordRule.added_by_id)
        .outerjoin(WordRetirement, WordRetirement.rule_id == WordRule.id)
        .outerjoin(retirer, retirer.id == WordRetirement.person_id)
        .where(WordRetirement.rule_id.is_not(None) if retired else WordRetirement.rule_id.is_(None))
        .order_by(WordRule.id.desc())
        .limit(500)
    ).all()
    return [Listed(row[0], row[1], row[2], row[3] or "", row[4] or "") for row in found]


def rules_in_force(session: Session) -> Mapping[str, Sequence[str]]:
    """Return the rules in force by their kind, words as they were typed; one statement."""
    rows = session.execute(
        select(WordRule.kind, WordRule.phrase)
        .where(~exists().where(WordRetirement.rule_id == WordRule.id))
        .order_by(WordRule.id)
    ).all()
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row.kind, []).append(row.phrase)
    return found


def trial(session: Session, kind: str, phrase: str, now: datetime) -> Trial:
    """Return what a rule would have caught in the last 30 days; reads those wordings once."""
    find = finder(kind, phrase)
    read = held = 0
    examples: list[tuple[str, Sequence[tuple[int, int]]]] = []
    recent = (
        select(CommentRevision.text, CommentRevision.html, Person.email)
        .join(Comment, Comment.id == CommentRevision.comment_id)
        .join(Person, Person.id == Comment.author_id)
        .where(CommentRevision.created_at > now - TRIAL_WINDOW)
        .order_by(CommentRevision.id.desc())
        .limit(MOST_TRIED)
    )
    for row in session.execute(recent).yield_per(500):
        read += 1
        places = find(row.text, row.html, row.email or "")
        if places is not None:
            held += 1
            if len(examples) < EXAMPLES:
                examples.append((row.text, places))
    return Trial(kind, phrase, read, held, examples)


def is_listed(session: Session, kind: str, folded: str) -> bool:
    """Tell whether a rule in force looks the same to its list; one statement."""
    return bool(
        session.scalar(
            select(func.count())
            .select_from(WordRule)
            .where(
                WordRule.kind == kind,
                WordRule.folded == folded,
                ~exists().where(WordRetirement.rule_id == WordRule.id),
            )
        )
    )
