"""The doors' common frame."""

from flask import Blueprint, current_app

bp = Blueprint("accounts", __name__)

MAILED = "Several links went to this address within the hour. Look among the spam, or wait an hour."
SLOW = "There were many tries from your network. Wait a few minutes and try again."


def site() -> tuple[str, str]:
    """Return where links in mails lead, and the site's name."""
    settings = current_app.config["DISCUSS"]
    return settings.site_url, settings.site_name
