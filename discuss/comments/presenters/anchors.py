"""Paragraphs of the article that comments answer, as pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass

from discuss.comments.queries import Said


@dataclass(frozen=True, slots=True)
class AnchorCard:
    """Which paragraph a comment answers."""

    block: str
    quote: str
    """Its first words when the comment was written."""
    is_gone: bool
    path: str
    """Where it stands."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as its margin and its own discussion show it."""

    block: str
    quote: str
    count: int
    """Published comments that answer it."""
    is_gone: bool = False


def anchor(each: Said, path: str) -> AnchorCard | None:
    """Return which paragraph a comment answers, None for the article as a whole."""
    if each.anchor_block is None:
        return None
    return AnchorCard(
        block=each.anchor_block,
        quote=each.anchor_quote or "",
        is_gone=bool(each.anchor_is_gone),
        path=f"{path}#{each.anchor_block}",
    )


def margin(passages: Mapping[str, str], counts: Mapping[str, int]) -> dict[str, Passage]:
    """Return what stands in the margin of each paragraph, by its key."""
    return {block: Passage(block, quote, counts.get(block, 0)) for block, quote in passages.items()}
