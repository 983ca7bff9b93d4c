"""One handler turns every refusal into a page, a fragment or problem+json, by what was asked."""

import logging

from flask import Flask, Response, current_app, jsonify, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, TimeoutError  # noqa: A004 - the pool's own
from werkzeug.exceptions import HTTPException

from discuss.kit.errors import (
    Busy,
    Conflict,
    Gone,
    Invalid,
    Missing,
    Refusal,
    Refused,
    TooSlow,
    TooSoon,
    Unknown,
)
from discuss.web.journal import method, request_id, route
from discuss.web.respond import FRAGMENT, SAFE, wants_fragment, wants_json
from discuss.web.transaction import is_passing, reason

SECRET_FIELDS = {"csrf_token", "password", "new_password", "current_password", "submission_key"}
UNTYPED = {"back", "next", "follows", "do"}
"""What forms send without anybody having typed it."""

SENTENCES = {
    400: "This request could not be understood. Go back and try again.",
    404: "There is nothing at this address. It may have moved; "
    "the front page is a good place to look.",
    405: "This address does not take that kind of request. Go back and try again.",
    413: "This is too much to send at once. Shorten it and send it again.",
    414: "This address is too long.",
    415: "Send the body as application/json.",
    429: "That was quick. Wait a moment and send it again.",
}

log = logging.getLogger(__name__)


def register(app: Flask) -> None:
    """Let `app` answer every refusal in one way."""
    app.register_error_handler(Refusal, answer)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DBAPIError, _database)
    app.register_error_handler(TimeoutError, _database)
    app.register_error_handler(RecursionError, _too_deep)
    app.register_error_handler(Exception, _fault)


def answer(refusal: Refusal) -> Response:
    """Return a refusal in the asker's own form, with what was typed kept on the page."""
    response = _problem(refusal) if wants_json() else _shown(refusal)
    if isinstance(refusal, TooSoon | TooSlow | Busy):
        response.headers["Retry-After"] = str(refusal.seconds)
    if isinstance(refusal, Unknown) and wants_json():
        response.headers["WWW-Authenticate"] = "Bearer"
    response.headers["Cache-Control"] = "no-store"
    return response


def _shown(refusal: Refusal) -> Response:
    """Return the refusal as a fragment or as a page; as a bare page when even the frame breaks."""
    about = {
        "status": refusal.status,
        "title": refusal.title,
        "sentence": refusal.sentence,
        "fields": refusal.fields if isinstance(refusal, Invalid) else {},
        "kept": _kept(refusal),
        "number": request_id() if refusal.status >= 500 else "",  # noqa: PLR2004 - our own faults
    }
    if wants_fragment():
        html = current_app.jinja_env.get_template("_refusal.html").render(**about)
        return Response(html, status=refusal.status, mimetype=FRAGMENT)
    try:
        html = render_template("error.html", **about)
    except Exception:
        log.warning("the page of a refusal was shown without its frame", exc_info=True)
        html = current_app.jinja_env.get_template("bare.html").render(**about)
    return Response(html, status=refusal.status)


def _typed() -> dict[str, str]:
    try:
        return {k: v for k, v in request.form.items() if k not in SECRET_FIELDS and v}
    except HTTPException:  # the form itself is what is refused: too long, or too many fields
        return {}


def _kept(refusal: Refusal) -> dict[str, object]:
    """Return what the reader sent, so that no refusal loses it; never a secret.

    `body` is the longest text under its own `name`, `again` the rest of the form where sending it
    once more can help, and `place` the address that it was sent to.
    """
    if request.method in SAFE:
        return {}
    typed = _typed()
    if not typed:
        return {}
    by_hand = [field for field in typed if field not in UNTYPED] or list(typed)
    name = "body" if "body" in typed else max(by_hand, key=lambda field: len(typed[field]))
    body = typed.pop(name)
    resend = refusal.status in {400, 403, 429, 500, 503}
    key = request.form.get("submission_key")
    again = {**typed, **({"submission_key": key} if key else {})} if resend else None
    return {"place": request.path, "name": name, "body": body, "again": again, "fields": typed}


def _problem(refusal: Refusal) -> Response:
    body: dict[str, object] = {
        "type": "about:blank",
        "title": refusal.title,
        "status": refusal.status,
        "detail": refusal.sentence,
    }
    if isinstance(refusal, Invalid) and refusal.fields:
        body["errors"] = refusal.fields
    response = jsonify(body)
    response.status_code = refusal.status
    response.mimetype = "application/problem+json"
    return response


def _stale_form(error: CSRFError) -> Response:
    log.info("form token refused: %s", error.description)
    refusal = Refused(
        "This form has grown old or came from another site. Your text is kept below; "
        "send it once more."
    )
    return answer(refusal)


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    if status < 400:  # noqa: PLR2004 - a redirect is no refusal
        return Response(error.get_response())  # type: ignore[arg-type]
    refusal = _refusal(status)
    response = answer(refusal)
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response


def _refusal(status: int) -> Refusal:
    kinds: dict[int, type[Refusal]] = {
        404: Missing,
        403: Refused,
        409: Conflict,
        410: Gone,
        422: Invalid,
    }
    sentence = SENTENCES.get(status, "This was not done. Go back and try again.")
    refusal = kinds.get(status, Refusal)(sentence)
    refusal.status = status
    return refusal


def _database(error: DBAPIError | TimeoutError) -> Response:
    if not is_passing(error):
        return _fault(error)
    log.error("the database refused: %s", reason(error))
    return answer(
        Busy("The site cannot reach its data just now. Your text is kept; try again in a moment.")
    )


def _too_deep(_error: RecursionError) -> Response:
    return answer(Invalid("This is nested too deeply to be read."))


def _fault(error: Exception) -> Response:
    log.error("fault while answering %s %s", method(), route(), exc_info=error)
    refusal = Refusal(
        "Something broke on our side, and it has been noted. Your text is kept; "
        "try again in a moment."
    )
    refusal.status = 500
    refusal.title = "Something broke"
    return answer(refusal)
