"""Commands of the command line, each of which finds a prepared database."""

from collections.abc import Callable
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup

from discuss.kit.errors import Invalid, Refusal


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
            def run(*values: Any, **named: Any) -> Any:  # noqa: ANN401 - click's own
                current_app.extensions["discuss_prepare"]()
                try:
                    return function(*values, **named)
                except Refusal as refusal:
                    raise click.ClickException(_sentence(refusal)) from None

            run.__name__, run.__doc__ = function.__name__, function.__doc__
            run.__dict__.update(function.__dict__)
            return register(run)

        return decorate


def _sentence(refusal: Refusal) -> str:
    if isinstance(refusal, Invalid) and refusal.fields:
        return " ".join(
            f"{name}: {sentence}" if name else sentence for name, sentence in refusal.fields.items()
        )
    return refusal.sentence
