"""What stays, what goes and what is told, whoever does what at once, on a site of each database."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from discuss.comments import queries as comments
from discuss.comments.models import Comment, CommentRevision
from discuss.inbox.models import Notice
from discuss.kit import audit
from discuss.moderation import queries
from discuss.moderation.actions import detectors
from discuss.moderation.models import DetectorResult, Report
from discuss.moderation.rules import clauses
from discuss.moderation.rules.clauses import Clause
from discuss.moderation.rules.intake import PATIENCE_MS
from discuss.moderation.rules.notices import LINK
from discuss.moderation.rules.priority import MOST_BY_REPORTS, explained
from discuss.moderation.rules.reporting import HEAVIEST
from discuss.web.tokens import sign
from tests.fixtures.sites import Site
from tests.makers.accounts import PASSWORD, a_person
from tests.makers.comments import a_comment
from tests.makers.moderation import a_notice, a_report
from tests.moderation.newsroom import (
    ROUNDS,
    Later,
    a_visitor,
    as_seen,
    at_once,
    codes,
    fresh,
    reported,
)

pytestmark = pytest.mark.xdist_group("newsroom")

PECULIAR = "A porcupine says so."
MANY = 500 if ROUNDS >= 200 else 12
"""Accounts that report at once: as many as the scenario says where nobody waits for it."""


def test_9_withdrawn_under_a_legal_notice_the_text_stays_with_the_case_alone(
    newsroom: Site,
) -> None:
    moderator, author = a_visitor(newsroom, "moderator"), a_visitor(newsroom)
    comment_id = fresh(newsroom, author, PECULIAR)
    with newsroom.session() as session:
        comment = session.get_one(Comment, comment_id)
        slug = comments.home_of(session, comment.prompt_id)[1]
        token = sign(newsroom.app.config["DISCUSS"], LINK, [a_notice(session, comment).report_id])
    page = f"/desk/cases/{as_seen(newsroom, comment_id).case_id}"
    assert author.call(f"/comments/{comment_id}/withdrawal").status_code == 204
    assert PECULIAR in moderator.get(page).text
    assert PECULIAR not in newsroom.app.test_client().get(f"/articles/{slug}").text
    assert (
        "withdrawn by its author" in newsroom.app.test_client().get(f"/legal-notice/{token}").text
    )
    gone = author.call("/me", {"password": PASSWORD}, "DELETE")
    assert gone.status_code == 204
    export = newsroom.app.test_cli_runner().invoke(args=["exchange", "export", slug])
    assert (export.exit_code, PECULIAR in export.output) == (0, False)
    with newsroom.session() as session:
        words = session.scalars(
            select(CommentRevision.text).where(CommentRevision.comment_id == comment_id)
        ).all()
        assert set(words) == {""}


def test_10_the_record_is_whole_after_an_account_was_deleted_during_a_decision(
    newsroom: Site,
) -> None:
    moderator = a_visitor(newsroom, "moderator")
    for _ in range(ROUNDS):
        author = a_visitor(newsroom, "reader", "Zenobia Quill")
        seen = as_seen(newsroom, reported(newsroom, author, PECULIAR))
        decided, gone = at_once(
            lambda: moderator.decides(seen),  # noqa: B023
            lambda: author.call("/me", {"password": PASSWORD}, "DELETE"),  # noqa: B023
        )
        assert gone.status_code == 204
        assert decided.status_code in {201, 409}
    with newsroom.session() as session:
        assert audit.verify(session) is None
        assert comments.recount(session) == []
        kept = session.execute(select(audit.AuditRow.about, audit.AuditRow.facts)).all()
    assert "orcupine" not in str(kept)
    assert "Zenobia" not in str(kept)


@settings(max_examples=ROUNDS, deadline=None)
@given(data=st.data())
def test_11_restoring_the_root_of_a_branch_brings_all_back_that_stood_below(
    newsroom: Site, data: st.DataObject
) -> None:
    parents = data.draw(st.lists(st.integers(0, 20), min_size=2, max_size=6))
    gone = data.draw(st.sets(st.integers(1, len(parents)), max_size=3))
    ids = a_branch(newsroom, parents)
    moderators = [a_visitor(newsroom, "moderator") for _ in range(2)]
    for n in gone:
        assert moderators[0].decides(as_seen(newsroom, ids[n])).status_code == 201
    before = standing(newsroom, ids)
    assert moderators[0].decides(as_seen(newsroom, ids[0])).status_code == 201
    assert standing(newsroom, ids) != before
    back = as_seen(newsroom, ids[0], "restore")
    assert codes(at_once(*(lambda by=by: by.decides(back) for by in moderators))) == [201, 409]  # type: ignore[misc]
    assert standing(newsroom, ids) == before


def a_branch(site: Site, parents: Sequence[int]) -> list[int]:
    """Return a comment and replies below it, all of them reported, each below an earlier one."""
    with site.session() as session:
        author, branch = a_person(session), [a_comment(session)]
        for parent in parents:
            branch.append(a_comment(session, author, parent=branch[parent % len(branch)]))
        for comment in branch:
            a_report(session, comment)
        return [comment.id for comment in branch]


def standing(site: Site, ids: Sequence[int]) -> object:
    """Return what readers see and count of a branch, and what they count of its discussion."""
    with site.session() as session:
        assert comments.recount(session) == []
        rows = [session.get_one(Comment, each) for each in ids]
        found = comments.discussion(session, rows[0].prompt_id)
        return (found.comment_count, found.root_count), [
            (c.state, c.is_shown, c.reply_count, c.neg_replies, c.descendant_count) for c in rows
        ]


@pytest.mark.parametrize(("holding", "state"), [("suspect_word", "held"), ("", "published")])
def test_12_a_check_that_takes_too_long_is_recorded_and_holds_where_the_site_says_so(
    newsroom: Site, monkeypatch: pytest.MonkeyPatch, holding: str, state: str
) -> None:
    monkeypatch.setattr(detectors, "Stopwatch", Slow)
    chosen = replace(newsroom.app.config["DISCUSS"], holding_checks=holding)
    monkeypatch.setitem(newsroom.app.config, "DISCUSS", chosen)
    author, moderator = a_visitor(newsroom), a_visitor(newsroom, "moderator")
    body = {"body": "Relief is no pressure.", "submission_key": f"slow-{holding}-key"}
    comment = author.call("/articles/1/comments", body).json
    assert comment["state"] == state
    with newsroom.session() as session:
        revision = comments.revision(session, comment["id"], 1)
        found = session.get_one(DetectorResult, (revision.id, "suspect_word"))
        assert (found.error, found.ms) == ("timeout", Slow.ms)
    if state == "held":
        page = moderator.get(f"/desk/cases/{as_seen(newsroom, comment['id']).case_id}").text
        assert "could not look (timeout)" in page


class Slow:
    """A stopwatch by which every check takes too long."""

    ms = PATIENCE_MS + 1


def test_13_any_number_of_new_accounts_at_once_hide_nothing_and_raise_one_alarm(
    newsroom: Site,
) -> None:
    moderator, comment_id = a_visitor(newsroom, "moderator"), fresh(newsroom)
    crowd = [a_visitor(newsroom) for _ in range(MANY)]
    with newsroom.session() as session:
        body = {"revision_id": comments.revision(session, comment_id, 1).id, "reason": "insult"}
    path = f"/comments/{comment_id}/reports"
    for first in range(0, MANY, 10):
        sent = at_once(*(lambda by=by: by.call(path, body) for by in crowd[first : first + 10]))  # type: ignore[misc]
        assert codes(sent) == [201] * len(sent)
    with newsroom.session() as session:
        case = queries.case_of(session, comment_id)
        assert case is not None
        assert case.report_count == MANY
        weights = session.scalars(select(Report.weight).where(Report.case_id == case.id)).all()
        assert max(weights) <= HEAVIEST
        assert explained(case.queue, case.neg_priority, case.opened_at, case.opened_at)[1] <= (
            MOST_BY_REPORTS
        )
        assert session.get_one(Comment, comment_id).state == "published"
        title = "Many new accounts report one comment"
        alarms = select(Notice.id).where(Notice.person_id == moderator.id, Notice.title == title)
        assert len(session.scalars(alarms).all()) == 1


def test_14_only_a_notice_about_abuse_of_children_goes_without_an_address(newsroom: Site) -> None:
    comment_id = fresh(newsroom)
    body = {
        "address": f"/comments/{comment_id}",
        "explanation": "It calls for violence.",
        "good_faith": True,
        "submission_key": "a-notice-without-a-name",
    }
    path = "/api/v1/legal-notices"
    programs = [newsroom.app.test_client() for _ in range(2)]
    refused = programs[0].post(path, json=body)
    assert (refused.status_code, set(refused.json["errors"])) == (422, {"name", "email"})
    for turn in range(ROUNDS):
        body = body | {"protects_children": True, "submission_key": f"pressed-{turn}"}
        sent = at_once(*(lambda by=by: by.post(path, json=body) for by in programs))  # type: ignore[misc]  # noqa: B023
        assert codes(sent) == [201, 201]
        assert len({answer.json["reference"] for answer in sent}) == 1


def test_15_a_statement_cites_the_rule_as_it_was_when_somebody_decided(
    newsroom: Site, later: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = a_visitor(newsroom, "moderator"), a_visitor(newsroom, "moderator")
    authors = [a_visitor(newsroom) for _ in range(2)]
    ids = [reported(newsroom, author) for author in authors]
    chosen = authors[0].call("/me/language", {"language": "de"}, "PUT")
    assert chosen.json["language"] == "de"
    old = first.decides(as_seen(newsroom, ids[0])).json
    newer = Clause("2", 2, "Be kind to people", "Say it kindly.", date(2026, 6, 1))
    monkeypatch.setitem(clauses.CURRENT, "2", newer)
    monkeypatch.setitem(clauses.BY_REFERENCE, newer.reference, newer)
    new = second.decides(as_seen(newsroom, ids[1])).json
    later(seconds=13)
    told = [
        author.get(f"/statements/{each['id']}").text
        for author, each in zip(authors, (old, new), strict=True)
    ]
    german = "Streiten Sie mit dem Argument, nicht mit dem Menschen"
    assert f"Regel 2, „{german}“ (Fassung 1)." in told[0]
    assert 'lang="de"' in told[0]
    assert "Rule 2, “Be kind to people” (version 2)." in told[1]
    assert (old["clause"], new["clause"]) == ("2@1", "2@2")
    assert "Be kind to people" in first.get("/rules").text
    assert '<html lang="en-GB"' in told[0]
