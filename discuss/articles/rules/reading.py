"""What a reader or a search engine is told before reading: time, address, excerpt."""

import re
import unicodedata
from collections.abc import Iterable

from discuss.kit.text import clip

WORDS_A_MINUTE = 238  # silent reading of non-fiction in English; Brysbaert (2019)
LONGEST_SLUG = 80  # characters
LONGEST_EXCERPT = 200  # characters
WORD = re.compile(r"\w+(?:['\u2019-]\w+)*")
LETTERS = str.maketrans(
    {
        "\u00df": "ss", "\u00e6": "ae", "\u00c6": "AE", "\u0153": "oe", "\u0152": "OE",
        "\u00f8": "o", "\u00d8": "O", "\u0111": "d", "\u0110": "D", "\u0142": "l",
        "\u0141": "L", "\u00fe": "th", "\u00de": "Th", "\u00f0": "d", "\u00d0": "D",
        "\u0131": "i", "&": " and ", "%": " percent ",
    }
)  # fmt: skip


def word_count(texts: Iterable[str]) -> int:
    """Return the number of words in all texts together."""
    return sum(len(WORD.findall(text)) for text in texts)


def minutes(words: int) -> int:
    """Return the reading time in whole minutes, rounded up, at least 1."""
    return max(1, -(-words // WORDS_A_MINUTE))


def slug(headline: str) -> str:
    """Return an address made of whole words in small ASCII letters, at most 80 characters.

    A headline without any such letter, say in Greek, gives "article".
    """
    text = unicodedata.normalize("NFKD", headline.translate(LETTERS))
    text = re.sub("['\u2019\u2018`.]", "", text).encode("ascii", "ignore").decode().casefold()
    whole: list[str] = []
    for word in re.findall(r"[a-z0-9]+", text):
        if len("-".join([*whole, word])) > LONGEST_SLUG:
            break
        whole.append(word)
    return "-".join(whole) or "article"


def excerpt(standfirst: str | None, paragraphs: Iterable[str]) -> str:
    """Return up to 200 characters for meta descriptions: the standfirst, else the lead."""
    return clip(standfirst or next(iter(paragraphs), ""), LONGEST_EXCERPT)
