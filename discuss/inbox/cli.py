"""The worker as a process of its own."""

import signal
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from discuss.inbox.jobs import HANDLERS
from discuss.web import logs
from discuss.web.worker import Worker


@click.command("worker")
@with_appcontext
def worker() -> None:
    """Deliver what the outbox holds until it is told to stop; several may run at once."""
    app = current_app._get_current_object()  # type: ignore[attr-defined] # noqa: SLF001 - Flask's own way
    logs.set_up(app.config["DISCUSS"])
    app.extensions["discuss_prepare"]()
    running = Worker(app, HANDLERS)

    def stop(*_: Any) -> None:  # noqa: ANN401 - the signal and its frame
        running.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    click.echo("The worker delivers until it is stopped.")
    running.run()
    click.echo("The worker has stopped.")
