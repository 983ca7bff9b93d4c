"""Doors of the inbox slice for people: pages and forms."""

from flask import Blueprint

bp = Blueprint("inbox", __name__)
