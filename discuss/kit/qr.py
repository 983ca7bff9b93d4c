"""Texts as squares that a camera reads."""

from dataclasses import dataclass

import segno

QUIET = 4
"""Modules of white around the drawing, as the standard asks."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A QR code for an inline SVG: the side of its view box, and one path of its dark modules."""

    side: int
    path: str


def drawn(text: str) -> Drawing:
    """Return the QR code of `text`, of the middle level of repair."""
    matrix = segno.make(text, error="m", micro=False).matrix
    dark = (
        f"M{x + QUIET} {y + QUIET}h1v1h-1z"
        for y, row in enumerate(matrix)
        for x, module in enumerate(row)
        if module
    )
    return Drawing(len(matrix) + 2 * QUIET, "".join(dark))
