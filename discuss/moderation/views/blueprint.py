"""The one blueprint of these doors."""

from flask import Blueprint

bp = Blueprint("moderation", __name__)
