"""Why a case is handed up, and how many are told of danger."""

from typing import Final

DANGER: Final = "danger"
"""Somebody's life or safety is at stake. Source: Regulation (EU) 2022/2065, Article 18."""

KINDS: Final = {
    "law": "A question of law",
    "senior": "Somebody senior should decide",
    DANGER: "Danger to life",
}
"""For each kind of escalation, what it says."""

ALERTED: Final = 2
"""People who are told of danger at the least, besides who tells it."""

URGENT: Final = 100_000
"""Thousandths of a point by which danger goes before everything else."""


def urgency(kind: str) -> int:
    """Return by how much an escalation of a kind, or none, goes before other cases."""
    return URGENT if kind == DANGER else 0
