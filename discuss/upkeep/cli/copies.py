"""Copies of the data, and putting them back; neither changes the tables first."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from discuss.kit.copies import Embedded, Keeper, keeper_of, refuse_strange
from discuss.kit.errors import Conflict, Invalid
from discuss.upkeep import queries
from discuss.web import database
from discuss.web.commands import one_line
from discuss.web.extensions import db
from discuss.web.transaction import reading

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("backup")
@click.argument("file", type=FILE)
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
@with_appcontext
@one_line
def backup(file: Path, *, force: bool) -> None:
    """Copy the whole database to FILE while the site runs: all that was saved at one moment."""
    keeper = _keeper()
    keeper.take(file.absolute(), over=force)
    size = file.stat().st_size
    revision = keeper.revision(file)
    click.echo(f"{file} holds the database at revision {revision}, {size:,} bytes.")
    click.echo("Keep the file secret-key of the instance folder with it.")


@click.command("restore")
@click.argument("file", type=FILE)
@click.option("--force", is_flag=True, help="Put it in the place of what the site holds now.")
@with_appcontext
@one_line
def restore(file: Path, *, force: bool) -> None:
    """Put the copy in FILE in the place of the database; stop the site first."""
    keeper = _keeper()
    refuse_strange(keeper, file)
    keeper.check(file)
    revision = _revision(keeper, file)
    with database.alone():
        if not force and not _is_empty(keeper):
            raise Conflict(
                "This site holds accounts or articles, which the copy would replace. Make a backup "
                "of them, then say --force. Nothing was changed."
            )
        db.session.remove()
        keeper.put_back(file)
    click.echo(f"The site holds what {file} holds, at revision {revision}.")
    if revision != database.known_revisions()[0]:
        click.echo("The next start brings it to the newest revision.")


def _keeper() -> Keeper:
    settings = current_app.config["DISCUSS"]
    return keeper_of(make_url(settings.database_url), settings.postgresql_programs)


def _revision(keeper: Keeper, file: Path) -> str:
    """Return the revision of a copy; raise `Invalid` when this program does not know it."""
    revision = keeper.revision(file)
    if revision is None:
        raise Invalid(f"{file} is a database of something else. Nothing was changed.")
    if revision not in database.known_revisions():
        raise Invalid(
            f"{file} is at revision {revision}, which this program does not know. Install the "
            "program that made it, or a newer one. Nothing was changed."
        )
    return revision


def _is_empty(keeper: Keeper) -> bool:
    """Tell whether the site holds nothing; a file that cannot be read may hold something."""
    if isinstance(keeper, Embedded) and not keeper.path.exists():
        return True
    try:
        return queries.is_empty(reading())
    except DBAPIError:
        return False
