"""How long something takes; what time it is stays the business of doors."""

import time


class Stopwatch:
    """Runs from the moment in which it is made."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    @property
    def ms(self) -> int:
        """Milliseconds so far."""
        return round((time.monotonic() - self._began) * 1000)
