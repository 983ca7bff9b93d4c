"""What a decision does to a comment: the outcomes that take it away, and the states that follow."""

from typing import Final

ILLEGAL: Final = "remove_illegal"
"""Against the law: one admin decides, or two people."""

REMOVES: Final = {"reject": "rejected", ILLEGAL: "removed_illegal"}
"""For each outcome that takes a comment away, the state in which it is then."""

REMOVED: Final = frozenset(REMOVES.values())
"""States out of which a comment is put back by somebody's decision, and objected to."""

ALONE: Final = 25
"""Cases that one person decides together; for more of them a second person says yes."""

TOGETHER: Final = 100
"""Cases that are looked at and decided together at most."""
