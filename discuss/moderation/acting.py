"""What the page, the file, the program and the command do alike with the numbers of a month."""

from collections.abc import Sequence
from datetime import datetime

from discuss.kit import clock
from discuss.moderation import actions, presenters, queries
from discuss.moderation.rules.transparency import Row
from discuss.web.transaction import reading, transaction


def published(month: str) -> tuple[Sequence[Row], datetime]:
    """Return the numbers of a month that is over, and when they were counted.

    Whoever asks first lets them be counted, outside of any transaction that writes; from then on
    it is one statement. Raises `Missing` (404) for a month that is not over.
    """
    found = queries.published_month(reading(), month)
    if found is None:
        rows = presenters.counted_numbers(reading(), month, clock.now())
        with transaction() as session:
            found = actions.publish_month(session, month, rows, clock.now())
    return [Row(**each) for each in found.rows], found.counted_at
