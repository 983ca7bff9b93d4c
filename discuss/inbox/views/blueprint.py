"""The doors' common frame."""

from flask import Blueprint

bp = Blueprint("inbox", __name__)
