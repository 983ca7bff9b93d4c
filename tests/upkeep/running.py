"""How tests run a command of the command line."""

from click.testing import Result
from flask import Flask

from discuss.web.extensions import db

__all__ = ["run"]


def run(app: Flask, *words: object) -> Result:
    """Return what a command said; nothing of the test holds the database meanwhile."""
    with app.app_context():
        db.session.remove()
    return app.test_cli_runner().invoke(args=[str(word) for word in words])
