from collections.abc import Callable

import pytest

from discuss.accounts import policy
from discuss.accounts.rules import ROLES, STRANGER, Actor
from discuss.kit.verdict import Verdict

UNCONFIRMED = Actor(person_id=1, role="reader")
READER, MODERATOR, EDITOR, ADMIN = (
    Actor(person_id=n, role=role, is_confirmed=True) for n, role in enumerate(ROLES, 2)
)
EVERYBODY = (STRANGER, UNCONFIRMED, READER, MODERATOR, EDITOR, ADMIN)


def who_may(verdict: Callable[[Actor], Verdict]) -> list[str]:
    names = ("stranger", "unconfirmed", "reader", "moderator", "editor", "admin")
    return [name for name, actor in zip(names, EVERYBODY, strict=True) if verdict(actor)]


@pytest.mark.parametrize(
    ("verdict", "allowed"),
    [
        (policy.may_take_part, ["reader", "moderator", "editor", "admin"]),
        (policy.may_moderate, ["moderator", "admin"]),
        (policy.may_edit, ["editor", "admin"]),
        (lambda actor: policy.may_grant(actor, "moderator"), ["admin"]),
        (lambda actor: policy.may_grant(actor, "owner"), []),
    ],
)
def test_who_may_do_what(verdict: Callable[[Actor], Verdict], allowed: list[str]) -> None:
    assert who_may(verdict) == allowed


@pytest.mark.parametrize("actor", [STRANGER, UNCONFIRMED])
def test_everybody_who_may_not_take_part_is_told_what_to_do_next(actor: Actor) -> None:
    assert policy.may_take_part(actor).sentence.endswith(".")
