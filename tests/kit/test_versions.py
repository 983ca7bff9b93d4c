import pytest

from discuss.kit import versions

HIDDEN = frozenset({"draft", "visit"})


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO comment (id) VALUES (1)",
        "UPDATE comment SET state = 'rejected'",
        'UPDATE "comment" SET state = 1',
        "DELETE FROM comment WHERE id = 1",
        "\n  update comment\n set state = 1",
        "INSERT OR REPLACE INTO comment (id) VALUES (1)",
        "INSERT INTO draft (id) SELECT 1; DELETE FROM comment",
        "WITH gone AS (DELETE FROM comment RETURNING id) INSERT INTO draft SELECT id FROM gone",
        "WITH gone AS (SELECT 1) UPDATE comment SET state = 1",
        "TRUNCATE comment",
        "ALTER TABLE comment ADD COLUMN what TEXT",
        "CALL something_of_our_own()",
    ],
)
def test_whatever_may_change_a_page_counts_as_a_change(statement: str) -> None:
    assert versions.changes(statement, HIDDEN)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT id FROM comment FOR UPDATE",
        "SELECT id FROM comment FOR NO KEY UPDATE OF comment SKIP LOCKED",
        "WITH tree AS (SELECT id FROM comment) SELECT id FROM tree",
        "INSERT INTO draft (id) VALUES (1)",
        "INSERT INTO visit (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET id = 2",
        "DELETE FROM draft",
        "SAVEPOINT one",
        "RELEASE SAVEPOINT one",
        "BEGIN IMMEDIATE",
        "PRAGMA foreign_keys=ON",
    ],
)
def test_reading_and_what_no_stranger_sees_change_nothing(statement: str) -> None:
    assert not versions.changes(statement, HIDDEN)


def test_no_two_states_have_the_same_name() -> None:
    assert len({versions.fresh() for _ in range(1000)}) == 1000
