"""Doors of predictions for people: pages and forms."""

from discuss.predictions.views import (
    boards,
    data,
    deciding,
    editing,
    embedding,
    objecting,
    reading,
)
from discuss.predictions.views.blueprint import bp

__all__ = ["boards", "bp", "data", "deciding", "editing", "embedding", "objecting", "reading"]
