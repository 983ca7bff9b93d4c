"""Grounds that several tests of reading stand on."""

from tests.reading.ground import ground
from tests.reading.sharers import readers

__all__ = ["ground", "readers"]
