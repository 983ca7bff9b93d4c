"""Doors of reading: pages that compose several slices, feeds, and whose page is anybody's."""

from discuss.reading.views.pages import bp
from discuss.reading.views.sharing import connect

__all__ = ["bp", "connect"]
