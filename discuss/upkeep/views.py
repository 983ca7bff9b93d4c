"""The door of whoever watches the site."""

import hmac
from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, request
from prometheus_client import CONTENT_TYPE_LATEST

from discuss.kit import clock, outbox
from discuss.kit.errors import Missing
from discuss.settings import Settings
from discuss.upkeep import queries
from discuss.upkeep.presenters import Stock
from discuss.upkeep.rules import LOOPBACK
from discuss.web import metrics
from discuss.web.transaction import reading

bp = Blueprint("upkeep", __name__)


@bp.get("/metrics")
def figures() -> Response:
    """Return figures for Prometheus to whoever holds the token; to others there is nothing here."""
    if not _may_watch(current_app.config["DISCUSS"]):
        raise Missing("There is nothing at this address.")
    session, now = reading(), clock.now()
    stock = Stock(queries.held(session), outbox.standing(session, now), now)
    shown = metrics.shown(current_app, stock)
    return Response(shown, content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})


def _may_watch(settings: Settings) -> bool:
    """Tell whether the asker shows the token; without one, whether the site is on this machine.

    A proxy beside the site asks from the loopback address for everybody, so that address counts
    only where readers use it, too.
    """
    if settings.metrics_token:
        shown = request.headers.get("Authorization", "").encode()
        return hmac.compare_digest(shown, f"Bearer {settings.metrics_token}".encode())
    is_here = urlsplit(settings.site_url).hostname in LOOPBACK and not settings.proxy_count
    forwarded = {"X-Forwarded-For", "Forwarded", "X-Real-Ip"} & set(request.headers.keys())
    return is_here and not forwarded and request.remote_addr in LOOPBACK
