"""Light or dark, as this device was told; a cookie of its own, for strangers too."""

from flask import Blueprint, Request, current_app, request
from flask.typing import ResponseReturnValue

from discuss.web.respond import safe_next, see_other

bp = Blueprint("appearance", __name__)

COOKIE = "theme"
THEMES = ("light", "dark")
A_YEAR = 365 * 24 * 3600


@bp.post("/theme")
def choose() -> ResponseReturnValue:
    """Remember light or dark on this device, or forget it, and go back."""
    response = see_other(safe_next(request.form.get("next"), "/"))
    theme = request.form.get("theme", "")
    if theme in THEMES:
        secure = current_app.config["DISCUSS"].is_secure
        response.set_cookie(COOKIE, theme, max_age=A_YEAR, samesite="Lax", secure=secure)
    else:
        response.delete_cookie(COOKIE)
    return response


def theme_of_device() -> str:
    """Return the remembered theme, empty when the device decides."""
    return theme_of(request)


def theme_of(asked: Request) -> str:
    """Return the theme that a request's device remembers, empty when the device decides."""
    theme = asked.cookies.get(COOKIE, "")
    return theme if theme in THEMES else ""
