"""Reads about the site as a whole."""

from discuss.upkeep.queries.figures import Held, held
from discuss.upkeep.queries.holdings import is_empty
from discuss.upkeep.queries.soundness import broken_references, damage, drifted, orphans

__all__ = ["Held", "broken_references", "damage", "drifted", "held", "is_empty", "orphans"]
