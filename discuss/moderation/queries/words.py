"""The list of suspect words, and what a new one would have held."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from discuss.accounts.models import Person
from discuss.comments.models import CommentRevision
from discuss.moderation.models import WordRetirement, WordRule
from discuss.moderation.rules.words import Find, Matcher

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
    """What a rule would have held among the wordings of the last 30 days."""

    phrase: str
    read: int
    held: int
    examples: Sequence[tuple[str, Sequence[Find]]]


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


def active_phrases(session: Session) -> Sequence[str]:
    """Return the phrases in force; one statement."""
    return session.scalars(
        select(WordRule.phrase)
        .where(~exists().where(WordRetirement.rule_id == WordRule.id))
        .order_by(WordRule.id)
    ).all()


def trial(session: Session, phrase: str, now: datetime) -> Trial:
    """Return what a rule would have held in the last 30 days; reads those wordings once."""
    matcher = Matcher([phrase])
    read = held = 0
    examples: list[tuple[str, Sequence[Find]]] = []
    recent = (
        select(CommentRevision.text)
        .where(CommentRevision.created_at > now - TRIAL_WINDOW)
        .order_by(CommentRevision.id.desc())
        .limit(MOST_TRIED)
    )
    for text in session.scalars(recent).yield_per(500):
        read += 1
        if finds := matcher.finds(text):
            held += 1
            if len(examples) < EXAMPLES:
                examples.append((text, finds))
    return Trial(phrase, read, held, examples)


def is_listed(session: Session, folded: str) -> bool:
    """Tell whether a rule in force looks the same to the matcher; one statement."""
    return bool(
        session.scalar(
            select(func.count())
            .select_from(WordRule)
            .where(
                WordRule.folded == folded, ~exists().where(WordRetirement.rule_id == WordRule.id)
            )
        )
    )
