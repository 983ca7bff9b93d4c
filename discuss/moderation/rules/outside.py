"""What services outside are asked about a wording, and what their answers mean."""

import hmac
import json
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from discuss.moderation.rules.intake import Finding

AKISMET: Final = "akismet"
WEBHOOK: Final = "webhook"
OK: Final = 200
LONGEST_DETAIL: Final = 300
VERDICTS: Final = ("allow", "hold", "reject")


class NoSense(Exception):  # noqa: N818 - it is told as a result
    """A service answered something that means nothing."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What leaves the site about a wording: no address, no forecast, nobody's number."""

    text: str
    author: str
    address: str
    """Where the comment stands."""
    site: str


def akismet_form(asked: Asked, key: str) -> bytes:
    """Return the form that services like Akismet take; the site keeps no network addresses."""
    fields = {
        "api_key": key,
        "blog": asked.site,
        "user_ip": "0.0.0.0",  # noqa: S104 - no server: it says that the address is not known
        "comment_type": "comment",
        "comment_author": asked.author,
        "comment_content": asked.text,
        "permalink": asked.address,
    }
    return urlencode(fields).encode()


def akismet_said(status: int, body: bytes) -> Finding:
    """Return what such a service said: `true` for spam. Raises `NoSense`."""
    said = body.strip()
    if status != OK or said not in {b"true", b"false"}:
        raise NoSense
    if said == b"true":
        return Finding(AKISMET, "hold", "The spam service takes it for spam.", score=1.0)
    return Finding(AKISMET, score=0.0)


def webhook_json(asked: Asked, revision_id: int) -> bytes:
    """Return what the site's own webhook is sent."""
    body = {
        "revision": revision_id,
        "text": asked.text,
        "author": asked.author,
        "address": asked.address,
    }
    return json.dumps(body, ensure_ascii=False, sort_keys=True).encode()


def signature(secret: str, moment: int, body: bytes) -> str:
    """Return the HMAC by which a webhook knows that the site sent this at that moment."""
    signed = f"{moment}.".encode() + body
    return "sha256=" + hmac.new(secret.encode(), signed, "sha256").hexdigest()


def webhook_said(status: int, body: bytes) -> Finding:
    """Return what a webhook said: a verdict, and perhaps a score and a detail. Raises `NoSense`."""
    try:
        said: Any = json.loads(body) if status == OK else None
    except ValueError:
        raise NoSense from None
    if not isinstance(said, dict) or said.get("verdict") not in VERDICTS:
        raise NoSense
    score = said.get("score")
    if score is not None and (
        isinstance(score, bool) or not isinstance(score, int | float) or not 0 <= score <= 1
    ):
        raise NoSense
    verdict = "allow" if said["verdict"] == "allow" else "hold"
    detail = " ".join(str(said.get("detail", "")).split())[:LONGEST_DETAIL]
    return Finding(WEBHOOK, verdict, detail or VAGUE[verdict], score=score)


VAGUE: Final = {"allow": "", "hold": "The webhook asks that somebody reads it."}
