"""How fast strangers may try things."""

import logging
import math
import time
from functools import cached_property
from ipaddress import IPv6Address, ip_address, ip_network
from threading import Lock
from typing import Any

from flask import Flask, current_app, request
from limits import RateLimitItem, parse
from limits.errors import StorageError
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter, RateLimiter

from discuss.kit.errors import TooSoon
from discuss.settings import Settings, WrongSetting
from discuss.web.extensions import limiter

PACE = "discuss_pace"
PATIENCE = 0.2
"""Seconds that one try waits for the shared counters, and only the first one."""

REST = 5.0
"""Seconds for which counters that did not answer are left alone; then one try asks again."""

log = logging.getLogger(__name__)


class Pace:
    """Counts tries in the shared counters, and in this process while those do not answer.

    So a reader waits once at most when Redis hangs, and a limit stays one when Redis is away.
    """

    def __init__(self) -> None:
        self._turn = Lock()
        self._is_away = False
        self._asked_at = 0.0

    @cached_property
    def _own(self) -> RateLimiter:
        return FixedWindowRateLimiter(MemoryStorage())

    def wait(self, item: RateLimitItem, *names: str) -> int:
        """Count one try and return for how many seconds it comes too soon; 0 when it may be."""
        if self._may_ask():
            try:
                seconds = _wait(limiter.limiter, item, *names)
            except StorageError as error:
                self._rest(type(error.storage_error).__name__)
            else:
                self._is_away = False
                return seconds
        return _wait(self._own, item, *names)

    def answers(self) -> bool:
        """Tell whether the shared counters answer; they are asked as rarely as by tries."""
        if self._may_ask():
            if limiter.storage.check():
                self._is_away = False
            else:
                self._rest("no answer to a ping")
        return not self._is_away

    def _may_ask(self) -> bool:
        """Tell whether to ask the shared counters; of many, one asks again those that were away."""
        if not self._is_away:
            return True
        with self._turn:
            is_time = time.monotonic() >= self._asked_at + REST
            if is_time:
                self._asked_at = time.monotonic()
            return is_time

    def _rest(self, why: str) -> None:
        with self._turn:
            self._is_away, self._asked_at = True, time.monotonic()
        log.warning("the counters of the pace limits do not answer: %s", why)


def register(app: Flask) -> None:
    """Let the doors of `app` count tries."""
    settings: Settings = app.config["DISCUSS"]
    app.config["RATELIMIT_ENABLED"] = True
    app.config["RATELIMIT_STORAGE_URI"] = settings.redis_url or "memory://"
    app.config["RATELIMIT_STORAGE_OPTIONS"] = _impatience() if settings.redis_url else {}
    limiter.init_app(app)
    limiter.enabled = settings.pace_limits
    app.extensions[PACE] = Pace()


def keep_pace(rule: str, *about: str, sentence: str, deed: str = "") -> None:
    """Count one try of the endpoint about `about`, and raise `TooSoon` (429) past `rule`.

    `rule` reads like "10 per hour"; `about` names what is limited: an address on the network, an
    account. Endpoints that let one try the same share a count by the name of the `deed`. The
    counters live in Redis where there is one, else in this process.
    """
    if not limiter.enabled:
        return
    pace: Pace = current_app.extensions[PACE]
    seconds = pace.wait(parse(rule), deed or request.endpoint or "", *about)
    if seconds:
        raise TooSoon(sentence, seconds=seconds)


def network() -> str:
    """Return the asker's network, coarsely: an IPv4 /24 or an IPv6 /48."""
    return network_of(request.remote_addr)


def network_of(remote: str | None) -> str:
    """Return the network of an address, as coarsely."""
    try:
        address = ip_address(remote or "")
    except ValueError:  # a socket of the file system has no address
        return "unknown"
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    bits = 48 if address.version == 6 else 24  # noqa: PLR2004 - the version's own number
    return str(ip_network((address, bits), strict=False))


def _wait(counters: RateLimiter, item: RateLimitItem, *names: str) -> int:
    if counters.hit(item, *names):
        return 0
    resets = counters.get_window_stats(item, *names).reset_time
    return max(1, math.ceil(resets - time.time()))


def _impatience() -> dict[str, Any]:
    """Return what keeps Redis' driver from waiting long, and from trying again by itself."""
    try:
        from redis.backoff import NoBackoff  # noqa: PLC0415 - Redis is an extra
        from redis.retry import Retry  # noqa: PLC0415 - the same
    except ImportError:
        raise WrongSetting("DISCUSS_REDIS_URL takes a driver: pip install '.[redis]'.") from None
    waits = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE}
    return {**waits, "retry": Retry(NoBackoff(), 0), "wrap_exceptions": True}
