"""A few questions and people who may do anything to them, for what must hold whatever they do."""

import random
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts import actions as accounts
from discuss.accounts.acting import actor_of
from discuss.accounts.models import Person
from discuss.comments import actions as comments
from discuss.comments.actions.commands import Post
from discuss.kit.errors import Refusal
from discuss.kit.richtext import render
from discuss.predictions import actions, queries
from discuss.predictions.actions.commands import Affirm, Answer, Revise, Rule, Withdraw
from discuss.predictions.models import Question
from discuss.predictions.rules.lifecycle import Action
from tests.makers.accounts import a_person
from tests.makers.articles import an_article
from tests.makers.predictions import SCALES, START, a_question, a_wording

__all__ = ["HOUR", "Village", "a_village"]

HOUR = timedelta(hours=1)
OPTIONS: Final = (("Red", "Blue", "Other"), ("Blue", "Other"), ("Blue", "Brown", "Other"))
OUTCOMES: Final = {"binary": ("yes", "no"), "choice": ("b", "other"), "number": ("40", "77")}
STEPS: Final = (
    Action.RESOLVE,
    Action.RESOLVE,
    Action.ANNUL,
    Action.AMBIGUOUS,
    Action.REOPEN,
    Action.REOPEN,
)


@dataclass
class Village:
    """A yes-or-no question, a choice and a number under one article, and who may do what."""

    session: Session
    questions: list[Question]
    people: list[Person]
    editor: Person
    now: datetime = START
    seen: int = 0

    def does(self, deed: str, chance: random.Random) -> None:
        """Let somebody do something; a refusal is an answer too, and must change nothing."""
        self.seen += 1
        self.now += chance.choice((timedelta(0), HOUR, HOUR, 9 * HOUR))
        question, person = chance.choice(self.questions), chance.choice(self.people)
        try:
            with self.session.begin_nested():
                getattr(self, deed)(question, person, chance)
        except Refusal:
            self.session.expire_all()

    def forecast(self, question: Question, person: Person, chance: random.Random) -> None:
        """Forecast, or change the forecast."""
        low, guess, high = sorted(chance.sample(range(1, 100), 3))
        said: dict[str, Any] = {"percent": None, "shares": None}
        if question.kind == "binary":
            said["percent"] = guess
        elif question.kind == "choice":
            keys = queries.live_options(queries.revisions(self.session, question.id)[0])
            said["shares"] = dict(zip(keys, (low, guess, high), strict=False))
        else:
            said["spread"] = (f"{low}", f"{guess}", f"{high}")
        said["stands_for"] = chance.choice((None, HOUR, 9 * HOUR, 40 * HOUR))
        command = Answer(question.id, **said, follows=None, submission_key="", entered={})
        actions.forecast(self.session, actor_of(person), command, self.now)

    def withdraw(self, question: Question, person: Person, _: random.Random) -> None:
        """Take a forecast back."""
        command = Withdraw(question.id, None, "")
        actions.withdraw(self.session, actor_of(person), command, self.now)

    def affirm(self, question: Question, person: Person, _: random.Random) -> None:
        """Say that a forecast still stands."""
        actions.affirm(self.session, actor_of(person), Affirm(question.id, None, ""), self.now)

    def lapse(self, question: Question, _: Person, __: random.Random) -> None:
        """Let the worker end what has come to its planned end."""
        actions.lapse(self.session, question.id, self.now)

    def look(self, question: Question, person: Person, _: random.Random) -> None:
        """See the crowd without answering."""
        actions.look(self.session, actor_of(person), question.id, self.now)

    def comment(self, question: Question, person: Person, _: random.Random) -> None:
        """Write something that carries one's forecasts."""
        words = f"So I say, for the {self.seen}th time."
        command = Post(
            prompt_id=question.prompt_id,
            parent_id=None,
            source=words,
            rendered=render(words),
            submission_key=f"key-{self.seen}",
            attach=True,
        )
        comments.post(self.session, actor_of(person), command, self.now)

    def reword(self, question: Question, _: Person, chance: random.Random) -> None:
        """Ask something else; of a choice, with other answers."""
        old = queries.revisions(self.session, question.id)[0]
        wording = replace(
            a_wording(title=old.title, short_title=old.short_title),
            criteria=f"Decided by what the council says in public, in {self.seen} words or more.",
            options=chance.choice(OPTIONS) if question.kind == "choice" else (),
        )
        if question.kind == "number":
            wording = replace(wording, scale=SCALES["number"])
        command = Revise(question.id, old.n, wording, "Readers asked for it.")
        actions.revise(self.session, actor_of(self.editor), command, self.now)

    def decide(self, question: Question, _: Person, chance: random.Random) -> None:
        """Rule on a question, or take a ruling back."""
        outcome = chance.choice(OUTCOMES[question.kind])
        self.rule(question, outcome, chance.choice(STEPS), chance.choice((None, START + HOUR)))

    def rule(
        self,
        question: Question,
        outcome: str,
        action: Action = Action.RESOLVE,
        knowable_at: datetime | None = None,
    ) -> None:
        """Rule on a question as an editor does."""
        self.session.refresh(question)
        command = Rule(
            question_id=question.id,
            action=action,
            outcome=outcome,
            knowable_at=knowable_at,
            source_url="https://example.org/9",
            note="The minutes say so.",
            seen_seq=question.resolution_seq,
            haste="It is known.",
        )
        actions.rule(self.session, actor_of(self.editor), command, self.now)

    def erase(self, _: Question, person: Person, chance: random.Random) -> None:
        """Delete an account; seldom, so that somebody is left to do the rest."""
        if chance.random() < 1 / 3:
            accounts.erase(self.session, actor_of(person), self.now)


def a_village(session: Session) -> Village:
    """Return the same village for every example, made once a test."""
    questions = list(session.scalars(select(Question).order_by(Question.id)))
    if not questions:
        prompt = an_article(session).prompt
        kinds = ("binary", "choice", "number")
        questions = [a_question(session, prompt, kind, min_show=2) for kind in kinds]
        for _ in range(4):
            a_person(session)
        a_person(session, role="editor")
    people = session.scalars(select(Person).order_by(Person.id.desc()).limit(5)).all()
    return Village(session, questions, list(people[1:]), people[0])
