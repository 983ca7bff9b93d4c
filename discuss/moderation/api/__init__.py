"""Doors of moderation for programs."""

from discuss.moderation.api import cases, deciding, notices, public, reporting, sanctions
from discuss.moderation.api.blueprint import bp

__all__ = ["bp", "cases", "deciding", "notices", "public", "reporting", "sanctions"]
