"""Which parts of an article readers can answer one by one."""

from collections.abc import Iterable, Mapping
from typing import Any

from discuss.kit.text import clip

ANSWERABLE = {"paragraph", "list", "quote", "callout", "faq"}
LONGEST_QUOTE = 120


def passages(blocks: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return the first words of each part that can be answered, by its key, in reading order.

    An answered question is called by the question.
    """
    return {
        block["key"]: clip(block["question"] or block["text"], LONGEST_QUOTE)
        for block in blocks
        if block["kind"] in ANSWERABLE
    }
