"""The site's own scorer learns from decisions, says how good it is, and decides nothing."""

import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.comments.models import Comment, CommentRevision
from discuss.moderation import actions, queries
from discuss.moderation.models import DetectorResult, ScorerModel
from discuss.moderation.rules import scoring
from discuss.moderation.rules.scoring import Decided, Measure
from discuss.settings import Settings
from tests.makers.accounts import a_person, sign_in
from tests.makers.comments import a_comment
from tests.makers.moderation import DECIDED, a_decision, a_moderator, a_report

Mode = Callable[[str], None]
RUDE = ("you clown", "what a liar", "shut up", "you fraud")
CIVIL = ("the cost is higher", "rents rose", "the source says June", "I doubt it")
VILE = "So you clown, what a liar you are, shut up."


def a_trained_scorer(session: Session) -> ScorerModel:
    model = actions.keep_trained(session, scoring.train(decided(160)), DECIDED)
    session.commit()
    return model


def decided(count: int, seed: int = 3) -> list[Decided]:
    dice = random.Random(seed)
    return [
        Decided(f"Well, {' and '.join(dice.sample(RUDE if n % 2 else CIVIL, 2))}, {n}.", n % 2 == 1)
        for n in range(count)
    ]


@pytest.fixture
def mode(session: Session) -> Mode:
    def choose(scorer: str) -> None:
        session.info["settings"] = Settings(instance=Path(), scorer=scorer)

    return choose


def scored(session: Session, comment: Comment) -> DetectorResult | None:
    found = select(DetectorResult).join(
        CommentRevision, CommentRevision.id == DetectorResult.revision_id
    )
    of_it = found.where(CommentRevision.comment_id == comment.id)
    return session.scalars(of_it.where(DetectorResult.detector == "scorer")).first()


def test_what_was_learned_is_the_same_for_the_same_decisions() -> None:
    first, second = scoring.train(decided(100)), scoring.train(decided(100))
    assert first == second
    assert first.held_out == 25


def test_precision_and_recall_are_of_decisions_that_were_held_out() -> None:
    pairs = [(0.9, True), (0.8, False), (0.7, True), (0.2, True), (0.1, False)]
    measure = scoring.measure(pairs, 0.7)
    assert (measure.found, measure.right, measure.rejected) == (3, 2, 3)
    assert (measure.precision, measure.recall) == (2 / 3, 2 / 3)
    assert scoring.measure(pairs, 0.95).precision is None


def test_a_scorer_that_is_never_right_enough_says_nothing() -> None:
    assert scoring.threshold_of([Measure(0.5, 10, 5, 9), Measure(0.6, 4, 3, 9)]) > 1
    assert scoring.threshold_of([Measure(0.5, 10, 5, 9), Measure(0.6, 5, 4, 9)]) == 0.6


def test_the_scorer_is_off_until_somebody_switches_it_on(session: Session) -> None:
    a_trained_scorer(session)
    comment = a_comment(session, body=VILE)
    assert (comment.state, scored(session, comment)) == ("published", None)


@pytest.mark.parametrize(
    ("chosen", "verdict", "state"),
    [("note", "allow", "published"), ("advise", "advise", "published"), ("hold", "hold", "held")],
)
def test_the_scorer_goes_as_far_as_it_may_and_never_rejects(
    session: Session, mode: Mode, chosen: str, verdict: str, state: str
) -> None:
    a_trained_scorer(session)
    mode(chosen)
    comment = a_comment(session, body=VILE)
    found = scored(session, comment)
    assert found is not None
    assert (found.verdict, comment.state) == (verdict, state)
    assert (found.score or 0) > 0.8
    assert a_comment(session, body="The source says June, I doubt it.").state == "published"


def test_the_site_runs_without_the_extra_and_says_so(
    client: FlaskClient, session: Session, mode: Mode, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_trained_scorer(session)
    monkeypatch.setattr(scoring, "find_spec", lambda _name: None)
    mode("hold")
    assert a_comment(session, body=VILE).state == "published"
    sign_in(client, a_moderator(session), session)
    assert "is not installed here" in client.get("/desk/scorer").text


def test_moderators_see_how_good_the_scorer_is(client: FlaskClient, session: Session) -> None:
    sign_in(client, a_moderator(session), session)
    assert "It has not learned anything yet." in client.get("/desk/scorer").text
    a_trained_scorer(session)
    page = client.get("/desk/scorer").text
    assert "It learned from 160 decisions, of which 80 rejected." in page
    assert "Of the 40 newest decisions, which it had not seen" in page
    assert "0.50, in use" in page
    sign_in(client, a_person(session), session)
    assert client.get("/desk/scorer").status_code == 403


def test_what_was_restored_counts_as_approved_and_what_was_undone_not_at_all(
    session: Session,
) -> None:
    first, second, third = (a_comment(session, body=f"Number {n}.") for n in range(3))
    for comment in (first, second, third):
        a_report(session, comment)
    a_decision(session, first, "reject")
    a_decision(session, first, "restore", at=DECIDED + timedelta(days=1))
    a_decision(session, second, "reject")
    moderator = a_moderator(session)
    undone = a_decision(session, third, "reject", by=moderator)
    actions.undo(session, actor_of(moderator), undone.id, DECIDED)
    found = queries.decided_words(session, DECIDED + timedelta(days=2))
    assert found == [
        Decided("Number 0.", is_rejected=False),
        Decided("Number 1.", is_rejected=True),
    ]


def test_training_needs_decisions_and_tells_how_good_it_became(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.extensions, "discuss_prepare", lambda: None)

    def train() -> Result:
        return app.test_cli_runner().invoke(args=["moderation", "train"])

    assert "too little to learn from" in train().output
    monkeypatch.setattr(queries, "decided_words", lambda _session, _now: decided(160))
    assert "It learned from 160 decisions" in train().output
    assert session.scalars(select(ScorerModel)).one().threshold == 0.5
    monkeypatch.setattr(scoring, "find_spec", lambda _name: None)
    refused = train()
    assert (refused.exit_code, "Install the extra" in refused.output) == (1, True)
