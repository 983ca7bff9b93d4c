"""Made-up comments whose kind is known: what is caught, what is missed, what is learned."""

import pytest
from sqlalchemy.orm import Session

from benchmarks.replay import LONG, START, Village, curve, replay
from benchmarks.submissions import MILD, made
from discuss.moderation import queries
from discuss.moderation.rules import scoring
from tests.makers.comments import a_discussion

ALL_HELD = ("listed word, disguised", "listed domain", "listed address")
ALL_BUT_THE_FIRST = ("copied with a word changed", "rejected words again")


@pytest.mark.timeout(600)
def test_a_replayed_day_catches_what_it_should_and_learns_the_rest(session: Session) -> None:
    village = Village(session, a_discussion(session).id)
    found = replay(village, made(3, 150))
    assert all(caught.sent for caught in found.values())
    for kind in ALL_HELD:
        assert found[kind].held == found[kind].sent, kind
    for kind in ALL_BUT_THE_FIRST:
        assert found[kind].held >= found[kind].sent - 2, kind
    for kind in MILD:
        assert found[kind].held + found[kind].advised == found[kind].sent, kind
    assert found["fine"].held <= 0.15 * found["fine"].sent
    assert found["insult"].held <= 0.1 * found["insult"].sent, "no list knows these words"
    early, late = (measure for _, measure in curve(session, (50, 90), 2))
    assert (late.recall or 0) > (early.recall or 0)
    assert (late.precision or 0) > (early.precision or 0)
    assert scoring.train(queries.decided_words(session, START + LONG)).held_out > 15
