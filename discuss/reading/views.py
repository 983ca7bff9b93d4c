"""Doors of the reading slice for people: pages and forms."""

from flask import Blueprint

bp = Blueprint("reading", __name__)
