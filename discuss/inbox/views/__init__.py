"""Doors of the inbox for people: what they were told, and what they want to be told."""

from discuss.inbox.views import mailing, notices, seeing, watching
from discuss.inbox.views.blueprint import bp

__all__ = ["bp", "mailing", "notices", "seeing", "watching"]
