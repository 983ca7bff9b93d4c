"""Commands of the command line, each of which finds a prepared database."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy.exc import OperationalError

from discuss.kit.errors import Invalid, Refusal

AWAY = "The database does not answer. Look at DISCUSS_DATABASE_URL and whether its server runs."


class Group(AppGroup):
    """A slice's commands: the database is prepared first, and a refusal is one line."""

    def command(  # type: ignore[override]
        self,
        *args: Any,  # noqa: ANN401 - click's own
        **kwargs: Any,  # noqa: ANN401 - click's own
    ) -> Callable[[Callable[..., Any]], click.Command]:
        """Register a command that runs inside the application, on a prepared database."""
        register = super().command(*args, **kwargs)

        def decorate(function: Callable[..., Any]) -> click.Command:
            @one_line
            @wraps(function)
            def run(*values: Any, **named: Any) -> Any:  # noqa: ANN401 - click's own
                current_app.extensions["discuss_prepare"]()
                return function(*values, **named)

            return register(run)

        return decorate


def one_line(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let a command's refusal be one line."""

    @wraps(function)
    def run(*values: Any, **named: Any) -> Any:  # noqa: ANN401 - click's own
        try:
            return function(*values, **named)
        except Refusal as refusal:
            raise click.ClickException(_sentence(refusal)) from None
        except OperationalError:
            raise click.ClickException(AWAY) from None

    return run


def _sentence(refusal: Refusal) -> str:
    if isinstance(refusal, Invalid) and refusal.fields:
        return " ".join(
            f"{name}: {sentence}" if name else sentence for name, sentence in refusal.fields.items()
        )
    return refusal.sentence
