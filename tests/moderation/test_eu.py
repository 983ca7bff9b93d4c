"""Statements of reasons leave in the shape of the EU's database, without what anybody typed."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from discuss.accounts.models import Person
from discuss.moderation import actions, queries
from discuss.moderation.actions.commands import Impose
from discuss.moderation.rules import eu
from discuss.moderation.rules.eu import Restriction
from discuss.moderation.rules.outcomes import ILLEGAL
from discuss.moderation.rules.phrases import MACHINE
from discuss.moderation.rules.reasons import REASONS
from tests.fixtures.databases import Budget
from tests.makers.accounts import a_person, actor_of
from tests.makers.comments import a_comment
from tests.makers.moderation import (
    DECIDED,
    a_decision,
    a_held_comment,
    a_moderator,
    a_notice,
    a_report,
)

WHOLE = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
SITE = "https://example.org"
SECRET = "Zebedee"
"""A name that stands in whatever anybody types below."""

VISIBILITIES = {
    *(f"DECISION_VISIBILITY_CONTENT_{act}" for act in ("REMOVED", "DISABLED", "DEMOTED")),
    *(f"DECISION_VISIBILITY_CONTENT_{act}" for act in ("AGE_RESTRICTED", "LABELLED")),
    *("DECISION_VISIBILITY_CONTENT_INTERACTION_RESTRICTED", "DECISION_VISIBILITY_OTHER"),
}
ALLOWED = {
    "decision_account": {"DECISION_ACCOUNT_SUSPENDED", "DECISION_ACCOUNT_TERMINATED"},
    "decision_ground": {
        "DECISION_GROUND_ILLEGAL_CONTENT",
        "DECISION_GROUND_INCOMPATIBLE_CONTENT",
    },
    "incompatible_content_illegal": {"Yes", "No"},
    "automated_detection": {"Yes", "No"},
    "automated_decision": {
        f"AUTOMATED_DECISION_{how}" for how in ("FULLY", "PARTIALLY", "NOT_AUTOMATED")
    },
    "source_type": {
        *("SOURCE_ARTICLE_16", "SOURCE_TRUSTED_FLAGGER"),
        *("SOURCE_TYPE_OTHER_NOTIFICATION", "SOURCE_VOLUNTARY"),
    },
    "category": {
        f"STATEMENT_CATEGORY_{name}"
        for name in (
            *("ANIMAL_WELFARE", "CONSUMER_INFORMATION", "CYBER_VIOLENCE"),
            *("CYBER_VIOLENCE_AGAINST_WOMEN", "DATA_PROTECTION_AND_PRIVACY_VIOLATIONS"),
            *("ILLEGAL_OR_HARMFUL_SPEECH", "INTELLECTUAL_PROPERTY_INFRINGEMENTS"),
            *("NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS", "NOT_SPECIFIED_NOTICE"),
            *("OTHER_VIOLATION_TC", "PROTECTION_OF_MINORS", "RISK_FOR_PUBLIC_SECURITY"),
            *("SCAMS_AND_FRAUD", "SELF_HARM", "UNSAFE_AND_PROHIBITED_PRODUCTS", "VIOLENCE"),
        )
    },
}
LONGEST = {
    "decision_visibility_other": 500,
    "incompatible_content_ground": 500,
    "incompatible_content_explanation": 2000,
    "illegal_content_legal_ground": 500,
    "illegal_content_explanation": 2000,
    "decision_facts": 5000,
}
REQUIRED = {
    *ALLOWED,
    *("content_type", "content_date", "territorial_scope", "application_date"),
    *("decision_facts", "puid"),
} - {"decision_account", "incompatible_content_illegal"}
GROUNDS = {
    "DECISION_GROUND_ILLEGAL_CONTENT": {
        "illegal_content_legal_ground",
        "illegal_content_explanation",
    },
    "DECISION_GROUND_INCOMPATIBLE_CONTENT": {
        "incompatible_content_ground",
        "incompatible_content_explanation",
        "incompatible_content_illegal",
    },
}
DATES = ("content_date", "application_date")
OPTIONAL = {
    *("decision_visibility", "decision_visibility_other", "decision_ground_reference_url"),
    *("content_language", "end_date_visibility_restriction", "end_date_account_restriction"),
    "decision_account",
}


def check(said: dict[str, object]) -> None:
    """Fail unless the database would take this statement."""
    required = REQUIRED | GROUNDS[str(said["decision_ground"])]
    assert required <= said.keys() <= required | OPTIONAL
    assert ("decision_visibility" in said) != ("decision_account" in said)
    for name, values in ALLOWED.items():
        assert said.get(name, next(iter(values))) in values, name
    for name, longest in LONGEST.items():
        assert 0 < len(str(said.get(name, "x"))) <= longest, name
    shown = said.get("decision_visibility", [])
    assert set(shown) <= VISIBILITIES  # type: ignore[call-overload]
    assert ("DECISION_VISIBILITY_OTHER" in shown) is ("decision_visibility_other" in said)  # type: ignore[operator]
    assert said["content_type"] == ["CONTENT_TYPE_TEXT"]
    assert len(said["territorial_scope"]) == 30  # type: ignore[arg-type]
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,500}", str(said["puid"]))
    assert re.fullmatch(r"[A-Z]{2}", str(said.get("content_language", "EN")))
    days = {name: date.fromisoformat(str(said[name])) for name in DATES}
    for name in said.keys() & OPTIONAL:
        if name.startswith("end_date"):
            assert date.fromisoformat(str(said[name])) >= days["application_date"]


def test_every_reason_source_and_measure_has_a_statement_that_the_database_takes() -> None:
    reasons = [("reject", reason.code, f"{reason.clause or 2}@1") for reason in REASONS]
    reasons.append((ILLEGAL, "", ""))
    measures = [(kind, "", "2@1") for kind in ("premoderation", "suspension", "ban")]
    ends = (None, DECIDED + timedelta(days=3))
    puids = set()
    for n, (what, source, end) in enumerate(product([*reasons, *measures], MACHINE, ends)):
        measure, reason, clause = what
        said = eu.statement(
            Restriction(
                *(n, measure, n % 2 == 0, reason, clause),
                *("§ 130 StGB" if measure == ILLEGAL else "", n % 3 == 0, source),
                *(source == "held", "en-GB", DECIDED, DECIDED, end),
            ),
            SITE,
        )
        check(said)
        puids.add(said["puid"])
    assert len(puids) == n + 1


def told_in(session: Session) -> dict[str, dict[str, object]]:
    """Return the statements of a year by their numbers."""
    found = (eu.statement(each, SITE) for each in queries.restrictions(session, WHOLE))
    return {str(said["puid"]): said for said in found}


def test_rejections_that_count_are_told_once_without_what_anybody_typed(
    session: Session, query_budget: Budget
) -> None:
    moderator, author = a_moderator(session), a_person(session, SECRET)
    words = {"explanation": f"{SECRET} was attacked."}
    held = a_decision(session, a_held_comment(session, author), by=moderator, **words)
    reported, noticed = (a_comment(session, author, body=f"{SECRET} lies.") for _ in range(2))
    a_report(session, reported, note=f"{SECRET} again")
    a_notice(session, noticed, name=SECRET)
    by_readers = a_decision(session, reported, by=moderator, **words)
    by_notice = a_decision(session, noticed, by=moderator, reason="ILLEGAL", **words)
    back = a_decision(session, reported, "restore", at=DECIDED + timedelta(days=1), **words)
    undone = a_decision(session, a_held_comment(session), by=moderator)
    actions.undo(session, actor_of(moderator), undone.id, DECIDED + timedelta(seconds=2))
    a_decision(session, a_held_comment(session), "approve", by=moderator)
    session.commit()

    with query_budget(3):  # comments, steps towards accounts, and what was hidden for an hour
        told = told_in(session)
    assert list(told) == [f"decision-{each.id}" for each in (held, by_readers, by_notice)]
    for said in told.values():
        check(said)
        assert SECRET not in json.dumps(said)
    one, two, three = told.values()
    assert one["automated_detection"] == "Yes"
    assert one["decision_visibility"] == ["DECISION_VISIBILITY_CONTENT_DISABLED"]
    assert two["source_type"] == "SOURCE_TYPE_OTHER_NOTIFICATION"
    assert two["end_date_visibility_restriction"] == f"{back.effective_at:%Y-%m-%d}"
    assert three["source_type"] == "SOURCE_ARTICLE_16"
    assert three["incompatible_content_illegal"] == "Yes"


def test_accounts_are_told_of_when_it_counts_and_the_command_prints_it(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    moderator, admin = a_moderator(session), a_person(session, role="admin")
    kinds = ("ban", "ban", "premoderation", "warning")
    ban, _, first, _ = (_impose(session, moderator, each) for each in kinds)
    actions.confirm_ban(session, actor_of(admin), ban, DECIDED + timedelta(hours=1))
    session.commit()
    told = told_in(session)
    assert list(told) == [f"sanction-{ban}", f"sanction-{first}"]
    assert told[f"sanction-{ban}"]["decision_account"] == "DECISION_ACCOUNT_SUSPENDED"
    for said in told.values():
        check(said)
        assert SECRET not in json.dumps(said)

    monkeypatch.setitem(app.extensions, "discuss_prepare", lambda: None)
    run = app.test_cli_runner().invoke(args=["moderation", "statements", "2026-03"])
    assert [json.loads(line)["puid"] for line in run.output.splitlines()] == list(told)
    assert app.test_cli_runner().invoke(args=["moderation", "statements", "March"]).exit_code != 0


def _impose(session: Session, by: Person, kind: str) -> int:
    command = Impose(a_person(session).handle, kind, "5", f"{SECRET} complained.", None)
    return actions.impose(session, actor_of(by), command, DECIDED).id
