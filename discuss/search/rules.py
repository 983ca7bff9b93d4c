"""What an article says, taken together for finding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Where to look and what for; None and False narrow nothing."""

    article: str = ""
    """An article's number or address; empty for the whole site."""
    author: str = ""
    """Somebody's name, or the end of their address on the site."""
    kind: str = ""
    """`comments`, `articles` or empty for both."""
    staff_only: bool = False
    has_forecast: bool | None = None


def body_of(
    standfirst: str, blocks: Sequence[Mapping[str, Any]], question: str, invitation: str
) -> str:
    """Return what an article says below its headline, its closing question included."""
    said = [standfirst]
    for block in blocks:
        said += [block["label"], block["question"], block["text"]]
    return "\n".join(part for part in (*said, question, invitation) if part)


def whole(headline: str, body: str) -> str:
    """Return all that an article says."""
    return f"{headline}\n{body}"
