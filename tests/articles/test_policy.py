"""Who may do what with an article, as a table."""

from datetime import UTC, datetime

import pytest

from discuss.accounts.rules import STRANGER, Actor
from discuss.articles import policy
from discuss.articles.models import Article

DAY = datetime(2026, 3, 2, tzinfo=UTC)
PUBLIC = Article(slug="a", created_at=DAY, published_at=DAY)
DRAFT = Article(slug="b", created_at=DAY)


def person(role: str) -> Actor:
    return Actor(person_id=1, role=role, is_confirmed=True)


@pytest.mark.parametrize(
    ("actor", "writes", "publishes", "reads_draft"),
    [
        (STRANGER, False, False, False),
        (person("reader"), False, False, False),
        (person("moderator"), False, False, False),
        (person("editor"), True, True, True),
        (person("admin"), True, True, True),
    ],
)
def test_editors_and_admins_write_and_everybody_reads(
    actor: Actor, *, writes: bool, publishes: bool, reads_draft: bool
) -> None:
    assert bool(policy.may_write(actor)) is writes
    assert bool(policy.may_publish(actor, DRAFT)) is publishes
    assert not policy.may_publish(actor, PUBLIC)
    assert bool(policy.may_read(actor, DRAFT)) is reads_draft
    assert policy.may_read(actor, PUBLIC)


def test_every_no_has_a_sentence() -> None:
    verdicts = [
        policy.may_write(STRANGER),
        policy.may_publish(person("editor"), PUBLIC),
        policy.may_read(STRANGER, DRAFT),
    ]
    assert all(not verdict and verdict.sentence.endswith(".") for verdict in verdicts)
