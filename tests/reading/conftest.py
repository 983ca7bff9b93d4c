"""Grounds that several tests of reading stand on."""

from tests.reading.ground import ground

__all__ = ["ground"]
