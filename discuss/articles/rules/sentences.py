"""Where sentences end: a careful guess that leaves abbreviations and initials alone."""

import re

# A mark of the end, then closing quotes, brackets or Markdown emphasis, then a space.
END = re.compile(r"[.!?\u2026]+[\"'\u2019\u201d\u00bb)\]*_]*(?=\s|$)")
ABBREVIATION = re.compile(
    r"mr|mrs|ms|dr|prof|st|vs|nos?|gen|sen|rep|gov|lt|col|sgt|capt|rev|hon|jr|sr|e\.g|i\.e|cf"
    r"|etc|approx|dept|est|fig|inc|ltd|co|corp|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
    r"|u\.s|u\.k|u\.n|e\.u|a\.m|p\.m|ph\.d"
)
INITIAL = re.compile(r"^(?:[^\W\d_]\.)*[^\W\d_]$")
OPENERS = "\"'\u2018\u201c\u00ab([*_"
QUESTION_END = re.compile(r"\?[\"'\u2019\u201d\u00bb)\]*_]*$")


def spans(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of each sentence of one paragraph, without the spaces between."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in END.finditer(text):
        if _ends_sentence(text, match):
            _add(found, text, start, match.end())
            start = match.end()
    _add(found, text, start, len(text))
    return found


def split(text: str) -> list[str]:
    """Return the sentences of one paragraph."""
    return [text[start:end] for start, end in spans(text)]


def is_question(sentence: str) -> bool:
    """Tell whether a sentence ends in a question mark, quotes and emphasis aside."""
    return bool(QUESTION_END.search(sentence.rstrip()))


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    """Tell a real end from an abbreviation, an initial, or a mark within a sentence."""
    following = text[match.end() :].lstrip().lstrip(OPENERS)[:1]
    if following.islower():
        return False
    if match.group()[0] != "." or match.group().startswith(".."):
        return True
    word = text[: match.start()].rsplit(None, 1)
    last = word[-1].lstrip(OPENERS).casefold() if word else ""
    if not following:
        return True
    return not ABBREVIATION.fullmatch(last) and (last == "i" or not INITIAL.match(last))


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Add the span without the white space at its ends, unless nothing is left."""
    piece = text[start:end]
    if piece.strip():
        left = start + len(piece) - len(piece.lstrip())
        found.append((left, start + len(piece.rstrip())))
