"""How fast strangers may try things."""

import math
import time

from flask import request
from limits import parse

from discuss.kit.errors import TooSoon
from discuss.web.extensions import limiter


def keep_pace(rule: str, *about: str, sentence: str) -> None:
    """Count one try of the endpoint about `about`, and raise `TooSoon` (429) past `rule`.

    `rule` reads like "10 per hour"; `about` names what is limited: an address on the network, an
    account. The counters live in Redis where there is one, else in this process.
    """
    if not limiter.enabled:
        return
    item, names = parse(rule), (request.endpoint or "", *about)
    if not limiter.limiter.hit(item, *names):
        resets = limiter.limiter.get_window_stats(item, *names).reset_time
        raise TooSoon(sentence, seconds=max(1, math.ceil(resets - time.time())))


def network() -> str:
    """Return the asker's network, coarsely: an IPv4 /24 or an IPv6 /48."""
    address = request.remote_addr or "unknown"
    if ":" in address:
        return ":".join(address.split(":")[:3])
    return ".".join(address.split(".")[:3])
