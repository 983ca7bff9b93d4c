"""What accounts announce."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Arrived:
    """Somebody signed in; `kept` holds what they had typed when they were asked to."""

    person_id: int
    kept: Mapping[str, str]
    now: datetime


@dataclass(frozen=True, slots=True)
class Erased:
    """Somebody deleted their account; what is personal goes in this transaction."""

    person_id: int
    now: datetime


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a device forecast without an account belongs to an account from now on."""

    guest_id: int
    person_id: int
    now: datetime
