"""Doors of moderation for people: the desk, reports, statements and what is public."""

from discuss.moderation.views import (
    bulk,
    cases,
    desk,
    exclusions,
    notices,
    objecting,
    proposals,
    public,
    reporting,
    sanctions,
    scorer,
    sections,
    settings,
    shift,
    statistics,
    transparency,
    wordlist,
)
from discuss.moderation.views.blueprint import bp

__all__ = [
    "bp",
    "bulk",
    "cases",
    "desk",
    "exclusions",
    "notices",
    "objecting",
    "proposals",
    "public",
    "reporting",
    "sanctions",
    "scorer",
    "sections",
    "settings",
    "shift",
    "statistics",
    "transparency",
    "wordlist",
]
