"""Pieces of pages that are drawn once and joined into pages: what is drawn from decides."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from flask import Flask, request

from discuss.kit.shelf import Shelf

ROOM = 16 * 1024 * 1024
"""Bytes of pieces that a process keeps, about five thousand comments."""
AROUND = 1024
"""Bytes that a piece takes beside its text and what it was drawn from."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a page as it was drawn."""

    html: str

    @property
    def size(self) -> int:
        """Bytes that it takes, roughly: what it was drawn from holds the same words again."""
        return 2 * len(self.html) + AROUND


def register(app: Flask) -> None:
    """Let templates say `drawn(macro, face, …)`: the macro is called once for each `face`.

    `face` names everything that the macro reads, its arguments and what stands around it. So a
    piece is never older than what it shows, whoever looks, and nothing has to be dropped.
    """
    shelf = Shelf[tuple[str, Hashable], Piece](ROOM)

    def drawn(macro: Callable[..., str], face: Hashable, *given: object) -> str:
        key = (request.script_root, face)
        piece = shelf.get(key)
        if piece is None:
            piece = Piece(macro(*given))
            shelf.put(key, piece)
        return piece.html

    def anew(macro: Callable[..., str], _face: Hashable, *given: object) -> str:
        return macro(*given)

    # While somebody works on the templates, each is drawn as it stands now.
    app.jinja_env.globals["drawn"] = anew if app.debug else drawn
