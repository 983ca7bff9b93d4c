"""The one place that reads the time; doors call it, everything else is told."""

from datetime import UTC, date, datetime, time


def now() -> datetime:
    """Return the present instant, aware, in UTC."""
    return datetime.now(UTC)


def milliseconds(instant: datetime) -> int:
    """Return an instant as browsers count it, since 1970."""
    return int(instant.timestamp() * 1000)


def end_of(day: date) -> datetime:
    """Return the last second of a day in UTC: what lasts until a day ends with it."""
    return datetime.combine(day, time.max, UTC).replace(microsecond=0)
