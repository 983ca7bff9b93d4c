"""Doors of accounts for the machine's operator."""

import click
from flask import current_app

from discuss.accounts import actions, forms, queries
from discuss.accounts.rules import ROLES
from discuss.kit import clock
from discuss.kit.errors import Missing
from discuss.web.commands import Group
from discuss.web.transaction import transaction

group = Group("accounts", help="Open accounts and give roles.")


@group.command("create")
@click.argument("email")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="reader", show_default=True)
def create(email: str, name: str, role: str) -> None:
    """Open a confirmed account and print the link with which its owner sets the password."""
    now, address = clock.now(), forms.ForgottenPassword.parse({"email": email}).email
    with transaction() as session:
        person = actions.open_account(session, name, address, None, now)
        person.confirmed_at = now
        if role != "reader":
            actions.grant(session, None, person, role, now)
        secret = actions.new_link(session, "reset", person.id, actions.CLAIM_WINDOW, now)
    click.echo(
        f"{person.name} has the role {role} here. Within a day, once, the password is set at"
    )
    click.echo(f"{current_app.config['DISCUSS'].site_url}/reset/{secret}")


@group.command("role")
@click.argument("email")
@click.argument("role", type=click.Choice(ROLES))
def role(email: str, role: str) -> None:
    """Give a role to the person with this address; all their sign-ins end."""
    with transaction() as session:
        person = queries.by_email(session, email)
        if person is None:
            raise Missing(f"Nobody here has the address {email}.")
        actions.grant(session, None, person, role, clock.now())
    click.echo(f"{person.name} has the role {role} now, and has to sign in again.")


@group.command("drop-second-factor")
@click.argument("email")
def drop_second_factor(email: str) -> None:
    """Take the second factor off an account; its sign-ins end, and a mail says so."""
    with transaction() as session:
        person = queries.by_email(session, email)
        if person is None:
            raise Missing(f"Nobody here has the address {email}.")
        if person.second_factor_at is None:
            raise Missing(f"{person.name} has no second factor.")
        actions.drop_factor(session, None, person, clock.now())
    click.echo(f"{person.name} signs in by password alone now, and is told so by mail.")
