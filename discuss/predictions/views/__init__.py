"""Doors of predictions for people: pages and forms."""

from discuss.predictions.views import data, deciding, editing, embedding, objecting, reading
from discuss.predictions.views.blueprint import bp

__all__ = ["bp", "data", "deciding", "editing", "embedding", "objecting", "reading"]
