"""Doors of moderation for the machine's operator."""

import json
from typing import NoReturn

import click
from flask import current_app

from discuss.accounts import queries as people
from discuss.kit import clock
from discuss.kit.errors import Invalid, Missing
from discuss.moderation import actions, presenters, queries
from discuss.moderation.acting import published
from discuss.moderation.rules import eu, scoring
from discuss.moderation.rules.transparency import span
from discuss.web.commands import Group
from discuss.web.transaction import reading, transaction

MISSING = (
    "The scorer needs scikit-learn, which is not installed here. Install the extra “scorer”, "
    "then train again; until then the site runs without it."
)
TOO_FEW = (
    f"There is too little to learn from: it takes at least {scoring.LEAST_OF_EACH} approved and "
    f"{scoring.LEAST_OF_EACH} rejected comments. Nothing was changed."
)

group = Group("moderation", help="Count what moderation did, and let its scorer learn.")


@group.command("numbers")
@click.argument("month")
def numbers(month: str) -> None:
    """Print the published numbers of MONTH, such as 2026-03, as CSV: what /transparency shows."""
    rows, _ = published(month)
    for line in presenters.as_csv(rows):
        click.echo(line, nl=False)


@group.command("statements")
@click.argument("month")
def statements(month: str) -> None:
    """Print the statements of reasons of MONTH for the EU's transparency database, one a line."""
    begins, ends = span(month) or _no_month(month)
    site_url = current_app.config["DISCUSS"].site_url
    for each in queries.restrictions(reading(), (begins, min(ends, clock.now()))):
        click.echo(json.dumps(eu.statement(each, site_url), ensure_ascii=False))


def _no_month(month: str) -> NoReturn:
    raise Invalid(f"“{month}” is no month. Write one such as 2026-03.")


@group.command("sections")
@click.argument("email")
@click.argument("sections", nargs=-1)
def sections(email: str, sections: tuple[str, ...]) -> None:
    """Limit a moderator to SECTIONS; without any they see to the whole site."""
    with transaction() as session:
        person = people.by_email(session, email)
        if person is None:
            raise Missing(f"Nobody here has the address {email}.")
        actions.limit(session, None, person, sections, clock.now())
        said = presenters.limits_said(person)
    click.echo(said)


@group.command("train")
def train() -> None:
    """Let the scorer learn from every decision that stands, and say how good it is."""
    if not scoring.is_installed():
        raise Invalid(MISSING)
    decided = queries.decided_words(reading(), clock.now())
    if not scoring.is_enough(decided):
        raise Invalid(TOO_FEW)
    trained = scoring.train(decided)  # takes seconds, so it comes before the transaction
    with transaction() as session:
        model = actions.keep_trained(session, trained, clock.now())
        said = presenters.scorer_card(model, "off").sentences
    for sentence in said:
        click.echo(sentence)
