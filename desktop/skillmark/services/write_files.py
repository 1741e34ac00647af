"""Files beside the book: whole or not at all, and never over something else unasked."""

from __future__ import annotations

import contextlib
import filecmp
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from skillmark.protocol.errors import FolderMissing, NameTaken
from skillmark.store.driver import translated


def check_free(path: Path, *, overwrite: bool) -> None:
    """Make sure that a file can be written there, before what it is about is made.

    Raises:
        FolderMissing, NameTaken: it can't.
    """
    if not path.parent.is_dir() and not path.parent.parent.is_dir():
        raise FolderMissing(path.parent)
    if path.exists() and not overwrite:
        raise NameTaken(path)


@contextlib.contextmanager
def write_through(path: Path, *, overwrite: bool) -> Iterator[BinaryIO]:
    """A file that gets its name when it is finished; a file with the same bytes is left, with others refused.

    Raises:
        FolderMissing, NameTaken, DiskFull, StorageFailed, NoPermission: nothing stands there that didn't before.
    """
    unfinished = path.with_name(f".{path.name}.part")
    with translated(path):
        if not path.parent.is_dir():
            if not path.parent.parent.is_dir():
                raise FolderMissing(path.parent)
            path.parent.mkdir(exist_ok=True)
        try:
            with unfinished.open("wb") as out:
                yield out
            _settle(unfinished, path, overwrite)
        finally:
            with contextlib.suppress(FileNotFoundError):
                unfinished.unlink()


def _settle(unfinished: Path, path: Path, overwrite: bool) -> None:
    if path.exists() and not overwrite:
        if path.is_file() and filecmp.cmp(unfinished, path, shallow=False):
            return
        raise NameTaken(path)
    os.replace(unfinished, path)


def write_if_new(path: Path, data: bytes, *, overwrite: bool) -> None:
    """Writes bytes; see `write_through`."""
    with write_through(path, overwrite=overwrite) as out:
        out.write(data)
