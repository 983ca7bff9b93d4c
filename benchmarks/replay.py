"""Made-up comments are posted and moderated by the actions that people call."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks.submissions import KINDS, Submission, made
from discuss.accounts.acting import actor_of
from discuss.accounts.models import Person
from discuss.accounts.rules import Actor
from discuss.comments import actions as comments
from discuss.comments import queries as reading
from discuss.comments.actions.commands import Post
from discuss.comments.models import Comment
from discuss.kit.richtext import render
from discuss.moderation import actions, queries
from discuss.moderation.actions.cases import open_case
from discuss.moderation.actions.commands import AddWord, Decide
from discuss.moderation.models import DetectorResult
from discuss.moderation.rules import scoring

START: Final = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
STEP: Final = timedelta(minutes=3)
LONG: Final = timedelta(days=300)
BATCH: Final = 20
LISTS: Final = (
    ("word", "scoundrel*"),
    ("domain", "offers.example"),
    ("address", "mailbin.example"),
)


@dataclass(slots=True)
class Caught:
    """What became of the submissions of a kind."""

    sent: int = 0
    held: int = 0
    advised: int = 0
    by: Counter[str] = field(default_factory=Counter)
    """How many each detector found; one may be found by several."""


class Village:
    """Who posts, and who moderates."""

    def __init__(self, session: Session, prompt_id: int) -> None:
        self.session, self.prompt_id = session, prompt_id
        self.people: dict[str, Actor] = {}
        self.moderator = self._person("moderator", "moderator")
        for kind, phrase in LISTS:
            actions.add_word(session, self.moderator, AddWord(phrase, "", kind), START)

    def post(self, n: int, sent: Submission) -> Comment:
        """Post a submission as its author would."""
        text = sent.text
        if sent.kind == "said again at once":
            self._write(sent.author, f"first-{n}", text, START + n * STEP - timedelta(minutes=1))
        return self._write(sent.author, f"made-{n}", text, START + n * STEP)

    def decide(self, n: int, sent: Submission, comment: Comment) -> None:
        """Decide about a comment as a moderator who reads it does."""
        now = START + n * STEP + timedelta(minutes=1)
        case = open_case(self.session, comment, "held", now)
        outcome = "reject" if sent.is_bad else "approve"
        revision = reading.revision(self.session, comment.id, comment.revision_n)
        command = Decide(
            case_id=case.id,
            revision_id=revision.id,
            state_version=comment.state_version,
            case_version=case.version,
            last_report_id=0,
            outcome=outcome,
            reason="SPAM" if sent.is_bad else "",
            clause="",
            explanation="",
            submission_key=f"decided-{n}",
        )
        actions.decide(self.session, self.moderator, command, now)

    def _write(self, author: str, key: str, text: str, at: datetime) -> Comment:
        actor = self.people.get(author) or self._person(author)
        command = Post(self.prompt_id, None, text, render(text, people={}), key, attach=False)
        return comments.post(self.session, actor, command, at)

    def _person(self, name: str, role: str = "reader") -> Actor:
        host = "mailbin.example" if "mailbin" in name else "example.org"
        handle = name.replace(" ", "-")
        found = Person(
            handle=handle,
            name=name,
            name_skeleton=handle,
            email=f"{handle}@{host}",
            role=role,
            created_at=START - timedelta(days=400),
            confirmed_at=START - timedelta(days=400),
        )
        self.session.add(found)
        self.session.flush()
        self.people[name] = actor_of(found)
        return self.people[name]


def replay(village: Village, submissions: Sequence[Submission]) -> dict[str, Caught]:
    """Post everything; a moderator decides what is held, what is bad, and a third of the rest."""
    found: dict[str, Caught] = {kind: Caught() for kind in KINDS}
    for n, sent in enumerate(submissions):
        comment = village.post(n, sent)
        _count(village.session, found[sent.kind], comment)
        if comment.state == "held" or sent.is_bad or n % 3 == 0:
            village.decide(n, sent, comment)
        if n % BATCH == BATCH - 1:
            village.session.commit()
            village.session.expunge_all()
    village.session.commit()
    return found


def _count(session: Session, caught: Caught, comment: Comment) -> None:
    revision = reading.revision(session, comment.id, comment.revision_n)
    results = session.scalars(
        select(DetectorResult).where(
            DetectorResult.revision_id == revision.id, DetectorResult.verdict != "allow"
        )
    ).all()
    caught.sent += 1
    caught.held += comment.state == "held"
    caught.advised += comment.state != "held" and bool(results)
    caught.by.update(each.detector for each in results)


def curve(session: Session, steps: Sequence[int], seed: int) -> list[tuple[int, scoring.Measure]]:
    """Return how well the scorer tells insults from arguments after so many decisions."""
    unseen = [each for each in made(seed, 600) if each.kind in {"fine", "insult"}]
    decided = queries.decided_words(session, START + LONG)
    found = []
    for step in steps:
        first = decided[:step]
        if scoring.is_enough(first):
            scores = scoring.scores(scoring.learn(first), [each.text for each in unseen])
            pairs = [(s, each.is_bad) for s, each in zip(scores, unseen, strict=True)]
            found.append((step, scoring.measure(pairs, 0.5)))
    return found
