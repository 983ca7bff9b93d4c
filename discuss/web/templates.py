"""How templates are looked up and given what all of them know."""

from collections.abc import MutableMapping
from typing import Any

from flask.templating import Environment as FlaskEnvironment


class Environment(FlaskEnvironment):
    """Flask's own, in which templates without names of their own share one mapping.

    A page imports its macros some sixty times, and each time Jinja compares the names of two
    templates; for chained mappings that takes a tenth of the time in which the page is drawn.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what a template knows: names of its own, where it has any, before all others."""
        return super().make_globals(d) if d else self.globals
