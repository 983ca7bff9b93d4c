"""What is checked before any door opens: where a request came from, and whose form it is."""

from typing import Any
from urllib.parse import urlsplit

from flask import Flask, request
from flask_login import current_user
from werkzeug.routing import IntegerConverter, Map

from discuss.kit.command import LARGEST
from discuss.kit.errors import Missing, Refused
from discuss.web import bodies
from discuss.web.extensions import csrf
from discuss.web.respond import SAFE

STRANGE = "This came from another site, so nothing was done. Open the page here and try again."


class Id(IntegerConverter):
    """A number in an address that every column can hold; a larger one is no address of ours."""

    def __init__(self, map: Map, **about: Any) -> None:  # noqa: A002, ANN401 - werkzeug's names
        super().__init__(map, **{"max": LARGEST, **about})


def register(app: Flask, *, token_always: set[str], speak_for_themselves: set[str]) -> None:
    """Refuse unsafe requests from other sites; ask for the form token where a cookie speaks.

    `token_always` names the blueprints whose forms carry a token for strangers too: those with
    which somebody signs in. Elsewhere a stranger's page holds no token and sets no cookie.
    `speak_for_themselves` names the endpoints whose address holds a signed secret that allows
    their one deed and no other: mail programs send it from anywhere, without a cookie or a token.
    """
    app.url_map.converters["int"] = Id

    @app.before_request
    def guard() -> None:
        if bodies.REFUSED in request.environ:
            raise request.environ[bodies.REFUSED]
        if "\0" in request.path:
            raise Missing("There is nothing at this address.")
        if request.method in SAFE or _is_bearer() or request.endpoint in speak_for_themselves:
            return
        _refuse_other_sites()
        if current_user.is_authenticated or request.blueprint in token_always:  # type: ignore[attr-defined]
            csrf.protect()


def _is_bearer() -> bool:
    """Tell whether the request names its token itself, which no other site can make it do."""
    return request.path.startswith("/api/") and request.headers.get(
        "Authorization", ""
    ).lower().startswith("bearer ")


def _refuse_other_sites() -> None:
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        raise Refused(STRANGE)
    origin = request.headers.get("Origin")
    if origin and origin != "null" and _host_of(origin) != request.host:
        raise Refused(STRANGE)
    if origin == "null" and "Sec-Fetch-Site" not in request.headers:
        raise Refused(STRANGE)


def _host_of(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""
