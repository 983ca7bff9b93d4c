"""What may be set about writing: how fast, and by when words that wait shall be read."""

from typing import Final

from discuss.comments.rules.times import MOST_AN_HOUR, MOST_OF_A_NEWCOMER, PAUSE
from discuss.kit.knobs import Knob

PAUSE_SECONDS: Final = Knob(
    "pause_seconds",
    "Between two comments",
    "So long a reader waits between two comments of theirs, wherever they are.",
    int(PAUSE.total_seconds()),
    "seconds",
    0,
    600,
)
HOURLY: Final = Knob(
    "comments_an_hour",
    "Comments an hour",
    "So many comments a reader may post within an hour; drafts are kept while they wait.",
    MOST_AN_HOUR,
    "comments",
    1,
    120,
)
NEWCOMER_HOURLY: Final = Knob(
    "newcomer_comments_an_hour",
    "Comments an hour from a newcomer",
    "The same for an account on its first day.",
    MOST_OF_A_NEWCOMER,
    "comments",
    1,
    120,
)
READ_WITHIN: Final = Knob(
    "target_held",
    "Held comments",
    "By then a held comment shall be read; its author is told so.",
    30,
    "minutes",
    1,
    10_080,
)
PACE: Final = (PAUSE_SECONDS, HOURLY, NEWCOMER_HOURLY)
