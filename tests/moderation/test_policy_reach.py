"""Who reaches what: sections, statements, objections, steps towards people; each combination."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from discuss.accounts import policy as accounts
from discuss.accounts.rules import ROLES, Actor
from discuss.comments import policy as comments
from discuss.comments.models import Comment
from discuss.kit.verdict import YES, Verdict, no
from discuss.moderation import policy
from discuss.moderation.models import Decision, Sanction
from discuss.moderation.rules.sanctions import LONGEST_SUSPENSION, MODERATORS_SUSPEND
from discuss.moderation.rules.statement import OBJECTION_WINDOW
from tests.moderation.test_policy_table import DESK, KINDS, ME, NOW, OTHER, WHO

SECTIONS = ("Politics", "Sport", "")
ELSEWHERE = Actor(person_id=ME, role="moderator", is_confirmed=True, sections=frozenset({"Sport"}))
EVERYBODY = {**WHO, "elsewhere": ELSEWHERE}
"""And a moderator who is limited to sport."""


HELD: dict[str, Any] = {
    "prompt_id": 1,
    "author_id": OTHER,
    "created_at": NOW,
    "state": "held",
    "parent_id": None,
    "root_id": None,
    "depth": 0,
    "submission_key": "key",
}


def reaches(who: str, section: str) -> bool:
    return who in DESK or (who == "elsewhere" and section == "Sport")


def test_a_desk_is_that_of_the_sections_and_elsewhere_one_is_a_reader() -> None:
    for (who, actor), section in product(EVERYBODY.items(), SECTIONS):
        assert bool(policy.may_handle(actor, section)) is reaches(who, section), (who, section)
        here = actor.within(section)
        assert here.may_moderate is reaches(who, section)
        honours = reaches(who, section) or who in {"editor", "admin"}
        assert bool(comments.may_honour(here)) is honours, (who, section)
        held = Comment(is_shown=False, **HELD)
        assert bool(comments.may_read(here, held)) is reaches(who, section), (who, section)
    assert not policy.may_edit_words(ELSEWHERE)
    assert policy.may_open_desk(ELSEWHERE)


def test_a_statement_is_read_by_its_person_and_by_the_desk_of_its_section() -> None:
    signed_in = set(EVERYBODY) - {"stranger", "guest"}
    for (who, actor), section, person in product(EVERYBODY.items(), SECTIONS, (ME, OTHER)):
        allowed = reaches(who, section) or (who in signed_in and person == ME)
        verdict = policy.may_read_statement(actor, person, section)
        assert bool(verdict) is allowed, (who, section, person)


def test_only_admins_limit_moderators_and_look_up_who_sent_a_notice() -> None:
    for (who, actor), role in product(EVERYBODY.items(), ROLES):
        allowed = who == "admin" and role == "moderator"
        assert bool(accounts.may_limit(actor, role)) is allowed, (who, role)
    assert {who for who, actor in EVERYBODY.items() if policy.may_read_notifier(actor)} == {"admin"}


def a_decision(outcome: str = "reject", by: int = OTHER) -> Decision:
    facts = {"state_version": 1, "case_version": 1, "created_at": NOW, "effective_at": NOW}
    return Decision(
        case_id=1,
        revision_id=1,
        moderator_id=by,
        submission_key="key",
        outcome=outcome,
        source="held",
        role="moderator",
        previous_state="held",
        **facts,  # type: ignore[arg-type]
    )


def test_an_author_objects_once_in_time_to_what_stands() -> None:
    for (who, actor), mine, outcome, again, stands, late in product(
        EVERYBODY.items(), (True, False), ("approve", "reject", "restore"), *[(True, False)] * 3
    ):
        now = NOW + OBJECTION_WINDOW + timedelta(seconds=1 if late else 0)
        verdict = policy.may_object(
            actor, a_decision(outcome), ME if mine else OTHER, now,
            has_objected=again, is_standing=stands,
        )  # fmt: skip
        open_ = mine and outcome == "reject" and not again and stands and not late
        assert bool(verdict) is (open_ and who not in {"stranger", "guest"}), (who, outcome)


def test_an_objection_is_answered_by_who_is_near_neither_to_it_nor_to_the_decision() -> None:
    for (who, actor), by, near in product(EVERYBODY.items(), (ME, OTHER), (YES, no("Too near."))):
        verdict = policy.may_answer(actor, a_decision(by=by), near)
        assert bool(verdict) is (actor.may_moderate and by == OTHER and bool(near)), (who, by)


STEPS = (
    (),
    ("confirmed",),
    ("acknowledged",),
    ("objected",),
    ("confirmed", "objected"),
    ("lifted",),
)


def told(kind: str, steps: tuple[str, ...]) -> bool:
    return kind != "note" and (kind != "ban" or "confirmed" in steps)


def may_object(kind: str, steps: tuple[str, ...]) -> bool:
    settled = {"objected", "lifted", "reversed"} & set(steps)
    return kind not in {"note", "advice"} and told(kind, steps) and not settled


def confirms(kind: str, steps: tuple[str, ...]) -> bool:
    return kind == "warning" and not {"acknowledged", "lifted"} & set(steps)


OWN: dict[str, tuple[Callable[..., Verdict], Callable[[str, tuple[str, ...]], bool]]] = {
    "acknowledge": (policy.may_acknowledge, confirms),
    "object": (lambda a, s, steps: policy.may_object_to_sanction(a, s, steps, NOW), may_object),
}


@pytest.mark.parametrize("deed", OWN)
def test_what_somebody_does_about_a_step_towards_them(deed: str) -> None:
    may, allows = OWN[deed]
    for (who, actor), kind, steps, person in product(EVERYBODY.items(), KINDS, STEPS, (ME, OTHER)):
        allowed = actor.person_id == person and allows(kind, steps)
        assert bool(may(actor, a_step(kind, person), steps)) is allowed, (who, kind, steps)


def test_a_step_is_read_by_its_person_once_told_and_by_the_desk_in_reach() -> None:
    for (who, actor), kind, steps, person, near in product(
        EVERYBODY.items(), KINDS, STEPS, (ME, OTHER), (True, False)
    ):
        own = actor.person_id == person and told(kind, steps)
        verdict = policy.may_read_sanction(actor, a_step(kind, person), steps, is_in_reach=near)
        assert bool(verdict) is (own or (actor.may_moderate and near)), (who, kind, steps)


def test_an_objection_to_a_step_is_answered_by_nobody_who_had_a_part() -> None:
    for (who, actor), steps, by, involved in product(
        EVERYBODY.items(), STEPS, (ME, OTHER), ((), (ME,))
    ):
        waits = "objected" in steps
        far = by == OTHER and not involved
        row = a_step("premoderation", OTHER + 1, by)
        verdict = policy.may_answer_sanction(actor, row, steps, involved)
        assert bool(verdict) is (actor.may_moderate and waits and far), (who, steps, by)


def test_how_long_somebody_may_suspend() -> None:
    for who, days in product((*DESK, "elsewhere"), (1, 7, 8, 90, 91)):
        allowed = days <= (90 if who == "admin" else 7)
        until = NOW + timedelta(days=days)
        limits = (MODERATORS_SUSPEND, LONGEST_SUSPENSION)
        verdict = policy.may_suspend_until(EVERYBODY[who], until, NOW, *limits)
        assert bool(verdict) is allowed, (who, days)
        assert allowed or verdict.sentence.endswith(".")


def a_step(kind: str, person: int, by: int = OTHER) -> Sanction:
    return Sanction(
        person_id=person,
        moderator_id=by,
        role="moderator",
        kind=kind,
        clause="2",
        words="",
        statement="",
        ends_at=None,
        created_at=NOW,
    )
