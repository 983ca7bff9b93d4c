"""Doors of predictions for programs."""

from discuss.predictions.api import batches, groups, listing, questions, sealing
from discuss.predictions.api.blueprint import bp

__all__ = ["batches", "bp", "groups", "listing", "questions", "sealing"]
