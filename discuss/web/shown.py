"""What an answer lets its reader see, by name, and whether anybody reads it at all.

A lower slice names what is on its page; a higher one, which knows who waits for it, hears so.
"""

from flask import has_request_context, request

SHOWN = "discuss_shown"
"""The place of the names in a request."""


def show(*names: str) -> None:
    """Note what the answer to this request shows, such as `comment-91`."""
    if has_request_context():
        request.environ.setdefault(SHOWN, set()).update(names)


def shown() -> frozenset[str]:
    """Return what the answer to this request shows."""
    return frozenset(request.environ.get(SHOWN, ()))


def is_read() -> bool:
    """Tell whether somebody looks at the answer: nobody does where only its head is asked for.

    Nor where a browser fetches a page ahead, in case its reader goes there.
    """
    hints = ("Sec-Purpose", "Purpose", "X-Moz")
    ahead = any("prefetch" in request.headers.get(hint, "").lower() for hint in hints)
    return request.method == "GET" and not ahead
