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


@group.command("replay")
def replay() -> None:
    """Play each question's log again and compare it with what is stored and was published.

    Ends with status 1 where something differs.
    """
    session = reading()
    drift = [
        each
        for face in queries.desk(session, clock.now())
        for each in queries.replay(session, face.question.id)
    ]
    for each in drift:
        click.echo(
            f"Question {each.question_id}, {each.what}: {each.stored} is stored, and the log"
            f" says {each.replayed}."
        )
    if drift:
        raise SystemExit(1)
    click.echo("Everything stored is what the logs say.")


@group.command("verify")
def verify() -> None:
    """Check every receipt and every published head; ends with status 1 where one does not hold."""
    found = list(queries.broken(reading()))
    for each in found:
        where = f"Question {each.question_id}" if each.question_id else "All questions"
        click.echo(f"{where}: {each.what}.")
    if found:
        raise SystemExit(1)
    click.echo("Every receipt and every published head holds.")
