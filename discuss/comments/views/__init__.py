"""Doors of discussions for people."""

from discuss.comments.views import (
    arranging,
    camps,
    guests,
    honours,
    locking,
    minds,
    reading,
    reasons,
    writing,
)
from discuss.comments.views.frame import bp

__all__ = [
    "arranging",
    "bp",
    "camps",
    "guests",
    "honours",
    "locking",
    "minds",
    "reading",
    "reasons",
    "writing",
]
