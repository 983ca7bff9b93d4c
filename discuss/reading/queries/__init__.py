"""Reads that compose several slices."""

from discuss.reading.queries.figures import (
    FEED_LENGTH,
    Figures,
    Spoken,
    figures,
    marks_of,
    words_of,
)
from discuss.reading.queries.own import MOST_COMPARED, here_by, told_to, who_reads

__all__ = [
    "FEED_LENGTH",
    "MOST_COMPARED",
    "Figures",
    "Spoken",
    "figures",
    "here_by",
    "marks_of",
    "told_to",
    "who_reads",
    "words_of",
]
