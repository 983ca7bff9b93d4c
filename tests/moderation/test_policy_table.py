"""Who may do what to which comment and to whom: every combination there is, against one table."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from discuss.accounts.rules import STRANGER, Actor
from discuss.kit.verdict import Verdict
from discuss.moderation import policy
from discuss.moderation.models import Batch, Sanction
from discuss.moderation.rules.sanctions import MODERATORS_SUSPEND

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
ME, AUTHOR, OTHER = 1, 2, 3

WHO = {
    "stranger": STRANGER,
    "guest": Actor(person_id=ME, role="guest"),
    "unconfirmed": Actor(person_id=ME, role="reader"),
    "suspended": Actor(
        person_id=ME, role="reader", is_confirmed=True, suspended_until=NOW + timedelta(days=1)
    ),
    **{
        role: Actor(person_id=ME, role=role, is_confirmed=True)
        for role in ("reader", "editor", "moderator", "admin")
    },
}
TIES = ("nothing", "wrote it", "is answered by it", "reported it", "is called in it")
STATES = ("held", "published", "hidden", "rejected", "removed_illegal", "withdrawn", "erased")

CONFIRMED = {"reader", "editor", "moderator", "admin"}
DESK = {"moderator", "admin"}
ON_COMMENTS = {
    "report": (
        CONFIRMED,
        {"nothing", "is answered by it", "is called in it"},
        {"published", "hidden"},
    ),
    "approve": (DESK, {"nothing"}, {"held", "published", "hidden"}),
    "reject": (DESK, {"nothing"}, {"held", "published", "hidden"}),
    "remove_illegal": ({"admin"}, {"nothing"}, {"held", "published", "hidden", "rejected"}),
    "restore": (DESK, {"nothing"}, {"rejected", "removed_illegal"}),
    "hide": (DESK, {"nothing"}, {"published"}),
    "show": (DESK, {"nothing"}, {"hidden"}),
}
"""For each deed who may do it, tied to the comment by what, and in which states of it."""


def _on_comment(deed: str, actor: Actor, tie: str, state: str) -> Verdict:
    author = ME if tie == "wrote it" else AUTHOR
    if deed == "report":
        return policy.may_report(actor, author, state, has_reported=tie == "reported it")
    answered = ME if tie == "is answered by it" else None
    reporters, called = ({ME} if tie == each else set() for each in TIES[-2:])
    verdict = policy.may_judge(actor, author, answered, reporters, called)
    if deed in {"hide", "show"}:
        return verdict and policy.may_cover(state, is_hidden=deed == "hide")
    alone = deed != "remove_illegal" or policy.may_remove_alone(actor)
    return verdict and alone and policy.may_move(deed, state)


@pytest.mark.parametrize("deed", ON_COMMENTS)
def test_every_role_tie_and_state_of_a_comment_is_in_the_table(deed: str) -> None:
    roles, ties, states = ON_COMMENTS[deed]
    allowed = set(product(roles, ties, states))
    for who, tie, state in product(WHO, TIES, STATES):
        verdict = _on_comment(deed, WHO[who], tie, state)
        assert bool(verdict) is ((who, tie, state) in allowed), (who, tie, state)
        assert verdict or verdict.sentence.endswith("."), (who, tie, state)


@pytest.mark.parametrize("is_settled", [False, True])
@pytest.mark.parametrize("needs_second", [False, True])
def test_who_agrees_to_a_proposal_is_another_moderator(
    *, is_settled: bool, needs_second: bool
) -> None:
    for who, by in product(WHO, (ME, OTHER)):
        facts = dict.fromkeys(("submission_key", "reason", "clause", "explanation"), "")
        law = {"law": "", "territory": "", "outcome": "reject", "created_at": NOW}
        batch = Batch(moderator_id=by, needs_second=needs_second, **facts, **law)  # type: ignore[arg-type]
        waits = who in DESK and needs_second and not is_settled
        assert bool(policy.may_drop(WHO[who], batch, is_settled=is_settled)) is waits
        verdict = policy.may_second(WHO[who], batch, is_settled=is_settled)
        assert bool(verdict) is (waits and by == OTHER), (who, by)


KINDS = ("note", "advice", "warning", "premoderation", "exclusion", "suspension", "ban")
TARGETS = ("guest", "reader", "editor", "moderator", "admin")


def _steps_towards_people() -> Iterator[tuple[str, str, str]]:
    """Yield who may take which step towards whom: notes about all, the rest about readers.

    Forecasts of a device without an account are left out like a reader's.
    """
    yield from product(DESK, ("note",), TARGETS)
    yield from product(DESK, KINDS, ("reader",))
    yield from product(DESK, ("exclusion",), ("guest",))


def test_every_role_step_and_role_of_the_other_is_in_the_table() -> None:
    allowed = set(_steps_towards_people())
    for who, kind, target in product(WHO, KINDS, TARGETS):
        verdict = policy.may_sanction(WHO[who], kind, OTHER, target)
        assert bool(verdict) is ((who, kind, target) in allowed), (who, kind, target)
        assert not policy.may_sanction(WHO[who], kind, ME, target)


STEPS = ((), ("confirmed",), ("lifted",), ("confirmed", "lifted"))
UNTIL_ADMIN = {
    ("moderator", "admin", ()),
    ("admin", "moderator", ()),
    ("admin", "admin", ()),
}
"""Who confirms a ban, the role of who proposed it, and the steps so far."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_ban_counts_by_two_people_one_of_them_an_admin(kind: str) -> None:
    for who, proposer, steps in product(WHO, ("moderator", "admin"), STEPS):
        sanction = _sanction(kind, role=proposer)
        is_allowed = kind == "ban" and (who, proposer, steps) in UNTIL_ADMIN
        verdict = policy.may_confirm(WHO[who], sanction, steps, is_warned=True)
        assert bool(verdict) is is_allowed, (who, steps)
        assert not policy.may_confirm(WHO[who], sanction, steps, is_warned=False)
        own = _sanction(kind, role=proposer, by=ME)
        assert not policy.may_confirm(WHO[who], own, steps, is_warned=True)


LIFTERS = {
    "premoderation": {(): DESK, ("lifted",): set()},
    "suspension": {(): DESK, ("lifted",): set()},
    "long suspension": {(): {"admin"}, ("lifted",): set()},
    "ban": {(): DESK, ("confirmed",): {"admin"}, ("confirmed", "lifted"): set()},
}


@pytest.mark.parametrize("kind", LIFTERS)
def test_what_lasts_is_lifted_by_whoever_may_impose_it(kind: str) -> None:
    for steps, roles in LIFTERS[kind].items():
        for who, actor in WHO.items():
            row = _sanction(kind.removeprefix("long "))
            if kind.startswith("long"):
                row.ends_at = NOW + timedelta(days=8)
            verdict = policy.may_lift(actor, row, steps, NOW, MODERATORS_SUSPEND)
            assert bool(verdict) is (who in roles), (who, steps)


ALONE: dict[str, Callable[[Actor], Verdict]] = {
    "open the desk": policy.may_open_desk,
    "change the list of words": policy.may_edit_words,
    "see a case of any section": lambda actor: policy.may_handle(actor, "Politics"),
}


@pytest.mark.parametrize("deed", ALONE)
def test_the_desk_and_its_lists_belong_to_those_who_moderate(deed: str) -> None:
    assert {who for who in WHO if ALONE[deed](WHO[who])} == DESK


def _sanction(kind: str, role: str = "moderator", by: int = OTHER) -> Sanction:
    ends = {"premoderation": 14, "suspension": 7}.get(kind)
    return Sanction(
        person_id=AUTHOR,
        moderator_id=by,
        role=role,
        kind=kind,
        clause="2",
        words="",
        statement="",
        ends_at=NOW + timedelta(days=ends) if ends else None,
        created_at=NOW,
    )
