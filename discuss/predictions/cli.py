"""Doors of predictions for the machine's operator."""

import click

from discuss.kit import clock
from discuss.predictions import queries
from discuss.web.commands import Group
from discuss.web.transaction import reading

group = Group("questions", help="See where questions stand.")


@group.command("list")
def show() -> None:
    """Print every question with its number, state and closing date."""
    for face in queries.desk(reading(), clock.now()):
        line = f"{face.question.id:>5}  {face.state:<10} closes {face.revision.close_at:%Y-%m-%d}"
        click.echo(f"{line}  {face.revision.title}")


@group.command("recount")
def recount() -> None:
    """Compare each question's counter with a recount of who stands."""
    session = reading()
    drifted = 0
    for face in queries.desk(session, clock.now()):
        counted = queries.count_standing(session, face.question.id)
        if counted != face.question.forecaster_count:
            drifted += 1
            stored = face.question.forecaster_count
            click.echo(f"Question {face.question.id}: {stored} stored, {counted} counted.")
    click.echo("Every counter agrees." if not drifted else f"{drifted} counters disagree.")
