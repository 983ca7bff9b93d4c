"""The programs' doors' common frame."""

from flask import Blueprint

bp = Blueprint("predictions_api", __name__, url_prefix="/api/v1")
