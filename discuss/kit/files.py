"""Files that are there whole or not at all, and that only their owner reads."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from discuss.kit.errors import Conflict, Refusal
from discuss.kit.ids import public_id


@contextmanager
def written_whole(path: Path, *, over: bool = False) -> Iterator[Path]:
    """Yield another name beside `path` to write to; then sync the file and give it its own name.

    Raises `Conflict` when there is a file and it shall not be written over. Whatever goes wrong
    leaves `path` as it was, and nothing beside it.
    """
    part = path.with_name(f".{path.name}.{public_id(8)}.part")
    _refuse_taken(path, over=over)
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        sentence = f"Nothing can be written to the folder {path.parent}: {error.strerror}."
        raise Refusal(sentence) from None
    try:
        yield part
        sync(part)
        _refuse_taken(path, over=over)
        part.replace(path)
        sync(path.parent)
    finally:
        part.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Wait until a file or a folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refuse_taken(path: Path, *, over: bool) -> None:
    if path.exists() and not over:
        raise Conflict(f"{path} is there already. Choose another name, or write over it: --force.")
