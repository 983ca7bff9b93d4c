"""What a notice that words break the law has to say, and which comment it is about."""

import re
from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import urlsplit

from discuss.moderation.rules.reporting import FULL_VOICE

KEEPS_NOTIFIER = timedelta(days=365)
"""How long name and address of who sent a notice are kept, from the day it came."""

WEIGHT = FULL_VOICE // 2
"""Thousandths: a stranger's notice is urgent and hides nothing by itself."""

LINK = "notice"
"""What the signed link to a notice is good for."""

PLACE = re.compile(r"(?:/comments/|#c)([0-9]{1,9})(?![0-9])")

NOT_OURS = "Enter the address of one comment here: open it by its date and copy the address."


def comment_at(address: str, site_url: str) -> int | None:
    """Return the comment that an address on this site names, None for any other address."""
    try:
        host = urlsplit(address).netloc if "//" in address else ""
    except ValueError:
        return None
    if host not in {"", urlsplit(site_url).netloc}:
        return None
    found = PLACE.search(address)
    return int(found[1]) if found else None


def lacks(*, name: str, email: str, protects_children: bool, good_faith: bool) -> Mapping[str, str]:
    """Return what a notice lacks, a sentence for each field.

    Name and address may be left out of notices of sexual offences against children alone. Source:
    Regulation (EU) 2022/2065, Article 16(2)(c).
    """
    found = {}
    if not protects_children:
        if not name:
            found["name"] = "Enter your name. Only a notice about abuse of children goes without."
        if not email:
            found["email"] = "Enter your e-mail address: the decision is sent there."
    if not good_faith:
        found["good_faith"] = "Confirm that what you wrote is right and complete to your knowledge."
    return found
