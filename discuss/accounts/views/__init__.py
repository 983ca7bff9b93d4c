"""Doors of accounts for people: the sign-in family and the settings."""

from discuss.accounts.views import (
    arriving,
    ignoring,
    links,
    recognising,
    second_factor,
    second_step,
    settings,
)
from discuss.accounts.views.blueprint import bp

__all__ = [
    "arriving",
    "bp",
    "ignoring",
    "links",
    "recognising",
    "second_factor",
    "second_step",
    "settings",
]
