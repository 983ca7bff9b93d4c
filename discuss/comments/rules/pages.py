"""What a page of a discussion holds."""

from typing import Final

BLOCK: Final = r"p[0-9]{1,9}"
"""What the key of a paragraph looks like."""
ROOTS_A_PAGE: Final = 20
FIRST_REPLIES: Final = (3, 2, 1)
"""How many replies are shown at once under each comment, level by level."""
MOST_PINS: Final = 3
"""Pinned comments of a discussion; more would push the discussion away."""
MOST_NEW: Final = 100
SHOWN_STATES: Final = frozenset({"published", "hidden"})
TAKEN_BACK: Final = frozenset({"withdrawn", "erased"})
