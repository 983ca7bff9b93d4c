"""Doors of moderation for programs."""

from discuss.moderation.api import deciding, notices, public, reporting
from discuss.moderation.api.blueprint import bp

__all__ = ["bp", "deciding", "notices", "public", "reporting"]
