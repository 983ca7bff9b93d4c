"""What goes into the log: lines for people or JSON for programs, never a reader's words.

An exception is logged by its kind and by the lines it passed, without its message: messages of
databases and of forms quote what was typed, and addresses.
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from flask import has_request_context

from discuss.settings import Settings
from discuss.web.journal import request_id

FACTS = ("request_id", "method", "route", "status", "ms", "statements", "statement")
"""What a line may carry besides its message, in this order."""

Caught = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def set_up(settings: Settings) -> None:
    """Let everything that is logged go to standard error, in the form that is set."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(AsJson() if settings.log_format == "json" else AsText())
    logging.getLogger().handlers = [handler]
    logging.getLogger("discuss").setLevel(logging.INFO)
    # Its lines hold readers' addresses and what they search for; the journal's hold neither.
    logging.getLogger("werkzeug").setLevel(logging.WARNING)


class Discreet(logging.Formatter):
    """Tells of an exception without its message."""

    def formatException(self, ei: Caught) -> str:  # noqa: N802 - the library's name
        """Return the kinds of the exception and of its causes, and the lines it passed."""
        return "\n".join(_told(ei[1]))


class AsText(Discreet):
    """One line for people."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return the line with its facts behind it."""
        facts = " ".join(f"{name}={value}" for name, value in _facts(record).items())
        first, *more = super().format(record).split("\n")
        return "\n".join([f"{first} {facts}".rstrip(), *more])


class AsJson(Discreet):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the object."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"at": at, "level": record.levelname.lower(), "logger": record.name}
        line |= {"message": record.getMessage()} | _facts(record)
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def _facts(record: logging.LogRecord) -> dict[str, Any]:
    known = {name: getattr(record, name) for name in FACTS if hasattr(record, name)}
    return ({"request_id": request_id()} if has_request_context() else {}) | known


def _told(error: BaseException | None) -> list[str]:
    lines: list[str] = []
    while error is not None:
        lines += [
            f"  {frame.filename}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
        lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
        error = error.__cause__ or error.__context__
        if error is not None:
            lines.append("caused by:")
    return lines
