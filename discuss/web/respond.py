"""How a door answers: a page, a fragment of it, a redirect or JSON."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from flask import Response, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from pydantic import BaseModel
from werkzeug.datastructures import Accept
from werkzeug.exceptions import BadRequest
from werkzeug.http import parse_accept_header
from werkzeug.wrappers import Response as BaseResponse

from discuss.kit.errors import Invalid

FRAGMENT = "text/vnd.discuss.fragment+html"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that ask and change nothing."""

DEEPEST = 64


def wants_fragment() -> bool:
    """Tell whether a script of ours asked, which puts the answer into the page it is on."""
    return FRAGMENT in request.headers.get("Accept", "")


@lru_cache(maxsize=64)
def takes_gzip(accepted: str) -> bool:
    """Tell whether whoever sent this Accept-Encoding would rather be answered compressed."""
    return parse_accept_header(accepted, Accept).best_match(["gzip", "identity"]) == "gzip"


def wants_json() -> bool:
    """Tell whether the API was asked."""
    return request.path.startswith("/api/")


def page(template: str, status: int = 200, **context: object) -> ResponseReturnValue:
    """Return a whole page."""
    return render_template(template, **context), status


def fragment_or_redirect(
    template: str, *, to: str, status: int = 200, **context: object
) -> ResponseReturnValue:
    """Return the changed part of the page to a script, and a redirect (303) to everybody else."""
    if not wants_fragment():
        return see_other(to)
    response = Response(render_template(template, **context), status=status, mimetype=FRAGMENT)
    response.headers["Vary"] = "Accept"
    return response


def see_other(url: str) -> BaseResponse:
    """Return a redirect that is always followed by GET."""
    return redirect(url, code=303)


def safe_next(target: str | None, default: str) -> str:
    """Return `target` when it is a path on this site by every browser's reading, else `default`."""
    if not target or not re.fullmatch(r"/(?![/\\])[!#-\[\]-~]*", target):
        return default
    return target


def json_body() -> Mapping[str, Any]:
    """Return the JSON object that was sent; raise `Invalid` (422) when it is none."""
    try:
        body = request.get_json(force=False)
    except (BadRequest, RecursionError, UnicodeDecodeError):
        raise Invalid("Send one JSON object in UTF-8.") from None
    if not isinstance(body, dict) or _depth(body) > DEEPEST:
        raise Invalid("Send one JSON object in UTF-8.")
    return body


def _depth(body: Any) -> int:  # noqa: ANN401 - JSON holds anything
    """Return how deep lists and objects stand in one another, without recursion."""
    deepest, waiting = 0, [(body, 1)]
    while waiting:
        value, depth = waiting.pop()
        deepest = max(deepest, depth)
        inside = (
            value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        )
        waiting.extend((part, depth + 1) for part in inside)
    return deepest


def json(data: BaseModel | Mapping[str, Any], status: int = 200) -> Response:
    """Return `data` as JSON; nothing personal may be kept by caches."""
    body = data.model_dump(mode="json") if isinstance(data, BaseModel) else dict(data)
    response = jsonify(body)
    response.status_code = status
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def nothing() -> Response:
    """Return an answer without a body (204): the deed is done."""
    response = Response(status=204)
    response.headers["Cache-Control"] = "no-store"
    return response
