"""The one place that reads the time; doors call it, everything else is told."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present instant, aware, in UTC."""
    return datetime.now(UTC)


def milliseconds(instant: datetime) -> int:
    """Return an instant as browsers count it, since 1970."""
    return int(instant.timestamp() * 1000)
