"""How far back somebody looks who comes to the desk."""

from datetime import datetime, timedelta

ON = timedelta(minutes=15)
"""For how long somebody is on who decided about something."""

SPAN = timedelta(hours=1)
"""The span in which an article is hot."""


def since_yesterday(now: datetime) -> datetime:
    """Return the beginning of the day before, in UTC."""
    return now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=1)
