"""Doors of the moderation slice for people: pages and forms."""

from flask import Blueprint

bp = Blueprint("moderation", __name__)
