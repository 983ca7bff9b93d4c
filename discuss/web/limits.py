"""How fast strangers may try things."""

import logging
import math
import time
from ipaddress import IPv6Address, ip_address, ip_network

from flask import request
from limits import parse

from discuss.kit.errors import TooSoon
from discuss.web.extensions import limiter

log = logging.getLogger(__name__)


def keep_pace(rule: str, *about: str, sentence: str, deed: str = "") -> None:
    """Count one try of the endpoint about `about`, and raise `TooSoon` (429) past `rule`.

    `rule` reads like "10 per hour"; `about` names what is limited: an address on the network, an
    account. Endpoints that let one try the same share a count by the name of the `deed`. The
    counters live in Redis where there is one, else in this process.
    """
    if not limiter.enabled:
        return
    item, names = parse(rule), (deed or request.endpoint or "", *about)
    try:
        may = limiter.limiter.hit(item, *names)
        resets = time.time() if may else limiter.limiter.get_window_stats(item, *names).reset_time
    except Exception:
        log.warning("the counters of the pace limits do not answer", exc_info=True)
        return
    if not may:
        raise TooSoon(sentence, seconds=max(1, math.ceil(resets - time.time())))


def network() -> str:
    """Return the asker's network, coarsely: an IPv4 /24 or an IPv6 /48."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:  # a socket of the file system has no address
        return "unknown"
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    bits = 48 if address.version == 6 else 24  # noqa: PLR2004 - the version's own number
    return str(ip_network((address, bits), strict=False))
