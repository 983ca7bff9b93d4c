"""The search on the command line."""

import click

from discuss.search import actions
from discuss.web.commands import Group
from discuss.web.transaction import transaction

group = Group("search", help="Keep what readers can find.")


@group.command("rebuild")
def rebuild() -> None:
    """Make the index anew from all that is published; running it twice changes nothing more."""
    with transaction() as session:
        count = actions.rebuild(session)
    click.echo(f"{count} {'document' if count == 1 else 'documents'} can be found.")
