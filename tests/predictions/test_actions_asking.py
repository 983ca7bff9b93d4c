"""Editors ask, word anew and open questions."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.accounts.rules import Actor
from discuss.kit.errors import Conflict, Invalid, Missing, Refused
from discuss.predictions import actions, queries
from discuss.predictions.actions.asking import keyed
from discuss.predictions.actions.commands import Ask, Revise
from discuss.predictions.rules.lifecycle import State
from discuss.predictions.rules.wellformed import Draft, Kind, faults
from tests.makers.accounts import a_person
from tests.makers.articles import an_article
from tests.makers.predictions import START, a_forecast, a_question, a_wording

HOUR = timedelta(hours=1)


def an_editor(session: Session) -> Actor:
    return actor_of(a_person(session, role="editor"))


@pytest.mark.parametrize("role", ["reader", "moderator"])
def test_only_editors_ask(session: Session, role: str) -> None:
    prompt, person = an_article(session).prompt, actor_of(a_person(session, role=role))
    with pytest.raises(Refused, match="editors"):
        actions.ask(session, person, Ask(prompt.id, Kind.BINARY, a_wording()), START)


def test_the_same_question_asked_twice_is_one(session: Session) -> None:
    prompt, editor, wording = an_article(session).prompt, an_editor(session), a_wording()
    first = actions.ask(session, editor, Ask(prompt.id, Kind.BINARY, wording), START)
    again = actions.ask(session, editor, Ask(prompt.id, Kind.BINARY, wording), START)
    assert first.id == again.id


def test_a_question_that_cannot_be_decided_is_not_asked(session: Session) -> None:
    prompt, editor = an_article(session).prompt, an_editor(session)
    wording = a_wording(title="It will", criteria="", source_name="", close_at=START)
    with pytest.raises(Invalid) as refused:
        actions.ask(session, editor, Ask(prompt.id, Kind.BINARY, wording), START)
    assert set(refused.value.fields) == {"title", "criteria", "source_name", "close_at"}


def test_a_question_needs_a_prompt(session: Session) -> None:
    with pytest.raises(Missing):
        actions.ask(session, an_editor(session), Ask(10**6, Kind.BINARY, a_wording()), START)


def test_a_draft_is_opened_by_hand(session: Session) -> None:
    question = a_question(session, published=False, open_at=START + HOUR)
    assert queries.face(session, question.id, None, START).state is State.DRAFT
    editor = an_editor(session)
    actions.open_now(session, editor, question.id, START)
    actions.open_now(session, editor, question.id, START)
    face = queries.face(session, question.id, None, START)
    assert face.state is State.OPEN
    assert face.revision.reason == "Opened before its date."
    a_forecast(session, question, at=START)


def test_a_change_is_a_revision_with_a_public_reason(session: Session) -> None:
    question, editor = a_question(session), an_editor(session)
    wording = a_wording(title="Will the bridge be blue before May?")
    with pytest.raises(Invalid, match="Say why"):
        actions.revise(session, editor, Revise(question.id, 1, wording, " "), START)
    actions.revise(session, editor, Revise(question.id, 1, wording, "Wrong colour."), START)
    newest, first = queries.revisions(session, question.id)
    assert (newest.title, newest.reason) == (wording.title, "Wrong colour.")
    assert first.n == 1
    with pytest.raises(Conflict, match="Another editor"):
        actions.revise(session, editor, Revise(question.id, 1, wording, "Again."), START)


def test_answers_keep_their_keys_and_no_key_is_used_twice() -> None:
    first = keyed(("Red", "Blue", "Other"), ())
    assert [each["key"] for each in first] == ["a", "b", "other"]
    second = keyed(("Green", "red", "None of these"), first)
    assert [(e["key"], e["label"], e["live"]) for e in second] == [
        ("c", "Green", True),
        ("a", "red", True),
        ("b", "Blue", False),
        ("other", "None of these", True),
    ]


def test_a_forecast_from_before_an_answer_was_added_still_stands(session: Session) -> None:
    question, editor = a_question(session, kind="choice", min_show=1), an_editor(session)
    ada = a_person(session)
    a_forecast(session, question, ada, shares={"a": 60, "b": 20, "other": 20})
    wording = a_wording(options=("Red", "Blue", "Green", "None of these"))
    actions.revise(session, editor, Revise(question.id, 1, wording, "One more."), START + HOUR)
    session.commit()
    crowd = queries.face(session, question.id, ada.id, START + HOUR).told.crowd
    assert [each.key for each in crowd.answers] == ["a", "b", "c", "other"]


def test_the_bundled_questions_are_well_formed_and_lie_ahead(session: Session) -> None:
    prompt = an_article(session).prompt
    now = datetime(2026, 11, 24, 13, 30, tzinfo=UTC)
    asked = actions.bundled(session, prompt, now)
    assert [question.kind for question in asked] == ["binary", "binary", "binary", "choice"]
    assert actions.bundled(session, prompt, now) == []
    assert actions.bundled(session, None, now) == []
    for face in queries.board(session, prompt.id, None, now):
        said = face.revision
        draft = Draft(
            said.title,
            said.criteria,
            said.source_name,
            Kind(face.question.kind),
            said.open_at,
            said.close_at,
            said.resolve_by,
            tuple(queries.live_options(said).values()),
        )
        assert faults(draft, now) == []
        assert face.state is State.OPEN
        assert f"{said.close_at.day} {said.close_at:%B %Y}" in said.title
        assert now < said.close_at < said.resolve_by


def test_a_word_can_be_mended_after_the_close(session: Session) -> None:
    question, editor = a_question(session), an_editor(session)
    wording = replace(a_wording(), criteria="Decided yes if the minutes of the council say it.")
    after = START + timedelta(days=11)
    actions.revise(session, editor, Revise(question.id, 1, wording, "Clearer."), after)
    assert queries.face(session, question.id, None, after).state is State.CLOSED
