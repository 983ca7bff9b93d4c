"""Doors of predictions for people: pages and forms."""

from discuss.predictions.views import deciding, editing, objecting, reading
from discuss.predictions.views.blueprint import bp

__all__ = ["bp", "deciding", "editing", "objecting", "reading"]
