"""What every answer says about itself: where scripts may come from, who may keep it."""

from flask import Flask, Response, request, session

from discuss.web.journal import request_id

POLICY = (
    "default-src 'none'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "img-src 'self'; "
    "font-src 'self'; "
    "connect-src 'self'; "
    "form-action 'self'; "
    "base-uri 'none'; "
    "object-src 'none'; "
    "frame-ancestors 'none'"
)
FRAMED = POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
"""For what other sites may show in a frame: the same for everybody, with nothing to press."""


NEVER_FRAGMENTS = ("/api/", "/static/")


def register(app: Flask) -> None:
    """Let every answer of `app` carry the security headers."""
    secure = app.config["DISCUSS"].is_secure

    @app.after_request
    def describe(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", POLICY)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        headers.setdefault("X-Request-Id", request_id())
        if request.method in {"GET", "HEAD"} and not request.path.startswith(NEVER_FRAGMENTS):
            response.vary.add("Accept")  # a script gets a part of what the page is
        if "Cache-Control" not in headers:
            headers["Cache-Control"] = _keeping()
        if secure:
            headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
        return response


def _keeping() -> str:
    """Return who may keep an answer whose view has not said so itself."""
    if request.method not in {"GET", "HEAD"}:
        return "no-store"
    return "private, no-cache" if request.cookies or session.modified else "no-cache"
