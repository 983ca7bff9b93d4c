"""Whether one text of folded words says what is looked for, and how much of it, without an index.

The words are divided by single spaces, so that a place inside them is a word, the beginning of one
or several in a row. It finds what an index finds.
"""

from sqlalchemy import ColumnElement, Float, Integer, Text, and_, cast, func, literal

from discuss.kit.search import Query, Term

USUAL = 400.0
"""As many letters as a comment has; in a longer text a place counts for less."""


def says(words: ColumnElement[str], query: Query) -> ColumnElement[bool]:
    """Return whether words say all that is wanted and nothing that is not."""
    whole = _whole(words)
    there = [func.instr(whole, _place(term)) > 0 for term in query.wanted]
    absent = [func.instr(whole, _place(term)) == 0 for term in query.unwanted]
    return and_(*there, *absent)


def rank(words: ColumnElement[str], query: Query, finest: int) -> ColumnElement[int]:
    """Return how much of what is wanted the words say, each more time counting for less."""
    length = func.length(words)
    score: ColumnElement[float] = literal(0.0, Float())
    for term in query.wanted:
        start = " " + " ".join(term.words)
        without = func.length(func.replace(_whole(words), literal(start, Text()), ""))
        times = (length + 2 - without) / literal(float(len(start)), Float())
        score = score + times / (times + 1.0 + length / USUAL)
    return cast(func.round(score * finest), Integer)


def _whole(words: ColumnElement[str]) -> ColumnElement[str]:
    return literal(" ", Text()).op("||")(words).op("||")(literal(" ", Text()))


def _place(term: Term) -> ColumnElement[str]:
    return literal(" " + " ".join(term.words) + ("" if term.is_beginning else " "), Text())
