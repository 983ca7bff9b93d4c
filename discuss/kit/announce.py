"""Events that one slice tells and a higher slice hears, inside the same transaction.

A lower slice may not know who stands above it; so it announces, and `discuss.app` connects the
listeners at start. A listener obeys the same laws as an action: it flushes and never commits, and
what it raises undoes the whole deed.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy.orm import Session

Event = TypeVar("Event")
Listener = Callable[[Session, Any], None]

_listeners: dict[type, list[Listener]] = {}


def listen(kind: type[Event], listener: Callable[[Session, Event], None]) -> None:
    """Call `listener` for every event of `kind`; connecting it twice is the same as once."""
    heard = _listeners.setdefault(kind, [])
    if listener not in heard:
        heard.append(listener)


def announce(session: Session, event: object) -> None:
    """Tell `event` to its listeners, in the order in which they were connected."""
    for listener in _listeners.get(type(event), ()):
        listener(session, event)
