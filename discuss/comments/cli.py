"""What an operator does with discussions from the command line."""

import click

from discuss.comments import queries
from discuss.web.commands import Group
from discuss.web.transaction import reading

group = Group("comments", help="Look after discussions.")


@group.command("recount")
def recount() -> None:
    """Compare every counter with a recount, and every rank with a second reckoning in SQL."""
    found = queries.recount(reading())
    for each in found:
        click.echo(f"{each.what} {each.id}: stored {each.stored}, counted {each.counted}")
    ids = queries.misplaced(reading())
    for comment_id in ids:
        click.echo(f"comment {comment_id}: its place does not follow from its marks")
    if found or ids:
        raise click.exceptions.Exit(1)
    click.echo("All counters and ranks are right.")
