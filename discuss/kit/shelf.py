"""What is kept in memory within a budget of bytes; what was asked for least lately leaves first."""

from collections import OrderedDict
from threading import Lock
from typing import Generic, Protocol, TypeVar


class Sized(Protocol):
    """Anything that says how much room it takes."""

    @property
    def size(self) -> int:
        """Bytes that it takes."""


Key = TypeVar("Key")
Item = TypeVar("Item", bound=Sized)


class Shelf(Generic[Key, Item]):
    """Things by their key, never more than `room` bytes of them; threads may share it."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.taken = 0
        self._items: OrderedDict[Key, Item] = OrderedDict()
        self._turn = Lock()

    def __len__(self) -> int:
        return len(self._items)

    def get(self, key: Key) -> Item | None:
        """Return what is kept under `key`, if anything, and keep it longer for that."""
        with self._turn:
            found = self._items.get(key)
            if found is not None:
                self._items.move_to_end(key)
            return found

    def put(self, key: Key, item: Item) -> None:
        """Keep `item` under `key` in the place of what was there; drop others to make room."""
        with self._turn:
            self._drop(key)
            if item.size > self.room:
                return
            self._items[key] = item
            self.taken += item.size
            while self.taken > self.room:
                self._drop(next(iter(self._items)))

    def clear(self) -> None:
        """Drop everything."""
        with self._turn:
            self._items.clear()
            self.taken = 0

    def _drop(self, key: Key) -> None:
        gone = self._items.pop(key, None)
        if gone is not None:
            self.taken -= gone.size
