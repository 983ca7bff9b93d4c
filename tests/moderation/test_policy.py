"""Who may do what, as tables."""

from datetime import UTC, datetime, timedelta

import pytest

from discuss.accounts.rules import STRANGER, Actor
from discuss.moderation import policy
from discuss.moderation.models import Decision
from discuss.moderation.rules.statement import OBJECTION_WINDOW, UNDO_WINDOW

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
AUTHOR, READER, NEW, MODERATOR, OTHER, EDITOR, ADMIN = (
    Actor(person_id=n, name=role, role=role, is_confirmed=n != 3)
    for n, role in enumerate(
        ("reader", "reader", "reader", "moderator", "moderator", "editor", "admin"), start=1
    )
)


def a_rejection(outcome: str = "reject") -> Decision:
    return Decision(
        case_id=1,
        revision_id=1,
        moderator_id=MODERATOR.id,
        submission_key="k",
        outcome=outcome,
        source="held",
        role="moderator",
        previous_state="held",
        state_version=1,
        case_version=1,
        created_at=NOW,
        effective_at=NOW + UNDO_WINDOW,
    )


@pytest.mark.parametrize(
    ("actor", "state", "has_reported", "allowed"),
    [
        (STRANGER, "published", False, False),
        (NEW, "published", False, False),
        (AUTHOR, "published", False, False),
        (READER, "published", False, True),
        (READER, "hidden", False, True),
        (READER, "published", True, False),
        (READER, "held", False, False),
        (READER, "rejected", False, False),
        (READER, "withdrawn", False, False),
        (MODERATOR, "published", False, True),
    ],
)
def test_readers_report_what_is_public_once_and_never_their_own(
    actor: Actor, state: str, *, has_reported: bool, allowed: bool
) -> None:
    verdict = policy.may_report(actor, AUTHOR.id, state, has_reported=has_reported)
    assert bool(verdict) is allowed
    assert allowed or verdict.sentence.endswith((".", "mail."))


@pytest.mark.parametrize(
    ("actor", "author", "parent", "reporters", "allowed"),
    [
        (STRANGER, 1, None, (), False),
        (READER, 1, None, (), False),
        (EDITOR, 1, None, (), False),
        (MODERATOR, 1, None, (), True),
        (ADMIN, 1, None, (), True),
        (MODERATOR, 4, None, (), False),
        (MODERATOR, 1, 4, (), False),
        (MODERATOR, 1, None, (4,), False),
        (MODERATOR, 1, 2, (2,), True),
    ],
)
def test_moderators_judge_nothing_that_they_are_close_to(
    actor: Actor, author: int, parent: int | None, reporters: tuple[int, ...], *, allowed: bool
) -> None:
    assert bool(policy.may_judge(actor, author, parent, reporters, ())) is allowed


@pytest.mark.parametrize(
    ("actor", "seconds", "is_reversed", "allowed"),
    [
        (MODERATOR, 0, False, True),
        (MODERATOR, 11.9, False, True),
        (MODERATOR, 12, False, False),
        (MODERATOR, 5, True, False),
        (OTHER, 5, False, False),
        (ADMIN, 5, False, False),
        (READER, 5, False, False),
        (STRANGER, 5, False, False),
    ],
)
def test_only_who_decided_may_undo_and_only_for_twelve_seconds(
    actor: Actor, seconds: float, *, is_reversed: bool, allowed: bool
) -> None:
    at = NOW + timedelta(seconds=seconds)
    verdict = policy.may_undo(actor, a_rejection(), at, is_reversed=is_reversed)
    assert bool(verdict) is allowed


@pytest.mark.parametrize(
    ("outcome", "state", "allowed"),
    [
        ("approve", "held", True),
        ("approve", "published", True),
        ("approve", "rejected", False),
        ("approve", "withdrawn", False),
        ("reject", "held", True),
        ("reject", "published", True),
        ("reject", "hidden", True),
        ("reject", "rejected", False),
        ("reject", "erased", False),
        ("restore", "rejected", True),
        ("restore", "published", False),
        ("restore", "withdrawn", False),
    ],
)
def test_an_outcome_leads_on_from_the_right_state(
    outcome: str, state: str, *, allowed: bool
) -> None:
    assert bool(policy.may_move(outcome, state)) is allowed


@pytest.mark.parametrize(
    ("actor", "outcome", "after", "has_objected", "is_standing", "allowed"),
    [
        (AUTHOR, "reject", timedelta(days=1), False, True, True),
        (AUTHOR, "reject", OBJECTION_WINDOW, False, True, True),
        (AUTHOR, "reject", OBJECTION_WINDOW + timedelta(seconds=1), False, True, False),
        (AUTHOR, "reject", timedelta(days=1), True, True, False),
        (AUTHOR, "reject", timedelta(days=1), False, False, False),
        (AUTHOR, "restore", timedelta(days=1), False, True, False),
        (READER, "reject", timedelta(days=1), False, True, False),
        (MODERATOR, "reject", timedelta(days=1), False, True, False),
        (STRANGER, "reject", timedelta(days=1), False, True, False),
    ],
)
def test_authors_object_once_within_six_months(
    actor: Actor,
    outcome: str,
    after: timedelta,
    *,
    has_objected: bool,
    is_standing: bool,
    allowed: bool,
) -> None:
    decision = a_rejection(outcome)
    verdict = policy.may_object(
        actor,
        decision,
        AUTHOR.id,
        decision.effective_at + after,
        has_objected=has_objected,
        is_standing=is_standing,
    )
    assert bool(verdict) is allowed


@pytest.mark.parametrize(
    ("actor", "parent", "allowed"),
    [
        (MODERATOR, None, False),
        (OTHER, None, True),
        (OTHER, 5, False),
        (ADMIN, None, True),
        (READER, None, False),
        (STRANGER, None, False),
    ],
)
def test_an_objection_is_answered_by_somebody_else(
    actor: Actor, parent: int | None, *, allowed: bool
) -> None:
    near = policy.may_judge(actor, AUTHOR.id, parent, (), ())
    assert bool(policy.may_answer(actor, a_rejection(), near)) is allowed


@pytest.mark.parametrize(
    ("actor", "allowed"),
    [(AUTHOR, True), (MODERATOR, True), (READER, False), (EDITOR, False), (STRANGER, False)],
)
def test_a_statement_is_read_by_whom_it_concerns(actor: Actor, *, allowed: bool) -> None:
    assert bool(policy.may_read_statement(actor, AUTHOR.id, "")) is allowed
