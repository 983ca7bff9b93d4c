"""Doors of discussions for people."""

from discuss.comments.views import arranging, reading, writing
from discuss.comments.views.frame import bp

__all__ = ["arranging", "bp", "reading", "writing"]
