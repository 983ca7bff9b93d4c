"""What happens to new words: checks look, hold or advise, and everything is recorded."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from discuss.accounts.acting import actor_of
from discuss.accounts.actions import erase
from discuss.accounts.models import Person
from discuss.comments import actions as comments
from discuss.comments.actions.commands import Edit
from discuss.comments.models import Comment, CommentRevision, Hold
from discuss.kit import clock
from discuss.kit.richtext import render
from discuss.moderation import actions
from discuss.moderation.actions import intake
from discuss.moderation.actions.commands import AddWord
from discuss.moderation.models import DetectorResult, WordPrint, WordRule
from discuss.moderation.rules.prints import KNOWN
from tests.fixtures.databases import Budget
from tests.makers.accounts import a_person, sign_in
from tests.makers.comments import START, a_comment, a_discussion
from tests.makers.moderation import DECIDED, a_decision, a_moderator, a_report, case_of
from tests.moderation.asking import post, token

LONG = (
    "The bank promised calm in March and the market believed it until the figures of June came "
    "out, which were worse than anybody in the room had said aloud until then, as it happens."
)


def why(session: Session, comment: Comment) -> list[str]:
    held = select(Hold.reason).join(CommentRevision, CommentRevision.id == Hold.revision_id)
    return list(session.scalars(held.where(CommentRevision.comment_id == comment.id)).all())


def a_rule(session: Session, kind: str, phrase: str) -> WordRule:
    command = AddWord(phrase, "A test.", kind)
    rule = actions.add_word(session, actor_of(a_moderator(session)), command, DECIDED)
    session.commit()
    return rule


def experienced(session: Session) -> Person:
    author = a_person(session)
    for n in range(3):
        a_comment(session, author, body=f"An argument, number {n}.")
    return author


def test_nearly_the_same_words_from_another_account_within_a_day_are_held(
    session: Session,
) -> None:
    first = a_comment(session, body=LONG)
    second = a_comment(session, body=LONG.replace("Sunday", "Monday").replace("calm", "quiet"))
    third = a_comment(session, body=LONG, at=second.created_at + timedelta(hours=25))
    assert (first.state, second.state, third.state) == ("published", "held", "published")
    assert why(session, second) == ["repeat"]


def test_a_reply_that_quotes_somebody_is_no_copy(session: Session) -> None:
    first = a_comment(session, body=LONG)
    answer = a_comment(session, parent=first, body=f"> {LONG}\n\nWhich figures do you mean?")
    assert answer.state == "published"


def test_words_that_a_moderator_rejected_are_held_from_whomever_they_come(
    session: Session,
) -> None:
    bad = a_comment(session, body=LONG, at=START)
    a_report(session, bad)
    a_decision(session, bad)
    session.commit()
    again = a_comment(session, body=LONG, at=DECIDED + timedelta(days=3))
    late = a_comment(session, body=LONG, at=DECIDED + timedelta(days=40))
    assert (again.state, late.state) == ("held", "published")
    assert why(session, again) == ["rejected_before"]


def test_whose_comments_are_often_rejected_waits_for_a_moderator(session: Session) -> None:
    author = a_person(session)
    for n in range(5):
        comment = a_comment(session, author, body=f"Something about figure {n}.")
        a_report(session, comment)
        a_decision(session, comment, "reject" if n < 2 else "approve")
    after = a_comment(session, author, at=DECIDED + timedelta(days=1), body="And another thing.")
    assert (after.state, why(session, after)) == ("held", ["history"])
    a_month_on = DECIDED + timedelta(days=32)
    assert a_comment(session, author, at=a_month_on, body="Later.").state == "published"


def test_lists_of_domains_hold_links_and_addresses_and_trust_others(session: Session) -> None:
    a_rule(session, "domain", "https://www.bad.example/offer")
    a_rule(session, "trusted", "good.example")
    a_rule(session, "address", "throwaway.example")
    regular = experienced(session)
    assert a_comment(session, regular, body="See https://shop.bad.example/x").state == "held"
    assert a_comment(session, body="See https://good.example/x").state == "published"
    passing = a_person(session)
    passing.email = "somebody@throwaway.example"
    session.commit()
    assert a_comment(session, passing, body="Hello there.").state == "held"


def test_an_edit_is_looked_at_again_and_never_compared_with_itself(session: Session) -> None:
    author = a_person(session)
    comment = a_comment(session, author, body=LONG)
    words = f"{LONG} Indeed."
    command = Edit(comment.id, 1, words, render(words))
    comments.edit(session, actor_of(author), command, comment.created_at + timedelta(minutes=1))
    assert comment.state == "published"
    counted = select(func.count(func.distinct(DetectorResult.revision_id)))
    assert session.scalar(counted) == 2


def test_checking_a_comment_takes_five_statements_however_many_there_are(
    session: Session, query_budget: Budget
) -> None:
    author = a_person(session)
    counts = []
    for _ in range(2):
        with query_budget(80) as seen:
            a_comment(session, author, body=f"{LONG} {len(counts)}")
        checks = [s for s in seen if "word_" in s or "detector" in s or "approved" in s]
        # Every so many wordings old prints are swept away, and which one it falls on is chance.
        counts.append(len([s for s in checks if not s.startswith("DELETE FROM word_print")]))
        for n in range(8):
            a_comment(session, body=f"Another argument, of the number {n}, in some words.")
    assert counts == [5, 5]


def test_prints_that_nobody_looks_up_any_more_are_swept_away_now_and_then(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "SWEEP", 1)
    a_comment(session, at=START)
    fresh = a_comment(session, at=START + KNOWN)
    last = a_comment(session, at=START + KNOWN + timedelta(seconds=1))
    kept = select(CommentRevision.comment_id).join(
        WordPrint, WordPrint.revision_id == CommentRevision.id
    )
    assert set(session.scalars(kept)) == {fresh.id, last.id}


def test_advice_is_given_once_with_the_words_kept_and_a_second_press_posts(
    client: FlaskClient, session: Session
) -> None:
    sign_in(client, a_person(session), session)
    article = a_discussion(session).article_id
    loud = "EVERYBODY SHOULD HAVE KNOWN THIS BEFORE THE VOTE WAS TAKEN"
    fields = {"body": loud, "submission_key": "k1", "do": "post"}
    first = post(client, f"/articles/{article}/comments", **fields)
    assert first.status_code == 422
    assert "reads as shouting" in first.text
    assert "Post it as it is" in first.text
    assert loud in first.text
    assert 'name="insist" value="1"' in first.text
    assert session.scalar(select(func.count()).select_from(Comment)) == 0
    second = post(client, f"/articles/{article}/comments", **fields, insist="1")
    assert second.status_code == 303
    results = dict(session.execute(select(DetectorResult.detector, DetectorResult.verdict)).all())
    assert results["shape"] == "advise"


def test_advice_comes_to_scripts_as_a_fragment_and_to_programs_as_a_problem(
    client: FlaskClient, session: Session
) -> None:
    secret = sign_in(client, a_person(session), session)
    article = a_discussion(session).article_id
    fragment = client.post(
        f"/articles/{article}/comments",
        data={"body": "HELLO " * 10, "do": "post", "csrf_token": token(client.get("/rules"))},
        headers={"Accept": "text/vnd.discuss.fragment+html"},
    )
    assert (fragment.status_code, "<html" in fragment.text) == (422, False)
    assert 'name="insist" value="1"' in fragment.text
    path = f"/api/v1/articles/{article}/comments"
    head = {"Authorization": f"Bearer {secret}"}
    problem = client.post(path, json={"body": "HELLO " * 10}, headers=head)
    assert problem.json is not None
    assert "insist" in problem.json["errors"]
    sent = client.post(path, json={"body": "HELLO " * 10, "insist": True}, headers=head)
    assert sent.status_code == 201


def test_the_same_words_twice_within_six_minutes_are_worth_a_look(
    client: FlaskClient, session: Session
) -> None:
    author = a_person(session)
    a_comment(session, author, body="I said so.", at=clock.now() - timedelta(minutes=3))
    sign_in(client, author, session)
    article = a_discussion(session).article_id
    said = post(client, f"/articles/{article}/comments", body="I *said* so", submission_key="k")
    assert (said.status_code, "You wrote the same words" in said.text) == (422, True)


def test_the_case_shows_what_every_check_said(client: FlaskClient, session: Session) -> None:
    a_rule(session, "domain", "bad.example")
    comment = a_comment(session, body="See https://bad.example/x")
    sign_in(client, a_moderator(session), session)
    page = client.get(f"/desk/cases/{case_of(session, comment).id}").text
    assert "It links to bad.example, which is on the list." in page
    assert "What every check said" in page
    assert "Earlier rejections" in page


def test_a_domain_is_tried_before_it_is_saved(client: FlaskClient, session: Session) -> None:
    a_comment(session, body="See https://bad.example/x")
    sign_in(client, a_moderator(session), session)
    fields = {"kind": "domain", "phrase": "https://bad.example/"}
    tried = post(client, "/desk/words", **fields, do="try")
    assert "What it would have held" in tried.text
    wrong = post(client, "/desk/words", kind="domain", phrase="nonsense", do="try")
    assert (wrong.status_code, "Enter a domain" in wrong.text) == (422, True)
    assert post(client, "/desk/words", **fields, do="save").status_code == 303
    assert session.scalars(select(WordRule.phrase)).all() == ["bad.example"]


def test_the_prints_of_a_deleted_account_are_forgotten(session: Session) -> None:
    author = a_person(session)
    a_comment(session, author, body=LONG)
    assert session.scalar(select(func.count()).select_from(WordPrint)) == 1
    erase(session, actor_of(author), DECIDED)
    assert session.scalar(select(func.count()).select_from(WordPrint)) == 0
