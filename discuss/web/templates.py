"""How templates are looked up and given what all of them know."""

from collections.abc import MutableMapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from flask import Flask
from flask.templating import Environment as FlaskEnvironment
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

FOLDER = "compiled-templates"


class Environment(FlaskEnvironment):
    """Flask's own, in which templates without names of their own share one mapping.

    A page imports its macros some sixty times, and each time Jinja compares the names of two
    templates; for chained mappings that takes a tenth of the time in which the page is drawn.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what a template knows: names of its own, where it has any, before all others.

        The shared mapping cannot be written to by way of a template: all of them would see it.
        """
        if d:
            return super().make_globals(d)
        return cast("MutableMapping[str, Any]", MappingProxyType(self.globals))


class Compiled(FileSystemBytecodeCache):
    """Templates as Python runs them, kept over restarts: compiling them takes most of a first page.

    The folder is the process's own, beside the secret key, since what is kept there is run. Where
    nothing can be written, each process compiles for itself.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read what was kept, if anything that can be read is there."""
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, if it can be kept."""
        with suppress(OSError):
            Path(self.directory).mkdir(mode=0o700, exist_ok=True)
            super().dump_bytecode(bucket)


def register(app: Flask) -> None:
    """Let the templates of `app` be compiled once and not at every start."""
    app.jinja_env.bytecode_cache = Compiled(app.config["DISCUSS"].instance / FOLDER)
