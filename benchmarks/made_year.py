"""A made-up year of forecasts of all kinds, made by the actions that readers themselves call."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import insert
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.accounts.models import Person
from discuss.accounts.rules import Actor
from discuss.articles import actions as articles
from discuss.articles.actions.commands import Import
from discuss.articles.rules.draft import prepare
from discuss.predictions import actions
from discuss.predictions.actions.commands import Answer, Ask, Rule, Withdraw, Wording
from discuss.predictions.models import Question
from discuss.predictions.rules.bounds import TypedScale
from discuss.predictions.rules.lifecycle import Action
from discuss.predictions.rules.wellformed import Kind

START: Final = datetime(2025, 1, 6, 8, tzinfo=UTC)
DAY: Final = timedelta(days=1)
LIFE: Final = 30 * DAY
EDITOR: Final = Actor(person_id=None, name="An editor", role="editor")
FIVE: Final = 5
"""Questions under one article."""
KINDS: Final = (
    *("binary", "choice", "binary", "number", "binary"),
    *("choice", "binary", "date", "binary", "integer"),
)
OUTCOMES: Final = {"binary": "no", "choice": "b", "date": "2025-07-01"}
SCALES: Final = {
    "number": TypedScale("0", "1000", is_open_upper=True),
    "integer": TypedScale("0", "1000"),
    "date": TypedScale("2025-01-01", "2027-09-28"),
}
TEXT: Final = (
    "The bridge and its painters, part {n}\n"
    "The council has bought forty buckets of paint, and nobody knows for which bridge. "
    "It met on Tuesday, and it meets again in a week.\n"
    "What is known\n"
    "The buckets are green. They stand in the yard behind the town hall, under a sheet.\n"
    "Your turn: Will the bridge be painted? Tell other readers why in the comments.\n"
)
SLOPE: Final = 0.6
"""How much more the first questions are answered than the last."""
BATCH: Final = 500
LEAVES: Final = 0.03


@dataclass(frozen=True, slots=True)
class Made:
    """A question of the year and how many deeds it got."""

    question_id: int
    kind: str
    opened: datetime
    deeds: int


def people(session: Session, count: int) -> list[int]:
    """Add so many readers, all of them confirmed long ago."""
    rows = [
        {
            "handle": f"forecaster{n}",
            "name": f"Forecaster {n}",
            "name_skeleton": f"forecaster{n}",
            "role": "reader",
            "created_at": START - LIFE,
            "confirmed_at": START - LIFE,
        }
        for n in range(count)
    ]
    return list(session.scalars(insert(Person).returning(Person.id), rows))


def questions(session: Session, count: int, forecasts: int) -> list[Made]:
    """Ask so many questions, spread over a year, and share the forecasts out among them."""
    weights = [(n + 1) ** -SLOPE * _ease(KINDS[n % len(KINDS)]) for n in range(count)]
    deeds = [max(1, round(forecasts * weight / sum(weights))) for weight in weights]
    made: list[Made] = []
    for n in range(count):
        opened = START + n * 365 * DAY / count
        if n % FIVE == 0:
            draft = prepare(TEXT.format(n=n))
            article = articles.import_article(session, EDITOR, Import(draft, slug=None), opened)
            articles.publish(session, EDITOR, article.id, opened)
            session.refresh(article, ["prompt"])
            assert article.prompt is not None
            prompt_id = article.prompt.id
        kind = KINDS[n % len(KINDS)]
        question = _ask(session, prompt_id, kind, n, opened)
        made.append(Made(question.id, kind, opened, deeds[n]))
    return made


def _ease(kind: str) -> float:
    """Return how readily readers answer: three values are more work than one."""
    return 1.0 if kind in {"binary", "choice"} else 0.3


def _ask(session: Session, prompt_id: int, kind: str, n: int, opened: datetime) -> Question:
    wording = Wording(
        title=f"What will become of the bridge of part {n}?",
        short_title=f"Bridge {n}",
        criteria="Decided by what the council says in public; a rumour does not count at all.",
        source_name="The council's minutes",
        source_url="https://example.org/minutes",
        options=("Red", "Blue", "None of these") if kind == "choice" else (),
        open_at=opened,
        close_at=opened + LIFE,
        resolve_by=opened + LIFE + DAY,
        scale=SCALES.get(kind, TypedScale()),
    )
    command = Ask(prompt_id, Kind(kind), wording, is_published=True)
    return actions.ask(session, EDITOR, command, opened)


def forecast(session: Session, made: Made, everybody: Sequence[int], seed: int) -> Iterator[int]:
    """Let people forecast, change and withdraw; yield after each batch, for a commit."""
    dice = random.Random(seed)
    standing: set[int] = set()
    for n in range(made.deeds):
        at = made.opened + LIFE * n / made.deeds
        person = session.get_one(Person, dice.choice(everybody))
        if person.id in standing and dice.random() < LEAVES:
            leaving = Withdraw(made.question_id, None, "")
            actions.withdraw(session, actor_of(person), leaving, at)
            standing.discard(person.id)
        else:
            actions.forecast(session, actor_of(person), answer(made, dice), at)
            standing.add(person.id)
        if n % BATCH == BATCH - 1:
            yield n
    yield made.deeds


def answer(made: Made, dice: random.Random) -> Answer:
    """Return what somebody says about a question of the year."""
    low, guess, high = sorted(dice.sample(range(1, 100), 3))
    said: dict[str, Any] = {"percent": None, "shares": None}
    if made.kind == "binary":
        said["percent"] = guess
    elif made.kind == "choice":
        said["shares"] = {"a": low, "b": guess, "other": high}
    elif made.kind == "date":
        day = datetime(2025, 1, 1, tzinfo=UTC)
        said["spread"] = [(day + each * 10 * DAY).date().isoformat() for each in (low, guess, high)]
    else:
        said["spread"] = [str(10 * each) for each in (low, guess, high)]
    return Answer(made.question_id, **said, follows=None, submission_key="", entered={})


def resolve(session: Session, made: Made, editor: Person) -> None:
    """Decide a question as an editor does, the day after it closed."""
    command = Rule(
        question_id=made.question_id,
        action=Action.RESOLVE,
        outcome=OUTCOMES.get(made.kind, "420"),
        knowable_at=None,
        source_url="https://example.org/minutes/9",
        note="The minutes say so.",
        seen_seq=0,
        haste="It is known.",
    )
    actions.rule(session, actor_of(editor), command, made.opened + LIFE + DAY)
