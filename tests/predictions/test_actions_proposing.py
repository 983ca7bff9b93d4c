"""Editors propose outcomes, readers object, and what nobody disputes holds by itself."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.accounts.actions.events import Erased
from discuss.kit.announce import announce
from discuss.kit.errors import Conflict, Gone, Invalid, Refused
from discuss.kit.outbox import Outgoing
from discuss.predictions import actions, presenters, queries
from discuss.predictions.actions.commands import Object, Reply, Rule, TakeBack
from discuss.predictions.models import (
    OutcomeObjection,
    ProposedOutcome,
    Question,
    ResolutionEvent,
    Score,
)
from discuss.predictions.rules.lifecycle import Action, State
from tests.makers.accounts import a_person
from tests.makers.predictions import (
    START,
    a_forecast,
    a_proposal,
    a_question,
    a_ruling,
    an_objection,
)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LATER = START + 11 * DAY
OVER = LATER + 72 * HOUR
WINDOW = timedelta(hours=72)


def state(session: Session, question: Question) -> State:
    return queries.face(session, question.id, None, LATER).state


def rulings(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(ResolutionEvent)) or 0


def a_rule(question: Question, **changed: object) -> Rule:
    said = {
        "action": Action.RESOLVE,
        "outcome": "yes",
        "knowable_at": None,
        "source_url": "https://example.org/9",
        "note": "The seat is empty.",
        "seen_seq": question.resolution_seq,
    }
    return Rule(question_id=question.id, **{**said, **changed})  # type: ignore[arg-type]


def told(session: Session, question: Question) -> list[str]:
    face = queries.face(session, question.id, None, OVER)
    course = queries.course(session, question.id, face.rulings)
    return [f"{step.who}: {step.what}" for step in presenters.steps(course, face)]


def test_what_nobody_disputes_holds_by_itself_once(session: Session) -> None:
    question, ada = a_question(session), a_person(session)
    a_forecast(session, question, ada, 70, at=START)
    proposed = a_proposal(session, question)
    assert state(session, question) is State.PROPOSED
    assert actions.settle(session, question.id, OVER - HOUR) is None
    ruling = actions.settle(session, question.id, OVER)
    assert ruling is not None
    assert (ruling.outcome, ruling.proposed_id) == ("yes", proposed.id)
    assert actions.settle(session, question.id, OVER) is None
    assert rulings(session) == 1
    assert state(session, question) is State.RESOLVED
    brier = select(Score.value).where(Score.kind == "brier")
    assert session.scalars(brier).one() == pytest.approx(0.09)
    assert proposed.ended_as == "unopposed"


def test_the_moment_waits_in_the_outbox(session: Session) -> None:
    question = a_question(session)
    proposed = a_proposal(session, question)
    waiting = session.scalars(select(Outgoing).where(Outgoing.kind == "settlement")).one()
    assert waiting.due_at == proposed.objections_until


def test_an_objection_holds_the_outcome_until_it_is_answered(session: Session) -> None:
    question, editor = a_question(session), a_person(session, role="editor")
    objection = an_objection(session, a_proposal(session, question))
    assert state(session, question) is State.CHALLENGED
    assert actions.settle(session, question.id, OVER) is None
    reply = Reply(question.id, objection.id, is_upheld=True, words="It was adopted the same day.")
    actions.answer(session, actor_of(editor), reply, OVER + HOUR)
    assert state(session, question) is State.RESOLVED
    assert session.scalars(select(ProposedOutcome.ended_as)).one() == "upheld"


def test_an_answer_before_the_time_is_over_leaves_the_others_their_time(session: Session) -> None:
    question, editor = a_question(session), a_person(session, role="editor")
    objection = an_objection(session, a_proposal(session, question))
    reply = Reply(question.id, objection.id, is_upheld=True, words="It was adopted the same day.")
    actions.answer(session, actor_of(editor), reply, LATER + 2 * HOUR)
    assert state(session, question) is State.PROPOSED
    with pytest.raises(Conflict, match="answered"):
        answer_again = Reply(question.id, objection.id, is_upheld=False, words="No.")
        actions.answer(session, actor_of(editor), answer_again, LATER + 3 * HOUR)
    assert actions.settle(session, question.id, OVER) is not None
    assert session.scalars(select(ProposedOutcome.ended_as)).one() == "upheld"


def test_a_reader_who_is_right_has_the_proposal_taken_back(session: Session) -> None:
    question, editor = a_question(session), a_person(session, role="editor")
    objection = an_objection(session, a_proposal(session, question))
    reply = Reply(question.id, objection.id, is_upheld=False, words="The vote is tomorrow.")
    actions.answer(session, actor_of(editor), reply, OVER)
    assert state(session, question) is State.CLOSED
    assert rulings(session) == 0
    a_proposal(session, question, "no", at=OVER + HOUR)
    assert state(session, question) is State.PROPOSED


def test_a_proposal_is_taken_back_with_words(session: Session) -> None:
    question, editor = a_question(session), actor_of(a_person(session, role="editor"))
    proposed = a_proposal(session, question)
    with pytest.raises(Invalid) as refused:
        actions.take_back(session, editor, TakeBack(question.id, proposed.id, " "), LATER + HOUR)
    assert set(refused.value.fields) == {"words"}
    actions.take_back(
        session, editor, TakeBack(question.id, proposed.id, "Too soon."), LATER + HOUR
    )
    assert state(session, question) is State.CLOSED
    assert told(session, question)[-1].endswith("editor: took the proposal back")


def test_one_objection_a_person_with_words_and_an_address(session: Session) -> None:
    question, ada = a_question(session), a_person(session)
    proposed = a_proposal(session, question)
    for body, address, field in (("", "https://example.org", "body"), ("No.", "", "source_url")):
        with pytest.raises(Invalid) as refused:
            command = Object(question.id, proposed.id, body, address)
            actions.object_to(session, actor_of(ada), command, LATER + HOUR)
        assert set(refused.value.fields) == {field}
    first = an_objection(session, proposed, ada)
    assert an_objection(session, proposed, ada).id == first.id
    with pytest.raises(Conflict, match="already"):
        an_objection(session, proposed, ada, body="And another thing.")
    assert proposed.open_objections == 1


def test_objections_end_with_their_time(session: Session) -> None:
    question = a_question(session)
    proposed = a_proposal(session, question)
    with pytest.raises(Gone, match="over"):
        an_objection(session, proposed, at=OVER)
    actions.settle(session, question.id, OVER)
    with pytest.raises(Gone, match="history"):
        an_objection(session, proposed, at=OVER + HOUR)


def test_no_forecast_is_taken_while_an_outcome_is_proposed(session: Session) -> None:
    question = a_question(session)
    a_proposal(session, question, at=START + 2 * DAY)
    with pytest.raises(Gone, match="The outcome: Yes"):
        a_forecast(session, question, at=START + 3 * DAY)
    assert queries.sight(session, question.prompt_id, None, START + 3 * DAY).taking == frozenset()


def test_a_proposal_shows_nobody_what_others_think(session: Session) -> None:
    question, stranger = a_question(session), a_person(session)
    a_forecast(session, question, at=START)
    a_proposal(session, question, at=START + 2 * DAY)
    face = queries.face(session, question.id, stranger.id, START + 3 * DAY)
    assert not face.is_revealed
    sight = queries.sight(session, question.prompt_id, stranger.id, START + 3 * DAY)
    assert sight.revealed == frozenset()


def test_an_editor_decides_at_once_with_a_reason_or_where_the_site_waits_for_nobody(
    session: Session,
) -> None:
    editor = actor_of(a_person(session, role="editor"))
    question, other = a_question(session), a_question(session)
    hasty = a_rule(question, haste="The seat is empty from today.")
    done = actions.decide(session, editor, hasty, LATER, WINDOW)
    assert isinstance(done, ResolutionEvent)
    assert done.haste == "The seat is empty from today."
    at_once = actions.decide(session, editor, a_rule(other), LATER, timedelta(0))
    assert isinstance(at_once, ResolutionEvent)
    anew = a_rule(question, outcome="no", note="")
    with pytest.raises(Invalid) as refused:
        actions.decide(session, editor, anew, LATER, WINDOW)
    assert set(refused.value.fields) == {"note"}


def test_a_second_editor_is_told_of_the_first_proposal(session: Session) -> None:
    question, editor = a_question(session), actor_of(a_person(session, role="editor"))
    a_proposal(session, question)
    with pytest.raises(Conflict, match="has been proposed"):
        actions.decide(session, editor, a_rule(question, haste="Now."), LATER, WINDOW)
    with pytest.raises(Refused, match="Take it back"):
        a_ruling(session, question)


@pytest.mark.parametrize("role", ["reader", "moderator"])
def test_only_editors_propose_and_answer(session: Session, role: str) -> None:
    question, person = a_question(session), actor_of(a_person(session, role=role))
    with pytest.raises(Refused, match="editors"):
        actions.decide(session, person, a_rule(question), LATER, WINDOW)
    objection = an_objection(session, a_proposal(session, question))
    with pytest.raises(Refused, match="editors"):
        reply = Reply(question.id, objection.id, is_upheld=True, words="So.")
        actions.answer(session, person, reply, LATER + 2 * HOUR)


def test_the_history_tells_everything_and_that_an_editor_has_a_stake(session: Session) -> None:
    question, editor = a_question(session), a_person(session, role="editor", name="Edi")
    ada = a_person(session, name="Ada")
    a_forecast(session, question, editor, 90, at=START)
    proposed = a_proposal(session, question, editor=editor)
    objection = an_objection(session, proposed, ada)
    reply = Reply(question.id, objection.id, is_upheld=True, words="It was adopted.")
    actions.answer(session, actor_of(editor), reply, LATER + 2 * HOUR)
    actions.settle(session, question.id, OVER)
    assert told(session, question) == [
        "Edi, editor: proposed: Yes",
        "Ada: objected",
        "Edi, editor: answered Ada: the outcome stands as proposed",
        "As proposed: decided: Yes, since objections were answered",
    ]
    assert proposed.has_stake
    face = queries.face(session, question.id, None, OVER)
    first = presenters.steps(queries.course(session, question.id, face.rulings), face)[0]
    assert first.stake


def test_the_words_of_a_deleted_account_leave_the_history(session: Session) -> None:
    ada, question = a_person(session), a_question(session)
    an_objection(session, a_proposal(session, question), ada, body="Ada was here.")
    actions.connect()
    announce(session, Erased(ada.id, LATER))
    session.expire_all()
    kept = session.scalars(select(OutcomeObjection)).one()
    assert "Ada" not in kept.body
    assert not kept.source_url


def test_who_forecast_too_late_is_told_in_their_own_history(session: Session) -> None:
    question, ada = a_question(session), a_person(session)
    a_forecast(session, question, ada, 40, at=START + DAY)
    a_forecast(session, question, ada, 95, at=START + 6 * DAY)
    a_ruling(session, question, knowable_at=START + 5 * DAY)
    face = queries.face(session, question.id, ada.id, LATER)
    own = presenters.card(face, actor_of(ada)).own
    assert own is not None
    assert [deed.note for deed in own.deeds] == [
        "changed; not scored, the answer was knowable",
        "first answer",
    ]
