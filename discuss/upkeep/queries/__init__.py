"""Reads about the site as a whole."""

from discuss.upkeep.queries.holdings import is_empty
from discuss.upkeep.queries.soundness import broken_references, damage, drifted, orphans

__all__ = ["broken_references", "damage", "drifted", "is_empty", "orphans"]
