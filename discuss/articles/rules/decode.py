"""From the bytes of a file to text, or to one sentence that says why not."""

import codecs
import re

from discuss.kit.errors import Invalid
from discuss.kit.text import storable

LARGEST_FILE = 1024 * 1024  # bytes
WIDE_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Tab, line feed, form feed and carriage return may stand in a text; other controls may not.
BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Unreadable(Invalid):
    """The file cannot become an article; `sentence` says why and what to do."""


def decode(data: bytes) -> str:
    """Return the text of a file in NFC with Unix line ends; raise `Unreadable` otherwise."""
    if len(data) > LARGEST_FILE:
        raise Unreadable("The file is larger than 1 MiB: split it, or remove what is no text.")
    if data.startswith(WIDE_MARKS):
        raise Unreadable("The file is in UTF-16 or UTF-32: save it as UTF-8 and import it again.")
    if BINARY.search(data):
        raise Unreadable("The file is binary: save the article as plain text or Markdown first.")
    try:
        text = storable(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            f"The file is not UTF-8 (see line {line}): save it as UTF-8 and import it again."
        ) from error
    if not text.strip():
        raise Unreadable("The file is empty: it needs a headline on its first line, then the text.")
    return text
