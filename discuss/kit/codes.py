"""Codes that an app makes from a shared secret and the time (RFC 6238), and those on paper.

Both are figures only, so that one field and the keys of a phone serve for both.
"""

import re
import secrets
from datetime import datetime
from hmac import compare_digest

from pyotp import HOTP, TOTP, random_base32

STEP = 30
"""Seconds for which a code shows in the app."""

RECOVERY_CODES = 10
GROUPS, FIGURES = 4, 5
"""A code on paper: 20 figures, 66 bits, so that its plain digest cannot be turned back."""


def new_secret() -> str:
    """Return 160 random bits, as the letters and figures that apps take."""
    return random_base32()


def link_of(secret: str, account: str, site_name: str) -> str:
    """Return the address with which an app takes up a secret: `otpauth://totp/…`."""
    return TOTP(secret).provisioning_uri(name=account, issuer_name=site_name)


def spelled(secret: str) -> str:
    """Return a secret in groups of four, for typing."""
    return " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))


def step_of(secret: str, code: str, now: datetime, after: int) -> int | None:
    """Return the step to which a code belongs: the present one or a neighbour, later than `after`.

    A code that is older, newer, used or wrong gives None, all in the same time.
    """
    present, counter, found = int(now.timestamp()) // STEP, HOTP(secret), None
    for step in (present + 1, present, present - 1):
        is_it = compare_digest(counter.at(step), bare(code))
        found = step if is_it and step > after else found
    return found


def recovery_codes() -> list[str]:
    """Return ten fresh codes for paper, each for one use."""
    return [
        "-".join(f"{secrets.randbelow(10**FIGURES):0{FIGURES}}" for _ in range(GROUPS))
        for _ in range(RECOVERY_CODES)
    ]


def bare(code: str) -> str:
    """Return the figures of a code as it was typed, with or without spaces and dashes."""
    return re.sub(r"[^0-9]", "", code)
