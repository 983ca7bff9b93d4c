"""Doors of exchange for the machine's operator."""

from typing import TextIO

import click
from flask import current_app

from discuss.articles import queries as articles
from discuss.exchange import presenters
from discuss.kit import clock
from discuss.web.commands import Group
from discuss.web.transaction import reading

group = Group("exchange", help="Take discussions out.")


@group.command("export")
@click.argument("slug")
@click.option("--output", type=click.File("w", encoding="utf-8"), default="-")
def export(slug: str, output: TextIO) -> None:
    """Write the published article at SLUG and its discussion as JSON Lines."""
    session = reading()
    found = articles.published(session, slug)
    site_url = current_app.config["DISCUSS"].site_url
    for line in presenters.lines(session, found, site_url, clock.now()):
        click.echo(line, file=output)
