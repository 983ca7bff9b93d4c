"""What an article asks at its end, as beginnings of questions that can be decided."""

import re
from typing import Final

from discuss.kit.text import one_line

MOST: Final = 4
_SENTENCE: Final = re.compile(r"[^.?!]*[.?!]")


def asked_in(*texts: str) -> list[str]:
    """Return the sentences that end with a question mark, each once, at most four."""
    found = [
        one_line(sentence)
        for text in texts
        for sentence in _SENTENCE.findall(text)
        if sentence.endswith("?") and one_line(sentence) != "?"
    ]
    return list(dict.fromkeys(found))[:MOST]
