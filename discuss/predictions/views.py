"""Doors of the predictions slice for people: pages and forms."""

from flask import Blueprint

bp = Blueprint("predictions", __name__)
