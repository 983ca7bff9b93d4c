"""What people type, made safe to store and to compare."""

import re
import unicodedata
from functools import lru_cache

from linkify_it.main import LinkifyIt

# Bidirectional overrides and isolates, invisible operators, and characters no text needs.
HIDDEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
SURROGATES = re.compile("[\ud800-\udfff]")

CONFUSABLE = str.maketrans(
    {
        "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "у": "y", "х": "x", "і": "i",
        "ѕ": "s", "ј": "j", "ԁ": "d", "ո": "n", "ѵ": "v", "к": "k", "м": "m", "т": "t",
        "в": "b", "н": "h", "α": "a", "ο": "o", "ν": "v", "ρ": "p", "τ": "t", "υ": "u",
        "ι": "i", "κ": "k", "ε": "e", "η": "n", "ⅼ": "l", "ı": "i", "0": "o", "1": "l",
        "|": "l", "5": "s",
    }
)  # fmt: skip


def storable(text: str) -> str:
    """Return `text` in NFC with line ends as Unix has them and without hidden characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = SURROGATES.sub("", text)
    text = HIDDEN.sub("", CONTROLS.sub("", text))
    return unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """Return `text` storable, on one line, with single spaces and none at the ends."""
    return " ".join(storable(text).split())


def skeleton(text: str) -> str:
    """Return what a name looks like, so that look-alikes compare equal (after UTS #39)."""
    text = unicodedata.normalize("NFKD", one_line(text)).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = unicodedata.normalize("NFKC", text.translate(CONFUSABLE)).casefold()
    return re.sub(r"[\W_]+", "", text)


def initials(name: str) -> str:
    """Return the first letters of the first and the last word of a name."""
    words = name.split() or ["?"]
    return (words[0][:1] + (words[-1][:1] if words[1:] else "")).upper()


def clip(text: str, length: int) -> str:
    """Return at most `length` characters of `text`, cut at a word, with an ellipsis when cut."""
    text = one_line(text)
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return (cut[: cut.rfind(" ")] if " " in cut else cut).rstrip(" ,;:.–-") + "…"


def unlinked(text: str) -> str:
    """Return `text` without anything that a mail program would make a link of."""
    found = _links().match(text) or []  # type: ignore[no-untyped-call]
    for each in reversed(found):
        text = f"{text[: each.index]}[link]{text[each.last_index :]}"
    return text


@lru_cache(maxsize=1)
def _links() -> LinkifyIt:
    """Return what finds addresses as mail programs do: also those without `https://`."""
    return LinkifyIt(options={"fuzzy_link": True, "fuzzy_email": True, "fuzzy_ip": True})  # type: ignore[no-untyped-call]


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun."""
    return f"{number} {one if number == 1 else many}"


def span_in_words(minutes: int) -> str:
    """Return a span of time as people say it: `30 minutes`, `2 hours`, `3 days`.

    From two hours on it is rounded to hours, from two days on to days.
    """
    for size, one, many in ((1440, "day", "days"), (60, "hour", "hours")):
        if minutes >= 2 * size or minutes == size:
            return counted(round(minutes / size), one, many)
    return counted(minutes, "minute", "minutes")
