"""Doors of predictions for people: pages and forms."""

from discuss.predictions.views import (
    answering,
    boards,
    data,
    deciding,
    editing,
    embedding,
    grouping,
    groups,
    objecting,
    reading,
    sealing,
    suggesting,
)
from discuss.predictions.views.blueprint import bp

__all__ = [
    "answering",
    "boards",
    "bp",
    "data",
    "deciding",
    "editing",
    "embedding",
    "grouping",
    "groups",
    "objecting",
    "reading",
    "sealing",
    "suggesting",
]
