"""Doors of discussions for people."""

from discuss.comments.views import reading, writing
from discuss.comments.views.frame import bp

__all__ = ["bp", "reading", "writing"]
