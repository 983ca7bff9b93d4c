"""Doors of the accounts slice for people: pages and forms."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)
