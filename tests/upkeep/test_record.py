"""The record is checked from the command line."""

import sqlalchemy as sa

from discuss.kit import audit
from discuss.kit.audit import AuditRow, Entry
from discuss.kit.clock import now
from tests.fixtures.sites import Site


def two_rows(site: Site) -> None:
    for person in (1, 2):
        with site.session() as session:
            audit.note(session, Entry("role", f"person:{person}", now()))


def test_a_whole_record_is_said_to_be_whole(site: Site) -> None:
    two_rows(site)
    answer = site.app.test_cli_runner().invoke(args=["audit", "verify"])
    assert answer.exit_code == 0
    assert "2 rows, each as it was written" in answer.output
    with site.session() as session:
        assert audit.newest(session)[1] in answer.output


def test_the_first_broken_row_is_named_and_the_command_fails(site: Site) -> None:
    two_rows(site)
    with site.session() as session:
        on_server = session.connection().dialect.name == "postgresql"
        guard = "audit_row_stays ON audit_row" if on_server else "audit_row_no_update"
        session.execute(sa.text(f"DROP TRIGGER {guard}"))
        session.execute(sa.update(AuditRow).where(AuditRow.n == 2).values(role="admin"))
    answer = site.app.test_cli_runner().invoke(args=["audit", "verify"])
    assert answer.exit_code == 1
    assert "Row 2 is broken. It does not hold what was written." in answer.output
