"""Files beside the book: whole or not at all, and never over something else unasked."""

from __future__ import annotations

import contextlib
import filecmp
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from skillmark.protocol.errors import FolderMissing, NameTaken, NoOutput
from skillmark.store.driver import translated
from skillmark.store.gate import is_book

BESIDES_A_BOOK = (".lock", "-journal", "-wal", "-shm")
"""How the names of files end that go with a record book: its guard, and what SQLite keeps of a change that is made."""


def check_place(path: Path) -> None:
    """Make sure that a file may stand there, even in the place of another: only of a plain file, and never of a book.

    Raises:
        NoOutput: a folder, a device, a record book or one of its own files is there, by that name or by a link.
    """
    real = Path(os.path.realpath(path))
    if path.is_dir():
        raise NoOutput(path, "folder")
    if path.exists() and not path.is_file():
        raise NoOutput(path, "device")
    if is_book(real):
        raise NoOutput(path, "book")
    for end in BESIDES_A_BOOK:
        if real.name.lower().endswith(end) and is_book(real.with_name(real.name[: -len(end)] or real.name)):
            raise NoOutput(path, "guard")


def check_free(path: Path, *, overwrite: bool) -> None:
    """Make sure that a file can be written there, before what it is about is made.

    Raises:
        FolderMissing, NameTaken, NoOutput, NoPermission: it can't.
    """
    with translated(path):
        if not path.parent.is_dir() and not path.parent.parent.is_dir():
            raise FolderMissing(path.parent)
        check_place(path)
        if path.exists() and not overwrite:
            raise NameTaken(path)


@contextlib.contextmanager
def write_through(path: Path, *, overwrite: bool) -> Iterator[BinaryIO]:
    """A file that gets its name when it is finished; a file with the same bytes is left, with others refused.

    Raises:
        FolderMissing, NameTaken, NoOutput, DiskFull, StorageFailed, NoPermission: nothing stands there that didn't
            before.
    """
    with translated(path):
        check_place(path)
        if not path.parent.is_dir():
            if not path.parent.parent.is_dir():
                raise FolderMissing(path.parent)
            path.parent.mkdir(exist_ok=True)
        unfinished = path.with_name(f".{path.name}.part")
        try:
            with unfinished.open("wb") as out:
                yield out
            _settle(unfinished, path, overwrite)
        finally:
            with contextlib.suppress(FileNotFoundError):
                unfinished.unlink()


def _settle(unfinished: Path, path: Path, overwrite: bool) -> None:
    if path.exists() and not overwrite:
        if filecmp.cmp(unfinished, path, shallow=False):
            return
        raise NameTaken(path)
    os.replace(unfinished, path)


def write_if_new(path: Path, data: bytes, *, overwrite: bool) -> None:
    """Writes bytes; see `write_through`."""
    with write_through(path, overwrite=overwrite) as out:
        out.write(data)
