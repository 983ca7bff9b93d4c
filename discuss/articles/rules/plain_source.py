"""Plain text: one paragraph a line, or paragraphs wrapped by hand, with or without blank lines."""

import re
from itertools import groupby, pairwise

from discuss.articles.rules.structure import Block, Listing, Paragraph, Quote

BULLET = re.compile(r"^[-*\u2022\u2023\u25e6\u00b7]\s+(?=\S)")
NUMBER = re.compile(r"^\(?\d{1,2}[.)]\s+(?=\S)")
QUOTED = re.compile(r"^>\s?")
RULE = re.compile(r"^[-*_=~\u2014\u2013#.\s]{3,}$")
ANSWER_MARK = re.compile(r"^(?:Q|A|Question|Answer)\s*\d{0,2}\s*[:.)]\s", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?:;\u2026][\"'\u2019\u201d\u00bb)\]]*$")
WIDEST_WRAP = 120  # characters; longer lines are not wrapped by hand
FEWEST_WRAPS = 3
SHARE_OF_WRAPS = 0.6
SLACK = 0.1  # of the width: what a ragged right edge may lack


def blocks(text: str) -> list[Block]:
    """Return paragraphs, lists and quotations in order; headings are found later, by context."""
    lines = [line.strip() for line in re.split("[\n\x0b\x0c\x85\u2028\u2029]", text)]
    width = _wrap_width(lines)
    units: list[str] = []
    glued = False
    for line in lines:
        if not line or RULE.match(line):
            glued = False
        elif glued and _continues(units[-1], line, width):
            units[-1] = f"{units[-1]}\n{line}"
        else:
            units.append(line)
            glued = True
    return _grouped([_joined(unit) for unit in units])


def _wrap_width(lines: list[str]) -> int:
    """Return the width that the text was wrapped at by hand, or 0 when each line stands alone."""
    width = max((len(line) for line in lines), default=0)
    if width > WIDEST_WRAP:
        return 0
    pairs = [(a, b) for a, b in pairwise(lines) if a and b]
    full = [a for a, b in pairs if _is_full(a, b, width)]
    running = sum(1 for a in full if not SENTENCE_END.search(a))
    is_wrapped = len(full) >= FEWEST_WRAPS and len(full) >= SHARE_OF_WRAPS * len(pairs)
    return width if is_wrapped and running >= len(full) / 2 else 0


def _is_full(line: str, following: str, width: int) -> bool:
    """Tell whether the first word of the next line had no room left on this one."""
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width * (1 - SLACK)


def _continues(unit: str, line: str, width: int) -> bool:
    """Tell whether a line belongs to the unit before it."""
    last = unit.rsplit("\n", 1)[-1]
    if QUOTED.match(line):
        return bool(QUOTED.match(last))
    if not width or _is_item(line) or ANSWER_MARK.match(line) or QUOTED.match(last):
        return False
    return _is_full(last, line, width)


def _is_item(line: str) -> bool:
    """Tell whether a line begins with the mark of a list."""
    return bool(BULLET.match(line) or NUMBER.match(line))


def _joined(unit: str) -> str:
    """Return the lines of a unit as one, quotation marks of e-mail kept at its start only."""
    if QUOTED.match(unit):
        return "> " + " ".join(QUOTED.sub("", line) for line in unit.split("\n")).strip()
    return unit.replace("\n", " ")


def _grouped(units: list[str]) -> list[Block]:
    """Return blocks: neighbouring items of one kind become one list."""
    found: list[Block] = []
    for kind, group in groupby(units, key=_kind):
        texts = list(group)
        if kind == "quote":
            found.extend(Quote(text[2:].strip()) for text in texts if text.strip("> "))
        elif kind == "text":
            found.extend(Paragraph(text) for text in texts)
        else:
            mark = NUMBER if kind == "number" else BULLET
            items = tuple(mark.sub("", text) for text in texts)
            found.append(Listing(items, is_ordered=kind == "number"))
    return found


def _kind(unit: str) -> str:
    """Return what the mark at the start of a unit makes of it."""
    if QUOTED.match(unit):
        return "quote"
    if NUMBER.match(unit):
        return "number"
    return "bullet" if BULLET.match(unit) else "text"
