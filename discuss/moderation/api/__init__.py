"""Doors of moderation for programs."""

from discuss.moderation.api import (
    batches,
    cases,
    deciding,
    escalating,
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
    "escalating",
    "exclusions",
    "notices",
    "public",
    "reporting",
    "sanctions",
    "settings",
    "shift",
    "statistics",
]
