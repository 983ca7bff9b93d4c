"""To tell a crowd costs the database what it costs to tell two."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from discuss.inbox import actions as inbox
from discuss.inbox.models import Notice
from discuss.inbox.rules import Kind
from discuss.predictions import actions
from discuss.predictions.models import Question
from discuss.predictions.rules.lifecycle import Action
from tests.inbox.test_watching import watches
from tests.makers.accounts import a_person
from tests.makers.predictions import START, a_forecast, a_proposal, a_question, a_ruling
from tests.predictions.test_actions_rewording import revise

DEEDS: dict[str, Callable[[Session, Question], object]] = {
    "closes soon": lambda session, question: inbox.remind(
        session, question.id, START + timedelta(days=9, hours=12)
    ),
    "reworded": lambda session, question: revise(
        session, question, criteria="A repainted bridge counts too, whoever paid for the paint."
    ),
    "proposed": a_proposal,
    "decided": lambda session, question: actions.settle(
        session, question.id, START + timedelta(days=15)
    ),
    "changed": lambda session, question: a_ruling(
        session, question, "no", at=START + timedelta(days=16)
    ),
    "annulled": lambda session, question: a_ruling(
        session, question, action=Action.ANNUL, at=START + timedelta(days=17)
    ),
}


def test_a_crowd_is_told_in_as_many_statements_as_two(
    session: Session, connection: sa.Connection
) -> None:
    costs = {crowd: dict(told(session, connection, crowd)) for crowd in (2, 30)}
    assert costs[30] == costs[2]


def told(session: Session, connection: sa.Connection, crowd: int) -> Iterator[tuple[str, int]]:
    """Tell as many forecasters and as many followers of one question whatever can become of it."""
    question = a_question(session)
    for number in range(crowd):
        a_forecast(session, question, percent=30 + number)
        watches(session, a_person(session), Kind.QUESTION, question.id)
    # The worker makes the estimate of a large crowd, which of a small one comes at once.
    actions.estimate(session, question.id, START + timedelta(days=1))
    session.commit()
    for name, deed in DEEDS.items():
        before = notices(session)
        with counted(connection) as statements:
            deed(session, question)
            session.commit()
        yield name, len(statements)
        heard = crowd if name == "closes soon" else 2 * crowd
        assert notices(session) - before == heard


@contextmanager
def counted(connection: sa.Connection) -> Iterator[list[str]]:
    """Count what the database carries out: a statement sent with many rows is as many."""
    seen: list[str] = []

    def count(
        _c: object, _cursor: object, statement: str, given: Sequence[object], *_rest: object
    ) -> None:
        rows = [each for each in given if isinstance(each, tuple | dict)]
        seen.extend([statement] * max(1, len(rows)))

    sa.event.listen(connection, "before_cursor_execute", count)
    try:
        yield seen
    finally:
        sa.event.remove(connection, "before_cursor_execute", count)


def notices(session: Session) -> int:
    return session.scalar(sa.select(sa.func.count(Notice.id))) or 0
