"""The record of what was done in the house's name, checked from its first row to its last."""

import sys

import click

from discuss.kit import audit
from discuss.web.commands import Group
from discuss.web.transaction import reading

record = Group("audit", help="Check the record of what was done in the site's name.")


@record.command("verify")
def verify() -> None:
    """Check every row of the record; exit 1 and name the first one that is not as written."""
    session = reading()
    fault = audit.verify(session)
    if fault is not None:
        click.echo(f"Row {fault.n} is broken. {fault.sentence}", err=True)
        sys.exit(1)
    n, found = audit.newest(session)
    click.echo(f"{n:,} rows, each as it was written. The newest has the hash {found}.")
    click.echo("Keep the hash elsewhere: a later check shows the same one at the same row.")
