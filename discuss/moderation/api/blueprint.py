"""The one blueprint of these doors."""

from flask import Blueprint

bp = Blueprint("moderation_api", __name__, url_prefix="/api/v1")

TAGS = ["moderation"]
