"""Doors of moderation for programs."""

from discuss.moderation.api import (
    batches,
    cases,
    deciding,
    exclusions,
    notices,
    public,
    reporting,
    sanctions,
    settings,
    shift,
    statistics,
)
from discuss.moderation.api.blueprint import bp

__all__ = [
    "batches",
    "bp",
    "cases",
    "deciding",
    "exclusions",
    "notices",
    "public",
    "reporting",
    "sanctions",
    "settings",
    "shift",
    "statistics",
]
