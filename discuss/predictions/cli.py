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
    for face in queries.desk(reading(), clock.now(), most=None):
        line = f"{face.question.id:>5}  {face.state:<10} closes {face.revision.close_at:%Y-%m-%d}"
        click.echo(f"{line}  {face.revision.title}")


@group.command("replay")
@click.argument("number", type=int, required=False)
def replay(number: int | None) -> None:
    """Play each question's log again, or one's, and compare it with what is stored.

    That is who stands, every published figure by the version of its formula, and every score. Ends
    with status 1 where something differs.
    """
    session = reading()
    numbers = queries.all_ids(session)
    if number is not None and number not in numbers:
        raise click.ClickException(f"There is no question {number}.")
    is_whole = True
    for each in numbers if number is None else [number]:
        for drift in queries.replay(session, each):
            is_whole = False
            click.echo(
                f"Question {drift.question_id}, {drift.what}: {drift.stored} is stored, and the"
                f" log says {drift.replayed}."
            )
    if not is_whole:
        raise SystemExit(1)
    whose = "the logs say" if number is None else f"the log of question {number} says"
    click.echo(f"Everything stored is what {whose}.")


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
