"""Doors of discussions for people."""

from discuss.comments.views import arranging, guests, honours, minds, reading, reasons, writing
from discuss.comments.views.frame import bp

__all__ = ["arranging", "bp", "guests", "honours", "minds", "reading", "reasons", "writing"]
