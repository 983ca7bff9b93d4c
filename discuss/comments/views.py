"""Doors of the comments slice for people: pages and forms."""

from flask import Blueprint

bp = Blueprint("comments", __name__)
