"""Reads about the site as a whole."""

from discuss.upkeep.queries.holdings import is_empty

__all__ = ["is_empty"]
