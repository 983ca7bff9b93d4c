"""Doors of moderation for the machine's operator."""

import click

from discuss.kit import clock
from discuss.moderation import presenters
from discuss.web.commands import Group
from discuss.web.transaction import reading

group = Group("moderation", help="Count what moderation did.")


@group.command("numbers")
@click.argument("month")
def numbers(month: str) -> None:
    """Print the published numbers of MONTH, such as 2026-03, as CSV: what /transparency shows."""
    rows = presenters.published_numbers(reading(), month, clock.now())
    for line in presenters.as_csv(rows):
        click.echo(line, nl=False)
