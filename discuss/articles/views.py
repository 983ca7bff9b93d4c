"""Doors of the articles slice for people: pages and forms."""

from flask import Blueprint

bp = Blueprint("articles", __name__)
